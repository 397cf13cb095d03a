"""What can be recorded in an enquiry: found by typing, or by chapter of the procedure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from api.forms.form import description_of, title_of
from domain.events import BY_NAME
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.base import ANYONE, Event
from domain.events.directory import DIRECTORY_EVENTS
from domain.events.disclosure import BundleIssued
from domain.profiles import Profile
from domain.requirements import CHAPTERS

ELSEWHERE: Final = frozenset((*DIRECTORY_EVENTS, *AUTHORITY_EVENTS))
"""Events of other streams: no enquiry holds them."""
BESIDE: Final = frozenset({BundleIssued.__name__})
"""What is recorded by making it. By hand one is corrected, where a name was wrong, and not begun:
it would tell of a bundle that there is not.
"""

ALSO: Final[Mapping[str, str]] = {
    "AgencyCheckRequested": "lateral check enquiry police national computer pnc gp school",
    "ChildSeen": "home visit statutory visit saw spoke alone s47 visit",
    "ConferenceHeld": "icpc initial child protection conference",
    "ConferencePlanned": "icpc book conference date",
    "ConferenceRequested": "icpc",
    "ContactRecorded": "phone call telephone visit email text message case note contact",
    "DelayExplained": "late reason breach overdue timescale",
    "DocumentDeposited": "upload file photograph picture scan attachment pdf letter",
    "EmergencyAction": "epo emergency protection order police protection section 46 removal",
    "EscalationRaised": "dispute disagree escalate resolution",
    "FamilyGroupConference": "fgc",
    "HandedOver": "edt out of hours transfer handover",
    "HarmSuspected": "significant harm threshold concern",
    "InterpreterProvided": "translator language signer bsl",
    "LegalActionDecided": "plo pre-proceedings court",
    "LegalAdviceSought": "solicitor lawyer legal planning meeting",
    "MedicalConducted": "cp medical examination paediatrician doctor sarc",
    "MedicalConsent": "cp medical permission gillick",
    "MedicalReport": "doctor findings injuries paediatrician",
    "OutcomeDecided": "conclusion substantiated unsubstantiated close nfa",
    "ParentInformed": "told mother father carer",
    "ParentInterviewed": "home visit mother father carer account",
    "ParentObjection": "complaint complain unhappy refuse",
    "ParentalPermission": "consent agree see child school",
    "PersonAdded": "new person family member father mother sibling household",
    "PersonFact": "date of birth dob address name changed parental responsibility pr ethnicity",
    "PlanProposed": "child protection plan safety plan",
    "ReferralReceived": "mash contact referral",
    "RiskAssessment": "analysis risk",
    "RoughNotes": "notebook handwritten",
    "Section47Initiated": "start s47 begin enquiry",
    "Section47NotInitiated": "no s47 no further action",
    "StrategyDiscussionConvened": "strat meeting strategy meeting call",
    "StrategyDiscussionHeld": "strat meeting strategy meeting took place",
    "StrategyRecord": "strat minutes strategy meeting minutes record actions decisions",
    "Withdrawal": "delete remove mistake wrong child",
}
"""What people call things at work, where neither the title nor the description says it."""


OFTEN: Final = (
    "ChildSeen",
    "ContactRecorded",
    "AgencyCheckRequested",
    "AgencyCheckReceived",
    "ParentInformed",
    "ParentInterviewed",
    "InformationShared",
    "PersonAdded",
)
"""What most days bring: a click away."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to record."""

    event: str
    title: str
    description: str
    chapter: str
    by: frozenset[str]
    """The roles that may record it; `any`: everybody."""
    rows: tuple[str, ...]

    def may(self, roles: frozenset[str]) -> bool:
        """Whether somebody in one of these roles may record it."""
        return ANYONE in self.by or not self.by.isdisjoint(roles)

    def who(self, profile: Profile) -> str:
        """Who may record it, as the procedure calls them."""
        if ANYONE in self.by:
            return "anybody"
        known = sorted(profile.roles[role].title for role in self.by if role in profile.roles)
        return " or ".join(filter(None, [", ".join(known[:-1]), known[-1]])) if known else "nobody"


@cache
def actions() -> Mapping[str, Action]:
    """Everything that an enquiry can hold, by the event's name."""
    return {name: _action(event) for name, event in BY_NAME.items() if event not in ELSEWHERE}


def _action(event: type[Event]) -> Action:
    return Action(
        event=event.__name__,
        title=title_of(event),
        description=description_of(event),
        chapter=CHAPTERS[event.rows[0].partition("-")[0]] if event.rows else "",
        by=event.by,
        rows=event.rows,
    )


def _begun_by_hand() -> Iterator[Action]:
    return (action for name, action in actions().items() if name not in BESIDE)


def often(roles: frozenset[str]) -> tuple[Action, ...]:
    """What is often recorded, by somebody in one of these roles."""
    return tuple(actions()[name] for name in OFTEN if actions()[name].may(roles))


def by_chapter() -> Iterator[tuple[str, tuple[Action, ...]]]:
    """The chapters in the order of an enquiry, each with what it holds."""
    for chapter in CHAPTERS.values():
        found = tuple(action for action in _begun_by_hand() if action.chapter == chapter)
        if found:
            yield chapter, found


def matching(words: str) -> tuple[Action, ...]:
    """What fits every word typed, the closest first."""
    wanted = _WORD.findall(words.lower())
    scored = ((_score(action, wanted), action) for action in _begun_by_hand())
    found = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].title))
    return tuple(action for _, action in found)


def _score(action: Action, wanted: list[str]) -> int:
    """0 where a word is nowhere; a word of the title counts most, one of the description least."""
    scores = [_score_of(action, word) for word in wanted]
    return 0 if not scores or 0 in scores else sum(scores)


def _score_of(action: Action, word: str) -> int:
    title = action.title.lower()
    if title.startswith(word):
        return 12
    for score, text in (
        (8, title),
        (7, ALSO.get(action.event, "")),
        (6, " ".join(action.rows).lower()),
        (2, action.description.lower()),
    ):
        if any(one.startswith(word) for one in _WORD.findall(text)):
            return score
    return 0


_WORD: Final = re.compile(r"[a-z0-9][a-z0-9’'-]*")
