"""The draft that keeps what somebody chose to do about an entry: one for each entry and person.

Whoever leaves the words to be signed and comes back finds their choice again, with what they wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.forms.asked import Answers
from api.forms.beginning import begun
from api.pages.opened import Desk, opened
from ledger.saved import SavedDraft

RETURN: Final = "return"
_CHOSEN: Final = frozenset({"countersigns", "kind", "comment", "returns", "reasons", "capacity"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and what is wrong with it: the id of a control, and the words."""

    kind: str = ""
    comment: str = ""
    """A remark; of a return, the reasons."""
    capacity: str = ""
    seen: str = ""
    """What was kept when the page was opened."""
    at: int | None = None
    """When that was chosen, in seconds since 1970."""
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def error_list(self) -> list[dict[str, str]]:
        """For GOV.UK's error summary."""
        return [{"text": said, "href": f"#{name}"} for name, said in self.errors]


def kept_for(seq: int, desk: Desk) -> SavedDraft | None:
    """What the reader alone began about an entry and did not sign."""
    for draft in desk.ledger.saved.of(desk.reading.enquiry.id, desk.reader.id):
        own = draft.author == desk.reader.id and not draft.shared_with
        if _about(draft.answers) == str(seq) and own and not draft.is_closed:
            return draft
    return None


def chosen_at(draft: SavedDraft) -> str:
    """The page on which a choice was made and is found again; empty for any other draft."""
    about = _about(draft.answers)
    if draft.event not in {"Countersignature", "Return"} or not about.isdecimal():
        return ""
    own = not draft.shared_with
    return f"/enquiries/{draft.stream}/entries/{about}/countersign" if own else ""


def choice_in(draft: SavedDraft | None) -> Choice:
    """What was chosen then."""
    if draft is None:
        return Choice()
    kind = RETURN if draft.event == "Return" else _first("kind", draft.answers)
    said = _first("comment", draft.answers) or _first("reasons", draft.answers)
    seen = f"{draft.id} {draft.version}"
    return Choice(kind, said, _first("capacity", draft.answers), seen, draft.saved)


def written_meanwhile(chosen: Choice, kept: Choice) -> Iterator[tuple[str, str]]:
    """What a page that was open for long would write over unread."""
    if kept.comment not in ("", chosen.comment) and chosen.seen != kept.seen:
        yield "comment", f"Add what you wrote in another window, if it still counts: {kept.comment}"


def keep(chosen: Choice, seq: int, desk: Desk) -> str:
    """The id of the draft that keeps the choice: the one there is, or, as a return is another
    event than a countersignature, one in its place.
    """
    before = kept_for(seq, desk)
    event, fields = _told(chosen, seq)
    new = opened(event, desk, fields).form
    answers = new.settle({**begun(new, fields), "capacity": [chosen.capacity]})
    if before:
        answers |= _written(before.answers, answers)
    saved, reader = desk.ledger.saved, desk.reader.id
    if before and before.event == event:
        return saved.save(before.id, reader, answers, before.version).id
    draft = saved.begin(desk.reading.enquiry.id, reader, event, answers)
    if before:
        saved.discard(before.id, reader)
    return draft.id


def is_bare(draft: SavedDraft) -> bool:
    """Whether it says no more than that somebody looked at what they would sign: the queue leads
    there again. Whoever writes, if only in the form, answers the question for a comment.
    """
    written = "comment" in draft.answers or draft.shared_with
    return draft.event == "Countersignature" and not written


def _told(chosen: Choice, seq: int) -> tuple[str, dict[str, list[str]]]:
    if chosen.kind == RETURN:
        return "Return", {"returns": [str(seq)], "reasons": [chosen.comment]}
    said = {"comment": [chosen.comment]} if chosen.comment else {}
    return "Countersignature", {"countersigns": [str(seq)], "kind": [chosen.kind], **said}


def _written(before: Answers, new: Answers) -> Mapping[str, list[str]]:
    """What was answered in the whole form, beside what is chosen here; a choice alone moves on with
    the clock.
    """
    others = {name: list(given) for name, given in before.items() if name not in _CHOSEN}
    return others if others.keys() - new.keys() else {}


def _about(answers: Answers) -> str:
    return _first("countersigns", answers) or _first("returns", answers)


def _first(name: str, answers: Answers) -> str:
    return next(iter(answers.get(name, ())), "")
