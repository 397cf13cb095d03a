"""Recording over HTTP, as a browser without JavaScript does it; a device signs where one would."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape

import httpx
import pytest

from api.forms.catalogue import actions
from domain.events import BY_NAME
from tests.web.answers import words
from tests.web.house import House
from tests.web.reading import Reader, signed_in

SEEN = {
    "child": "tia",
    "place": "school",
    "company": "alone",
    "permission": "not_sought",
    "permission.not_sought.reason": "There was no time.",
    "words": "Joel is nice.\r\nI want to stay.",
    "occurred": "at",
    "occurred.at.day": "9",
    "occurred.at.month": "June",
    "occurred.at.year": "2026",
    "occurred.at.time": "2.05pm",
    "known": "no",
    "actor": "no",
    "source": "own_act",
    "source.witness": "no",
    "mark": "ordinary",
}
"""What somebody types who saw Tia yesterday."""


@pytest.fixture
def sitting(module_house: House) -> Callable[[str], Reader]:
    """Somebody of the demonstration, by name."""
    return partial(signed_in, module_house)


def words_of(page: httpx.Response) -> str:
    """What a page says, without its markup."""
    return words(page.text)


def statement_of(page: httpx.Response) -> str:
    """The words that the check page shows to be signed."""
    found = re.search(r'<blockquote class="app-statement">(.*?)</blockquote>', page.text, re.DOTALL)
    assert found
    return unescape(found[1])


def test_actions_are_found_by_what_people_call_them(sitting: Callable[[str], Reader]) -> None:
    """A title, a word used at work, and the number of a requirement all lead to the form."""
    desk = sitting("ruth")
    for typed, title in {
        "child seen": "Child seen",
        "strat minutes": "Strategy record",
        "icpc": "Conference planned",
        "SEE-01": "Child seen",
    }.items():
        page = desk.open(f"{desk.case('tia')}/record?q={typed}")
        found = page.text.partition('id="found"')[2].partition("What this enquiry")[0]
        assert title in found, typed
    assert "0 actions for" in words_of(desk.open(f"{desk.case('tia')}/record?q=zzzz"))
    assert "/record/BundleIssued" not in desk.open(f"{desk.case('tia')}/record?q=bundle").text


def test_what_others_record_says_who(sitting: Callable[[str], Reader]) -> None:
    """A police officer is told who decides an outcome, and may prepare it but not sign it."""
    desk = sitting("hallam")
    page = desk.open(f"{desk.case('tia')}/record?q=outcome+decided")
    assert "Recorded by" in words_of(page)
    form = desk.open(f"{desk.case('tia')}/record/OutcomeDecided")
    assert "You cannot sign this" in words_of(form)


def test_every_form_is_whole(sitting: Callable[[str], Reader]) -> None:
    """Each event’s form opens, its ids are unique, every label and reveal has its control, and
    nothing speaks to programmers.
    """
    desk = sitting("priya")
    wrong = []
    for event in actions():
        page = desk.open(f"{desk.case('tia')}/record/{event}")
        found = re.findall(r'\sid="([^"]+)"', page.text)
        wanted = re.findall(r'(?:\sfor|data-reveals|data-other)="([^"]+)"', page.text)
        if page.status_code != httpx.codes.OK or len(found) != len(set(found)):
            wrong.append(f"{event}: {page.status_code} {sorted(found)}")
        wrong += [f"{event}: nothing has the id {one}" for one in wanted if one not in found]
        wrong += [f"{event}: {code}" for code in re.findall(r"`[^`<]*`", page.text)]
    assert not wrong


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(
    sitting: Callable[[str], Reader],
) -> None:
    """Each error links to its control, the title says so, and what was typed is still there."""
    desk = sitting("ruth")
    page = desk.submit(f"{desk.case('tia')}/record/ChildSeen", {"words": "I want to stay."})
    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "<title>Error: " in page.text
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page.text)
    assert ("place", "Enter where") in links
    assert ("occurred", "Select when it happened") in links
    assert all(f'id="{target}"' in page.text for target, _ in links)
    assert ">\nI want to stay.</textarea>" in page.text


def test_what_the_ledger_refuses_is_said_at_its_question(sitting: Callable[[str], Reader]) -> None:
    """Only the ledger knows its clock: a time to come is refused beside “when”."""
    desk = sitting("ruth")
    later = {**SEEN, "occurred.at.year": "2031"}
    page = desk.submit(f"{desk.case('tia')}/record/ChildSeen", later)
    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert '<a href="#occurred">' in page.text
    assert "This must not be in the future" in words_of(page)


def test_what_cannot_be_seen_is_refused_in_one_sentence(sitting: Callable[[str], Reader]) -> None:
    """Words pasted with a control character in them, or one that turns their direction."""
    desk = sitting("ruth")
    for field, pasted in (("place", "sch\x0bool"), ("words", "I want \u202eto stay.")):
        page = desk.submit(f"{desk.case('tia')}/record/ChildSeen", {**SEEN, field: pasted})
        assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page.text)
        assert [target for target, _ in links] == [field]
        assert "must not include characters that cannot be seen" in links[0][1]


def test_a_draft_is_signed_once(sitting: Callable[[str], Reader]) -> None:
    """Whoever comes to sign it again, from another tab, is told which entry it has become."""
    desk = sitting("ruth")
    check = desk.submit(f"{desk.case('tia')}/record/ChildSeen", SEEN)
    done, _ = desk.sign(check)
    entry = re.search(r"Entry \d+", words_of(done))
    assert entry
    again = desk.get(str(check.url.path).replace("/check", "/to-sign"))
    assert again.status_code == httpx.codes.CONFLICT
    assert again.json()["detail"].endswith(entry[0].lower())


def test_a_draft_is_its_authors(sitting: Callable[[str], Reader]) -> None:
    """It opens again as it was left, and to nobody else does it exist."""
    desk = sitting("ruth")
    told = {**SEEN, "place": "the bench by the pond", "_do": "later"}
    desk.submit(f"{desk.case('tia')}/record/ChildSeen", told)
    kept = desk.open(f"{desk.case('tia')}/record")
    drafts = re.findall(r'href="([^"]+/drafts/[0-9a-f-]{36})"', kept.text)
    [draft] = [one for one in drafts if 'value="the bench by the pond"' in desk.open(one).text]
    assert sitting("priya").open(draft).status_code == httpx.codes.NOT_FOUND


def test_lists_grow_and_shrink_without_losing_a_word(sitting: Callable[[str], Reader]) -> None:
    """One more item, one less: what was typed in the others stays with them."""
    desk = sitting("ruth")
    two = {"actions": "2", "actions.0.what": "See Tia.", "actions.1.what": "See Joel."}
    page = desk.submit(f"{desk.case('tia')}/record/StrategyRecord", {**two, "_add": "actions"})
    assert 'name="actions.2.what"' in page.text
    version = re.search(r'name="_version" value="(\d+)"', page.text)
    assert version
    less = {**two, "actions": "3", "_remove": "actions.0", "_version": version[1]}
    page = desk.submit(str(page.url.path), less)
    assert re.search(r'name="actions.0.what"[^>]*>\nSee Joel\.</textarea>', page.text)
    assert 'name="actions.2.what"' not in page.text


def test_the_words_that_are_shown_are_signed(sitting: Callable[[str], Reader]) -> None:
    """From an empty form to the receipt: the check page says what the device then signs."""
    desk = sitting("ruth")
    check = desk.submit(f"{desk.case('tia')}/record/ChildSeen", SEEN)
    assert check.status_code == httpx.codes.OK
    shown = statement_of(check)
    done, signed = desk.sign(check)
    assert (shown,) == signed
    assert "On 9 June 2026 at 2:05pm, Ruth Adeyemi saw Tia Mensah at school, alone." in shown
    assert "“Joel is nice.\nI want to stay.”" in shown
    assert "Signed and recorded" in words_of(done)
    assert desk.open(str(done.url.path).replace("/done", "")).url == done.url


def test_a_name_that_means_somebody_else_is_left_as_words(sitting: Callable[[str], Reader]) -> None:
    """Who is recognised is shown; said to be somebody else, the name links to nobody."""
    desk = sitting("ruth")
    check = desk.submit(f"{desk.case('tia')}/record/ChildSeen", SEEN)
    assert "“Joel” is Joel Mensah" in words_of(check)
    version = re.search(r'name="_version" value="(\d+)"', check.text)
    assert version
    again = desk.submit(str(check.url.path), {"unmeant": "Joel", "_version": version[1]})
    assert "“Joel” means nobody of this enquiry" in words_of(again)
    draft = desk.get(str(check.url.path).replace("/check", "/to-sign")).json()
    assert draft["entries"][0]["content"]["words"]["v"] == ["Joel is nice.\n", "I want to stay."]


def test_who_shares_a_name_is_said_before_it_is_signed(sitting: Callable[[str], Reader]) -> None:
    """Somebody who is added a second time, and then a name in a text that means either."""
    desk = sitting("ruth")
    added = {"person.as": "Olive Grey", "kind": "family", "relation": "aunt"}
    added |= {"household": "visits", "occurred": "now", "source": "own_act", "mark": "ordinary"}
    path = f"{desk.case('tia')}/record"
    first = desk.submit(f"{path}/PersonAdded", added)
    assert "already" not in words_of(first)
    desk.sign(first)
    again = desk.submit(f"{path}/PersonAdded", {**added, "relation": "cousin"})
    assert "Olive Grey, aunt is in this enquiry already" in words_of(again)
    assert "may mean" not in words_of(again)
    desk.sign(again)
    seen = desk.submit(f"{path}/ChildSeen", {**SEEN, "words": "Olive Grey is nice."})
    assert "“Olive Grey” may mean Olive Grey, aunt or Olive Grey, cousin." in words_of(seen)


def test_a_correction_begins_with_what_it_corrects(sitting: Callable[[str], Reader]) -> None:
    """The form holds the earlier words, asks why, and what is signed refers to that entry."""
    desk = sitting("ruth")
    desk.sign(desk.submit(f"{desk.case('tia')}/record/ChildSeen", SEEN))
    entries = desk.house.ledger.reads.enquiry(desk.house.enquiries["tia"]).entries
    path = f"{desk.case('tia')}/record/ChildSeen"
    page = desk.open(f"{path}?corrects={entries[-1].seq}")
    assert 'value="school"' in page.text
    assert 'value="2:05pm"' in page.text
    changed = {**SEEN, "place": "home", "corrects": str(entries[-1].seq)}
    assert "#because" in desk.submit(path, changed).text
    done, (words,) = desk.sign(desk.submit(path, {**changed, "because": "It was at home."}))
    assert "at home" in words
    assert "because: It was at home." in words
    assert done.status_code == httpx.codes.OK
    enquiry = desk.house.ledger.reads.enquiry(desk.house.enquiries["tia"])
    assert enquiry.replaced_by(enquiry.entry(entries[-1].seq)) == enquiry.entries[-1]


def test_what_an_entry_settles_is_said_before_it_is_signed(
    sitting: Callable[[str], Reader],
) -> None:
    """And once it is signed, that is so."""
    desk = sitting("ruth")
    needs = desk.open(f"{desk.case('tia')}/record").text
    assert "rights explained" in needs
    told = {
        "person": "kwame",
        "way": "in_person",
        "rights": ["complain"],
        "occurred": "now",
        "source": "own_act",
        "mark": "ordinary",
    }
    event = BY_NAME["RightsExplained"]
    told |= {"way": event.example["way"], "rights": event.example["rights"]}
    check = desk.submit(f"{desk.case('tia')}/record/RightsExplained", told)
    assert "Settles" in words_of(check)


def test_one_act_for_two_children(sitting: Callable[[str], Reader]) -> None:
    """Both statements are shown, and both enquiries hold the entry."""
    desk = sitting("ruth")
    both = [desk.house.enquiries[child] for child in ("tia", "joel")]
    told = {
        "agency": "Quillbrook Primary School",
        "people": ["tia", "joel"],
        "asked": "What the school knows.",
        "due": "on",
        "due.on.day": "12",
        "due.on.month": "6",
        "due.on.year": "2026",
        "section_27": "no",
        "occurred": "now",
        "source": "own_act",
        "mark": "ordinary",
        "streams": both,
    }
    check = desk.submit(f"{desk.case('tia')}/record/AgencyCheckRequested", told)
    assert check.text.count('class="app-statement"') == 2
    desk.sign(check)
    acts = [desk.house.ledger.reads.enquiry(one).entries[-1].frame.act for one in both]
    assert acts[0] is not None
    assert acts[0] == acts[1]


def test_whoever_unticks_every_child_is_asked_again(sitting: Callable[[str], Reader]) -> None:
    """And nothing is recorded of the child whose page it happens to be, now or from the draft."""
    desk = sitting("ruth")
    form = desk.open(f"{desk.case('tia')}/record/ChildSeen").text
    [(asked, value)] = re.findall(r'type="hidden" name="(_children)" value="([^"]+)"', form)
    page = desk.submit(f"{desk.case('tia')}/record/ChildSeen", {**SEEN, asked: value})
    assert '<a href="#streams">Select which children’s records this is for</a>' in page.text
    draft = re.search(r'action="([^"]+/drafts/[0-9a-f-]{36})"', page.text)
    assert draft
    again = desk.open(f"{draft[1]}/check")
    assert '<a href="#streams">' in again.text
    ticked = {**SEEN, asked: value, "streams": desk.house.enquiries["joel"], "_version": "1"}
    assert "Check your answers" in words_of(desk.submit(draft[1], ticked))


def test_inspectors_record_nothing(sitting: Callable[[str], Reader]) -> None:
    """They are told so, rather than given a form that would be refused."""
    desk = sitting("ellison")
    page = desk.open(f"{desk.case('tia')}/record")
    assert page.status_code == httpx.codes.FORBIDDEN
