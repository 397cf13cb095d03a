"""What calls for a strategy discussion: considered, not put off, and held in the form it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.discussions import held, known_by_then
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, RECORDING, STATED, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from domain.events.triggers import (
    NewInformationReceived,
    SexualActivity,
    StrategyDiscussionDeferred,
    StrategyDiscussionNotHeld,
    StrategyTrigger,
)
from domain.profiles.roles import Role

UNDER: Final = 10
"""Sexual activity between children who are all younger is considered individually (STR-38)."""

_CONSIDERED: Final = any_of(
    StrategyDiscussionConvened, StrategyDiscussionHeld, StrategyDiscussionNotHeld
)


def _all_young(trigger: StrategyTrigger) -> bool:
    between = trigger.trigger.between if isinstance(trigger.trigger, SexualActivity) else ()
    return bool(between) and all(child.age < UNDER for child in between)


def _for_this(done: Entry, trigger: Entry, case: Case) -> bool:
    """A discussion is about everything known; a decision to hold none, about what it answers."""
    return not isinstance(done.event, StrategyDiscussionNotHeld) or done in case.answering(
        trigger, "answers"
    )


CONSIDERED: Final = Duty(
    "STR-33",
    CHILD_SAFETY,
    "considering a strategy discussion about {subject}",
    each="entry",
    about="child",
    arises=StrategyTrigger.where(lambda trigger: not _all_young(trigger)),
    due=AsSoonAs(guide="strategy.after_suspicion_hours"),
    met_by=_CONSIDERED,
    fits=_for_this,
    only=("strategy.triggers", STATED),
    quotes={
        "000": Quote(53, "circumstances where a strategy discussion/meeting should be considered")
    },
)

CONSIDERED_INDIVIDUALLY: Final = Duty(
    "STR-38",
    CHILD_SAFETY,
    "considering individually a strategy discussion about {subject} and others under 10",
    each="entry",
    about="child",
    arises=StrategyTrigger.where(_all_young),
    due=AsSoonAs(guide="strategy.after_suspicion_hours"),
    met_by=_CONSIDERED,
    fits=_for_this,
    only=("strategy.triggers", STATED),
    quotes={
        "000": Quote(60, "If both children are under 10 a strategy discussion will be considered")
    },
)


def _unconsidered(news: Entry, case: Case) -> Iterator[Breach]:
    later = [
        entry
        for entry in case.all(_CONSIDERED)
        if _for_this(entry, news, case) and not happened(news).surely_after(happened(entry))
    ]
    if not later:
        yield Breach(
            "New information came in, and it is not recorded whether it calls for another "
            "strategy discussion."
        )


NEW_INFORMATION: Final = Rule(
    "STR-25",
    PROCEDURE,
    "considering a strategy discussion on new information",
    of=NewInformationReceived,
    breaches=_unconsidered,
    remedy=StrategyDiscussionNotHeld,
    only=("strategy.on_new_information", True),
    quotes={"001": Quote(18, "when new information is received on an already open case")},
)


def _waiting_for_lado(deferred: Entry, case: Case) -> Iterator[Breach]:
    if not held(deferred, case):
        yield Breach(
            "The discussion was put off to wait for the designated officer (LADO), whose answer "
            "must not delay it.",
        )


NOT_DELAYED: Final = Rule(
    "STR-21",
    CHILD_SAFETY,
    "holding the discussion without waiting for the designated officer",
    of=StrategyDiscussionDeferred.where(cause="awaiting_lado"),
    breaches=_waiting_for_lado,
    remedy=StrategyDiscussionHeld,
    only=("lado.must_not_delay", True),
    quotes={"000": Quote(67, "an initial response from the LADO should not delay")},
)


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
    earlier = [entry for entry in others if entry.seq < discussion.seq]
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

DUTIES: Final = (CONSIDERED, CONSIDERED_INDIVIDUALLY)
RULES: Final = (NEW_INFORMATION, NOT_DELAYED, FACE_TO_FACE, FORM, NUMBERED)
