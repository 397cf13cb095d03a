"""The child’s voice: heard, asked, told, observed; and that of every other child at home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.acting import acted_as
from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, RECORDING, Breach, Duty, Quote, Rule
from domain.duties.limits import By
from domain.duties.spans import happened
from domain.duties.unborn import UNBORN
from domain.entry import Entry
from domain.events.child import ChildSeen
from domain.events.household import HouseholdChildSpokenTo
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47Initiated
from domain.events.voice import (
    ChildConversation,
    ChildInformed,
    HelpWanted,
    InteractionObserved,
    WishesAndFeelings,
)

_BEFORE_OUTCOME: Final = By(OutcomeDecided, "before the outcome")

WISHES_LEARNED: Final = Duty(
    "SEE-05",
    PROCEDURE,
    "learning the wishes, feelings and experiences of {subject}",
    each="child",
    arises=Section47Initiated,
    due=_BEFORE_OUTCOME,
    met_by=WishesAndFeelings,
    earlier_counts=True,
    unless=UNBORN,
    quotes={
        "000": Quote(103, "assess their understanding of their situation, assess their"),
        "001": Quote(101, "especially where there are concerns of extra-familial harm"),
    },
)

ASKED_WHAT_HELPS: Final = Duty(
    "SEE-07",
    PROCEDURE,
    "asking {subject} what should happen and what would help",
    each="child",
    arises=Section47Initiated,
    due=_BEFORE_OUTCOME,
    met_by=HelpWanted,
    earlier_counts=True,
    unless=UNBORN,
    only=("child.asked_what_would_help", True),
    quotes={"000": Quote(145, "ask the child/young person what they would like to happen")},
)

CHILD_TOLD: Final = Duty(
    "SEE-08",
    PROCEDURE,
    "telling {subject} what is being discussed, or saying why not",
    each="child",
    arises=Section47Initiated,
    due=_BEFORE_OUTCOME,
    met_by=ChildInformed,
    earlier_counts=True,
    unless=UNBORN,
    only=("child.told_what_is_discussed", True),
    quotes={"000": Quote(145, "child/young person know what is being discussed about them")},
)

OBSERVED_TOGETHER: Final = Duty(
    "SEE-16",
    PROCEDURE,
    "observing {subject} together with parents or carers",
    each="child",
    arises=Section47Initiated,
    due=_BEFORE_OUTCOME,
    met_by=InteractionObserved,
    earlier_counts=True,
    unless=UNBORN,
    only=("child.observed_with_parents", True),
    quotes={
        "000": Quote(
            30, "the observation of interaction between the parent/carer and child/young person"
        )
    },
)


def _by_those_who_may(done: Entry, _: Entry, case: Case) -> bool:
    role = acted_as(done, case)
    return role is not None and role.agency in (case.profile.household.communicated_by or ())


HOUSEHOLD_SPOKEN_TO: Final = Duty(
    "SEE-09",
    CHILD_SAFETY,
    "speaking directly with {subject}, who lives in the household or visits it",
    each="household_child",
    arises=Section47Initiated,
    due=_BEFORE_OUTCOME,
    met_by=any_of(HouseholdChildSpokenTo, ChildSeen),
    fits=_by_those_who_may,
    earlier_counts=True,
    unless=UNBORN,
    only=("household.children_all_communicated", True),
    quotes={"000": Quote(146, "must be directly communicated with during Section 47 Enquiries")},
)

_VOICE: Final = any_of(
    ChildSeen.where(lambda seen: seen.words is not None or seen.observed is not None),
    WishesAndFeelings,
    ChildConversation,
)


def _no_voice(visit: Entry, case: Case) -> Iterator[Breach]:
    """A visit of which neither words nor behaviour were kept, then or since."""
    seen, child = happened(visit), persons_in(visit.event, "child")
    heard = [
        entry
        for entry in case.all(_VOICE)
        if persons_in(entry.event, "child") == child and not seen.surely_after(happened(entry))
    ]
    if not heard:
        yield Breach("The visit records neither the child’s words nor what the child showed.")


VOICE_RECORDED: Final = Rule(
    "SEE-06",
    RECORDING,
    "recording the child’s own words",
    of=ChildSeen,
    breaches=_no_voice,
    remedy=WishesAndFeelings,
    only=("child.voice_recorded", True),
    quotes={"000": Quote(145, "in their own words as much as possible")},
)

DUTIES: Final = (
    HOUSEHOLD_SPOKEN_TO,
    WISHES_LEARNED,
    ASKED_WHAT_HELPS,
    CHILD_TOLD,
    OBSERVED_TOGETHER,
)
RULES: Final = (VOICE_RECORDED,)
