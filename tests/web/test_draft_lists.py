"""Lists of drafts: those of one kind are told apart, by those alone who may read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.gist import LONG, Gist, Known, cut, gist_of
from domain.events import BY_NAME
from tests.web.answers import words
from tests.web.house import House
from tests.web.reading import Reader, signed_in

AT_SCHOOL = {
    "child": "joel",
    "place": "his school",
    "permission": "given",
    "permission.given.person": "leanne",
    "words": "Mum said I was not to say. I want to go home now, and I want Tia to come too.",
}
AT_HOME = {"child": "tia", "observed": "Asleep, and could\r\nnot be woken."}
SCHOOL = "Joel Mensah, Leanne Hart"
TYPED = "his school … Mum said I was not to say. I want to go home now, and I want Tia to…"
ASLEEP = "Asleep, and could not be woken."


@pytest.fixture
def two(own_house: House) -> tuple[Reader, Reader]:
    """Ruth, who has begun two records of one kind, and Priya, who was shown none."""
    ruth, priya = (signed_in(own_house, name) for name in ("ruth", "priya"))
    for answers in (AT_SCHOOL, AT_HOME):
        fields = {**answers, "_do": "later"}
        assert ruth.sent(f"{ruth.case('tia')}/record/ChildSeen", fields) == "/drafts"
    return ruth, priya


def lists_of(house: House) -> tuple[str, ...]:
    """Every page that lists drafts."""
    return ("/", "/drafts", f"/enquiries/{house.enquiries['tia']}/record")


def test_drafts_of_one_kind_are_told_apart(own_house: House, two: tuple[Reader, Reader]) -> None:
    """On every list: whom each is about, but for the child whose enquiry it is, and how its words
    begin, in one line.
    """
    ruth, priya = two
    for page in map(ruth.page, lists_of(own_house)):
        said = words(page)
        assert SCHOOL in said
        assert f"“{TYPED}”" in said
        assert f"“{ASLEEP}”" in said
    for page in map(priya.page, lists_of(own_house)):
        assert "Mum said" not in page
        assert ASLEEP not in page


def test_what_was_begun_comes_before_what_is_still_to_begin(
    own_house: House, two: tuple[Reader, Reader]
) -> None:
    """Whoever comes back to record finds their drafts first, also where much is overdue."""
    page = words(two[0].page(lists_of(own_house)[-1]))
    assert page.index("Drafts of this enquiry") < page.index("What this enquiry needs next")


def test_what_others_saved_says_who_did(own_house: House, two: tuple[Reader, Reader]) -> None:
    """Once a draft is shared, whoever wrote in it last is named to the other."""
    ruth, priya = two
    (draft,) = (one for one in own_house.ledger.saved.mine(ruth.id) if "observed" in one.answers)
    path = f"/enquiries/{draft.stream}/drafts/{draft.id}"
    ruth.sent(f"{path}/share", {"with": priya.id})
    for page in map(priya.page, lists_of(own_house)):
        assert f"“{ASLEEP}”" in words(page)
        assert f"Saved 10 June 2026 at 10am by {own_house.name_of('ruth')}" in words(
            page.replace("Last saved", "Saved")
        )
    assert "10am by" not in words(ruth.page("/"))


def test_a_choice_that_a_reader_may_not_see_is_not_named() -> None:
    """Neither by name nor by the id that stands for somebody; of an entry, its number alone."""
    told = gist_of(BY_NAME["ChildSeen"], {"child": ["joel"], "corrects": ["7"]}, Known())
    assert told == Gist("correcting entry 7")


def test_what_is_typed_in_lists_and_of_strangers_is_told() -> None:
    """Items of a list in their order; people as they were named, and of many how many."""
    answers = {
        "discussion": ["2"],
        "contributions": ["2"],
        "contributions.0.by.other.as": ["Tom Grey"],
        "contributions.0.by": ["other"],
        "contributions.0.text": ["Called twice."],
        "contributions.1.text": ["Not known to us."],
    }
    told = gist_of(BY_NAME["StrategyRecord"], answers, Known())
    assert told == Gist("discussion 2, Tom Grey", "Called twice. … Not known to us.")
    several = {"people": ["a", "b", "c", "d", "e"]}
    known = Known(name=str.upper)
    assert gist_of(BY_NAME["AgencyCheckRequested"], several, known).about == "A, B, C, 2 more"


@given(text=st.text(alphabet="ab .\n", max_size=3 * LONG))
def test_words_are_cut_after_a_word(text: str) -> None:
    """What is shown is how the words begin: all of them where they are short, whole words where
    one ends in time.
    """
    line, shown = " ".join(text.split()), cut(text)
    if len(line) <= LONG:
        assert shown == line
        return
    kept = shown.removesuffix("…")
    assert shown != kept
    assert line.startswith(kept)
    assert len(kept) <= LONG
    rest = line[len(kept) :].lstrip(".")
    assert rest.startswith(" ") or " " not in line[:LONG].rstrip(" .")
