"""What an outcome rests on, what it leaves open, and who has to hear of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs
from domain.duties.unborn import NOT_BORN_THEN
from domain.duties.words import event_words, listed
from domain.entry import Entry
from domain.events.child import ChildSeen
from domain.events.conference import (
    ConferenceHeld,
    ConferenceNotRequired,
    ConferenceProgressionDecided,
)
from domain.events.deliberation import JointDeliberation
from domain.events.legal_steps import LegalStepsConsidered
from domain.events.next_steps import OutcomeDiscussed, OutcomeSharedWithLado
from domain.events.outcome import OutcomeDecided, SubstantiatedOnly, SubstantiatedProfessional
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.strategy_record import StrategyRecord
from domain.events.voice import ChildConversation, HelpWanted, WishesAndFeelings

_DISCUSSION: Final = any_of(JointDeliberation, StrategyDiscussionHeld, StrategyRecord)
_VOICE: Final = any_of(ChildSeen, WishesAndFeelings, HelpWanted, ChildConversation)


def _unlinked(outcome: Entry, case: Case) -> Iterator[Breach]:
    event = outcome.event
    if not isinstance(event, OutcomeDecided) or event.unlinked is not None:
        return
    named = [entry for entry in case.enquiry.entries if entry.seq in event.concerns]
    missing = [words for wanted, words in _BOTH if not any(wanted.matches(e.event) for e in named)]
    if missing:
        yield Breach(f"The outcome names {listed(missing)} that it rests on, and gives no reason.")
    for wanted, _ in _BOTH:
        fitting = [one for one in named if wanted.matches(one.event)]
        if fitting and not any(_stands(one, case) for one in fitting):
            words = listed([event_words(one) for one in fitting])
            yield Breach(f"The outcome rests on {words}, withdrawn since.", tuple(fitting))


_BOTH: Final = (
    (_DISCUSSION, "no discussion with other agencies"),
    (_VOICE, "nothing of the child’s voice"),
)


def _stands(entry: Entry, case: Case) -> bool:
    """Whether an entry, or the last correction of it, was not withdrawn."""
    replacement = case.enquiry.replaced_by(entry)
    if replacement is None:
        return True
    withdrawn = any(ref.rel == "withdraws" for ref in replacement.refs)
    return not withdrawn and _stands(replacement, case)


BASED_ON_BOTH: Final = Rule(
    "OUT-02",
    LAWFULNESS,
    "what the outcome is based on",
    of=OutcomeDecided,
    breaches=_unlinked,
    remedy=OutcomeDecided,
    quotes={
        "000": Quote(250, "based on multi-agency discussions informed by the voice of the child"),
        "001": Quote(128, "based on multi-agency discussions informed by the voice of the child"),
    },
)


def _nothing_considered(outcome: Entry, case: Case) -> Iterator[Breach]:
    only = getattr(outcome.event, "outcome", None)
    if not isinstance(only, SubstantiatedOnly):
        return
    considered = [
        entry
        for entry in case.all(_CONSIDERED)
        if persons_in(entry.event, "child") & persons_in(outcome.event, "child")
    ]
    if not (only.conference_considered or only.legal_considered or considered):
        yield Breach(
            "Harm is substantiated, and neither a conference nor legal steps were considered."
        )


_CONSIDERED: Final = any_of(
    LegalStepsConsidered, ConferenceNotRequired, ConferenceProgressionDecided
)

NEXT_STEPS_CONSIDERED: Final = Rule(
    "OUT-04",
    CHILD_SAFETY,
    "considering a conference or legal steps where harm is substantiated",
    of=OutcomeDecided,
    breaches=_nothing_considered,
    remedy=LegalStepsConsidered,
    quotes={
        "000": Quote(
            257, "an Initial Child Protection Conference or legal steps should be considered"
        ),
        "001": Quote(151, "the child is judged to be suffering or likely to suffer"),
    },
)


def _lado_not_told(outcome: Entry, case: Case) -> Iterator[Breach]:
    kind = getattr(outcome.event, "outcome", None)
    if not isinstance(kind, SubstantiatedProfessional) or kind.lado_told:
        return
    answers = case.answering(outcome, "concerns")
    if not any(isinstance(one.event, OutcomeSharedWithLado) for one in answers):
        yield Breach(
            "A professional harmed the child, and outcome and findings have not been shared with "
            "the local authority designated officer."
        )


LADO_TOLD: Final = Rule(
    "OUT-14",
    CHILD_SAFETY,
    "sharing findings about a professional with the LADO",
    of=OutcomeDecided,
    breaches=_lado_not_told,
    remedy=OutcomeSharedWithLado,
    only=("lado.share_findings", True),
    quotes={"000": Quote(288, "should be shared with the LADO")},
)


def _no_conference(outcome: Entry, case: Case) -> Iterator[Breach]:
    kind = getattr(outcome.event, "outcome", None)
    held = any(
        persons_in(entry.event, "child") & persons_in(outcome.event, "child")
        for entry in case.all(ConferenceHeld)
    )
    if isinstance(kind, SubstantiatedProfessional) and not held:
        yield Breach(
            "A professional harmed the child: this procedure asks for a conference all the same."
        )


CONFERENCE_ALL_THE_SAME: Final = Rule(
    "OUT-14",
    PROCEDURE,
    "a conference where a professional harmed the child",
    of=OutcomeDecided,
    breaches=_no_conference,
    remedy=ConferenceHeld,
    only=("lado.conference_automatic", True),
    quotes={"000": Quote(288, "would not automatically be required")},
)
"""Neither of the procedures that ship asks it, and one says so; another authority's may."""

_DISCUSSED: Final = {
    "000": Quote(261, "answer questions openly and be clear on next steps"),
    "001": Quote(136, "answer questions openly and be clear on next steps"),
}
DISCUSSED_WITH_CHILD: Final = Duty(
    "OUT-05",
    PROCEDURE,
    "talking with {subject} about the outcome",
    each="child",
    about="person",
    arises=OutcomeDecided,
    due=AsSoonAs(),
    met_by=OutcomeDiscussed,
    unless=NOT_BORN_THEN,
    quotes=_DISCUSSED,
)
DISCUSSED_WITH_PARENT: Final = Duty(
    "OUT-05",
    PROCEDURE,
    "talking with {subject} about the outcome",
    each="parent",
    arises=OutcomeDecided,
    due=AsSoonAs(),
    met_by=OutcomeDiscussed,
    quotes=_DISCUSSED,
)

DUTIES: Final = (DISCUSSED_WITH_CHILD, DISCUSSED_WITH_PARENT)
RULES: Final = (BASED_ON_BOTH, NEXT_STEPS_CONSIDERED, LADO_TOLD, CONFERENCE_ALL_THE_SAME)
