"""Countersigning on pages: the queue, the very words, what changed, and only what would count."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from operator import itemgetter

import pytest

from domain.clearance import Purpose
from domain.entry import Entry
from ledger.draft import DraftRequest
from ledger.ledger import NotFound
from ledger.refusing import NotAdmitted
from ledger.views import Views
from projections.countersignatures import countersignatures
from projections.offering import offers
from projections.parts import plain, statement
from projections.reading import Reading
from tests.web.answers import links, main_of, words
from tests.web.house import House
from tests.web.reading import Reader, signed_in

MANAGERS = ("priya", "gareth", "osei", "zielinski")
EVERYBODY = (*MANAGERS, "ruth", "oduya", "hallam", "siddiqui", "macrae", "ellison")
PATH = "/enquiries/{}/entries/{}/countersign"


def opened(who: Reader) -> Iterator[Reading]:
    """Every enquiry that somebody may know of, as they read it."""
    views = Views(who.house.ledger)
    purpose: Purpose = "inspection" if who.name == "ellison" else "casework"
    for stream in who.house.enquiries.values():
        with suppress(NotFound):
            yield views.reading(stream, who.id, purpose)


@pytest.mark.parametrize("name", EVERYBODY[:-1])
def test_the_queue_is_what_the_view_of_each_enquiry_says(house: House, name: str) -> None:
    """Opening every enquiry finds the same records that wait for this person, in the same order,
    each with how long it has waited.
    """
    who = signed_in(house, name)
    roles = {held.role for held in who.practitioner.capacities.values()}
    waiting = [
        (one.since, case.enquiry.id, one.entry.entry, one.age)
        for case in opened(who)
        for one in countersignatures(case).outstanding
        if not one.returned
        and not one.entry.withheld
        and (one.person.practitioner == who.id if one.person else roles & set(one.roles))
        and _author(case, one.entry.entry) != who.id
    ]
    page = main_of(who.page("/countersign"))
    listed = [href for href in links(page) if href.endswith("/countersign")]
    assert listed[min(len(waiting), 1) :] == [
        PATH.format(*where) for _, *where, _ in sorted(waiting)
    ]
    assert ("Nothing waits for you" in words(page)) is (not waiting)
    ages = re.findall(r'<div class="app-work__when">\s*Waiting for ([^<]*?)\s*<', page)
    assert ages == [age.words for *_, age in sorted(waiting, key=itemgetter(0, 1, 2))]
    assert page.count(">Ageing<") == sum(age.ageing for *_, age in waiting)


def _author(case: Reading, seq: int) -> str:
    return case.enquiry.entry(seq).author


def test_the_next_is_the_first_of_the_queue(house: House) -> None:
    """And where none waits, the queue, which says so."""
    osei = signed_in(house, "osei")
    (first, *_) = osei.work.lines("countersign")
    answer = osei.get("/countersign/next")
    assert answer.headers["Location"] == PATH.format(first.stream, first.seq)
    assert signed_in(house, "ruth").get("/countersign/next").headers["Location"] == "/countersign"


@pytest.mark.parametrize("name", ["osei", "priya"])
def test_the_page_has_exactly_the_words_that_were_signed(house: House, name: str) -> None:
    """Of everything that waits for somebody, as their device would show them."""
    who, views = signed_in(house, name), Views(house.ledger)
    for line in who.work.lines("countersign", limit=100):
        case = views.reading(line.stream, who.id)
        entry = case.enquiry.entry(line.seq)
        page = who.page(PATH.format(line.stream, line.seq))
        shown = re.search(r'<p id="statement">(.*?)</p>', page, re.DOTALL)
        assert shown
        assert _text(shown[1]) == plain(statement(entry, case))
        assert entry.frame.capacity.as_ in words(page)


def _text(markup: str) -> str:
    return unescape(re.sub(r"</?(q|span)[^>]*>", "", markup))


def test_a_corrected_record_shows_what_changed(house: House) -> None:
    """The old and the new words of each part that differs, marked in the text; and why."""
    case = Views(house.ledger).reading(house.enquiries["tia"], None)
    new = next(one for one in case.enquiry.entries if _corrects(one))
    page = signed_in(house, "gareth").page(PATH.format(case.enquiry.id, new.seq))
    old = next(ref.seq for ref in new.refs if ref.rel == "corrects")
    assert f"What changed since entry {old}" in words(page)
    put_in = " ".join(re.findall(r"<ins class=.*?>(.*?)</ins>", page, re.DOTALL))
    assert "Joel stays with his grandmother" in words(put_in)
    assert "[put in:" in words(put_in)
    assert "Why it was corrected" in words(page)
    assert f"Entry {old} was returned by" in words(page)


def _corrects(entry: Entry) -> bool:
    return any(ref.rel == "corrects" for ref in entry.refs)


def test_what_was_replaced_leads_to_what_replaced_it(house: House) -> None:
    """Nobody is offered to sign for words that were corrected."""
    case = Views(house.ledger).reading(house.enquiries["tia"], None)
    new = next(one for one in case.enquiry.entries if _corrects(one))
    old = next(ref.seq for ref in new.refs if ref.rel == "corrects")
    page = main_of(signed_in(house, "gareth").page(PATH.format(case.enquiry.id, old)))
    assert '<form method="post"' not in page
    assert PATH.format(case.enquiry.id, new.seq) in links(page)


@pytest.mark.parametrize("name", EVERYBODY)
def test_nothing_is_offered_that_admission_refuses(house: House, name: str) -> None:
    """Every kind that somebody is offered for any entry is drafted in each capacity offered; of
    their own records nothing is.
    """
    who = signed_in(house, name)
    kid = house.told.keys[name].device.kid
    for case in opened(who):
        for entry in case.enquiry.entries:
            may = offers(entry, who.practitioner, case)
            assert not (entry.author == who.id and may.kinds)
            for one in may.kinds:
                for held in one.capacities:
                    request = DraftRequest(
                        event="Countersignature",
                        streams=(entry.stream,),
                        data={"countersigns": entry.seq, "kind": one.kind},
                        occurred=case.now.isoformat(),
                        capacity=held.id,
                    )
                    house.ledger.draft(who.id, kid, request)


@pytest.mark.parametrize("name", MANAGERS)
def test_what_admission_refuses_is_not_offered(house: House, name: str) -> None:
    """Where drafting a countersignature is refused, the page has no form, and says why."""
    who, refused = signed_in(house, name), 0
    kid = house.told.keys[name].device.kid
    for case in opened(who):
        for entry in case.enquiry.entries:
            request = DraftRequest(
                event="Countersignature",
                streams=(entry.stream,),
                data={"countersigns": entry.seq, "kind": "acknowledge"},
                occurred=case.now.isoformat(),
            )
            try:
                house.ledger.draft(who.id, kid, request)
            except NotAdmitted:
                refused += 1
                may = offers(entry, who.practitioner, case)
                assert (may.kinds, bool(may.because)) == ((), True)
    assert refused


def test_a_choice_is_asked_for(house: House) -> None:
    """Nothing chosen, something not offered, a return without reasons: each error is linked."""
    osei = signed_in(house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    wrong = {"": "#kind", "confirm_words": "#kind", "return": "#comment"}
    for kind, field in wrong.items():
        answer = osei.post(path, {"kind": kind})
        assert answer.status_code == 422
        assert field in links(answer.text)
        assert "<title>Error: " in answer.text


def test_what_is_withheld_whole_cannot_be_opened(house: House) -> None:
    """No more than what there is not."""
    for name in EVERYBODY:
        who = signed_in(house, name)
        for case in opened(who):
            hidden = [one.seq for one in case.enquiry.entries if case.withholds(one)]
            for seq in (*hidden[:2], case.enquiry.version + 1):
                who.page(PATH.format(case.enquiry.id, seq), 404)


def test_a_choice_becomes_one_draft(own_house: House) -> None:
    """Led on to the words to be signed; another choice puts a draft in its place."""
    osei = signed_in(own_house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    first = osei.post(path, {"kind": line.what, "comment": "I have read it."})
    assert (first.status_code, first.headers["Location"][-6:]) == (303, "/check")
    check = words(osei.page(first.headers["Location"]))
    assert f"{osei.practitioner.name}" in check
    assert f"entry {line.seq}. Comment: I have read it." in check
    other = {"kind": "return", "comment": "Who was present?", "seen": seen_on(osei, path)}
    again = osei.post(path, other)
    assert "did not countersign it. Who was present?" in words(osei.page(again.headers["Location"]))
    kept = own_house.ledger.saved.mine(osei.id)
    assert [one.event for one in kept] == ["Return"]
    home = osei.page("/")
    assert f"/enquiries/{line.stream}/drafts/{kept[0].id}" in links(home)


def test_leaving_the_words_to_be_signed_leaves_no_draft_to_finish(own_house: House) -> None:
    """However often somebody looks and goes back: no list has it, the address of the first look
    stays good, and the record itself says what they had chosen.
    """
    osei = signed_in(own_house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    looks = [osei.post(path, {"kind": line.what}).headers["Location"] for _ in range(3)]
    assert len(set(looks)) == 1
    check = osei.page(looks[0])
    assert f"entry {line.seq}." in words(check)
    assert path in links(main_of(check))
    for listed in ("/", "/drafts", f"/enquiries/{line.stream}/record"):
        assert looks[0].removesuffix("/check") not in links(osei.page(listed))
    record = osei.page(path)
    assert re.search(rf'value="{line.what}" checked', record)
    assert "You chose this on 10 June 2026 at 10am and did not sign it." in words(record)


def test_what_was_typed_about_a_record_is_found_again(own_house: House) -> None:
    """On the page of the record, and in the list of drafts; what is typed next takes its place."""
    osei = signed_in(own_house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    osei.post(path, {"kind": line.what, "comment": "I was there."})
    assert "I was there." in osei.page(path)
    assert "“I was there.”" in words(osei.page("/drafts"))
    assert f"Entry {line.seq}: " in words(osei.page("/drafts"))
    again = osei.post(
        path, {"kind": line.what, "comment": "So was I.", "seen": seen_on(osei, path)}
    )
    assert "Comment: So was I." in words(osei.page(again.headers["Location"]))
    assert len(own_house.ledger.saved.mine(osei.id)) == 1


def test_a_page_left_open_writes_over_nothing_unread(own_house: House) -> None:
    """What was typed in another window meanwhile is shown, and can be taken over or left."""
    osei = signed_in(own_house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    early = seen_on(osei, path)
    osei.post(path, {"kind": line.what, "comment": "I was there."})
    late = osei.post(path, {"kind": "return", "comment": "Who was present?", "seen": early})
    assert late.status_code == 422
    assert "I was there." in words(late.text)
    assert "Who was present?" in late.text
    told = {"kind": "return", "comment": "Who was present?", "seen": seen_in(late.text)}
    assert osei.post(path, told).status_code == 303
    (kept,) = own_house.ledger.saved.mine(osei.id)
    assert kept.answers["reasons"] == ["Who was present?"]


def test_what_was_answered_in_the_whole_form_stays(own_house: House) -> None:
    """Who changes a countersignature in its form and then chooses otherwise loses neither when it
    was given nor how it is known; who did not, signs for the present moment.
    """
    osei = signed_in(own_house, "osei")
    (line, *_) = osei.work.lines("countersign")
    path = PATH.format(line.stream, line.seq)
    draft = osei.post(path, {"kind": line.what}).headers["Location"].removesuffix("/check")
    own_house.clock.now += 3600
    osei = signed_in(own_house, "osei")
    osei.post(path, {"kind": line.what})
    (kept,) = own_house.ledger.saved.mine(osei.id)
    assert kept.answers["occurred.at.time"] == ["11:00am"]
    day = {"occurred.on.day": "9", "occurred.on.month": "6", "occurred.on.year": "2026"}
    about = {"countersigns": str(line.seq), "_version": str(kept.version), "_do": "later"}
    form = {**about, "kind": line.what, "comment": "", "source": "own_act", "mark": "ordinary"}
    assert osei.post(draft, {**form, "occurred": "on", **day, "known": "no"}).status_code == 303
    osei.post(path, {"kind": "return", "comment": "Who was present?"})
    (kept,) = own_house.ledger.saved.mine(osei.id)
    assert (kept.event, kept.answers["occurred"]) == ("Return", ["on"])
    assert kept.answers["occurred.on.day"] == ["9"]


def seen_on(who: Reader, path: str) -> str:
    """What a page of a record says that it has seen."""
    return seen_in(who.page(path))


def seen_in(page: str) -> str:
    """The same of markup."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]
