"""How a strategy discussion is held: face to face where it must be, numbered, and linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.discussions import known_by_then
from domain.duties.duty import PROCEDURE, RECORDING, STATED, Breach, Quote, Rule
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.triggers import StrategyTrigger
from domain.profiles.roles import Role


def _wrong_form(discussion: Entry, case: Case) -> Iterator[Breach]:
    """Not face to face, or not under a manager, although a listed concern was known."""
    listed = {
        concern.code: concern for concern in case.profile.strategy.mode.face_to_face_concerns or ()
    }
    known = [
        entry
        for entry in case.all(StrategyTrigger)
        if isinstance(entry.event, StrategyTrigger)
        and entry.event.code in listed
        and known_by_then(entry, discussion, case)
    ]
    if not known or any(
        not _falls_short(entry, case)
        for entry in case.all(StrategyDiscussionHeld)
        if not happened(discussion).surely_after(happened(entry))
    ):
        return
    first = known[0].event
    says = listed[first.code].says if isinstance(first, StrategyTrigger) else ""
    yield Breach(
        f"The concern is {says}, and {' and '.join(_falls_short(discussion, case))}.", tuple(known)
    )


def _falls_short(discussion: Entry, case: Case) -> list[str]:
    """In what a discussion is not a face to face meeting chaired by a manager."""
    event = discussion.event
    if not isinstance(event, StrategyDiscussionHeld):
        return []
    short = [] if event.mode == "face_to_face" else ["the discussion was not held face to face"]
    if case.profile.strategy.mode.manager_chairs and not _manages(
        case.profile.roles.get(event.chair.role)
    ):
        short.append("no manager of children’s services chaired it")
    return short


def _manages(role: Role | None) -> bool:
    return role is not None and role.is_manager and role.agency == "childrens_services"


FACE_TO_FACE: Final = Rule(
    "STR-23",
    PROCEDURE,
    "meeting face to face under a manager",
    of=StrategyDiscussionHeld,
    breaches=_wrong_form,
    remedy=StrategyDiscussionHeld,
    only=("strategy.mode.face_to_face_concerns", STATED),
    quotes={"001": Quote(30, "must take the form of a face to face meeting")},
)


def _other_form(discussion: Entry, case: Case) -> Iterator[Breach]:
    forms = case.profile.strategy.mode.forms or ()
    mode = getattr(discussion.event, "mode", None)
    if mode not in forms:
        yield Breach("The discussion was held in a form that the procedure does not provide for.")


FORM: Final = Rule(
    "STR-22",
    RECORDING,
    "the form of a strategy discussion",
    of=StrategyDiscussionHeld,
    breaches=_other_form,
    remedy=StrategyDiscussionHeld,
    only=("strategy.mode.forms", STATED),
    quotes={"001": Quote(28, "may take place over the telephone or at a meeting")},
)


def _misnumbered(discussion: Entry, case: Case) -> Iterator[Breach]:
    """Two discussions of one number, two that initiated, or one that continues none."""
    event, others = discussion.event, case.all(StrategyDiscussionHeld)
    earlier = others[: others.index(discussion)]
    if not isinstance(event, StrategyDiscussionHeld) or not earlier:
        return
    same = [one for one in earlier if getattr(one.event, "discussion", None) == event.discussion]
    initiating = [one for one in earlier if getattr(one.event, "initiating", False)]
    wrong = []
    if same:
        wrong.append(f"Two discussions are numbered {event.discussion}.")
    if event.initiating and initiating:
        wrong.append("Two discussions are recorded as initiating the enquiry.")
    if event.follows is None:
        wrong.append("The discussion is not linked to the one before it.")
    if wrong:
        yield Breach(" ".join(wrong), tuple(same or initiating or earlier[-1:]))


NUMBERED: Final = Rule(
    "STR-24",
    RECORDING,
    "numbering and linking strategy discussions",
    of=StrategyDiscussionHeld,
    breaches=_misnumbered,
    remedy=StrategyDiscussionHeld,
    quotes={
        "000": Quote(280, "the strategy discussion at which section 47 enquiries were initiated"),
        "001": Quote(24, "More than one Strategy Discussion may be necessary."),
    },
)

RULES: Final = (FACE_TO_FACE, FORM, NUMBERED)
