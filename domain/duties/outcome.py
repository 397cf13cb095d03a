"""The outcome: decided by those whom the procedure names, and authorised by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs
from domain.entry import Entry
from domain.events.outcome import OutcomeDecided
from domain.events.records import Countersignature


def _deciders(outcome: Entry, case: Case) -> dict[str, Entry]:
    """Everybody who signed as a decider: the author, and those who joined in this very entry."""
    joined = _countersigned(outcome, "co_decide", case)
    return {entry.author: entry for entry in (outcome, *joined)}


def _countersigned(outcome: Entry, kind: str, case: Case) -> list[Entry]:
    return [
        entry
        for entry in case.referring(outcome, "countersigns")
        if isinstance(entry.event, Countersignature) and entry.event.kind == kind
    ]


def _decider_missing(outcome: Entry, case: Case) -> Iterator[Breach]:
    """Whether there are different people, one for each choice of roles that the profile lists."""
    choices = case.profile.outcome.deciders
    signed = list(_deciders(outcome, case).values())
    complete = any(
        all(
            entry.frame.capacity.role in choice
            for entry, choice in zip(group, choices, strict=True)
        )
        for group in permutations(signed, len(choices))
    )
    if not complete:
        wanted = " and, besides, ".join(_titles(choice, case) for choice in choices)
        yield Breach(f"The outcome is to be decided by {wanted}, each signing.", tuple(signed[1:]))


def _wrongly_authorised(outcome: Entry, case: Case) -> Iterator[Breach]:
    for entry in _countersigned(outcome, "authorise", case):
        if entry.author in _deciders(outcome, case):
            yield Breach("The outcome was authorised by somebody who decided it.", (entry,))
        elif not _may_authorise(entry, case):
            roles = tuple(sorted(case.profile.roles_for("outcome.authoriser")))
            yield Breach(f"The outcome is to be authorised by {_titles(roles, case)}.", (entry,))


def _may_authorise(entry: Entry, case: Case) -> bool:
    roles = case.profile.roles_for("outcome.authoriser")
    return not roles or entry.frame.capacity.role in roles


def _titles(roles: tuple[str, ...], case: Case) -> str:
    return " or ".join(f"a {case.profile.roles[role].title}" for role in roles)


def _by_another(authorised: Entry, outcome: Entry, case: Case) -> bool:
    return authorised.author not in _deciders(outcome, case)


OUTCOME_AUTHORISED: Final = Duty(
    "REC-03",
    PROCEDURE,
    "the {profile.terms.authorising_manager}’s word on the outcome, provisional until then",
    each="entry",
    arises=OutcomeDecided,
    due=AsSoonAs(),
    met_by=Countersignature.where(kind="authorise"),
    answers="countersigns",
    by="outcome.authoriser",
    fits=_by_another,
    quotes={
        "000": Quote(302, "authorised by the Children's Services' Service Manager"),
        "001": Quote(174, "The responsible manager must countersign/authorise"),
    },
)

DECIDERS: Final = Rule(
    "OUT-01",
    LAWFULNESS,
    "who decides the outcome",
    of=OutcomeDecided,
    breaches=_decider_missing,
    remedy=Countersignature,
    quotes={
        "000": Quote(250, "The social worker and their manager are responsible for deciding"),
        "001": Quote(128, "The lead practitioner (social worker) is responsible for deciding"),
    },
)

AUTHORISER: Final = Rule(
    "REC-03",
    PROCEDURE,
    "who authorises the outcome",
    of=OutcomeDecided,
    breaches=_wrongly_authorised,
    remedy=Countersignature,
    quotes=OUTCOME_AUTHORISED.quotes,
)

DUTIES: Final = (OUTCOME_AUTHORISED,)
RULES: Final = (DECIDERS, AUTHORISER)
