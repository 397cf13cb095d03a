"""What the family is told: decided at the discussion, after the designated officer, reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import LAWFULNESS, Breach, Duty, Quote, Rule
from domain.duties.limits import OwnDate
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.lado import LadoConsulted, LadoReferral
from domain.events.parents import EnquiryExplained
from domain.events.strategy_decisions import FamilyInformationSharing, Share, Withhold
from domain.events.strategy_record import StrategyRecord
from domain.events.voice import ChildInformed


def _undecided(record: Entry, case: Case) -> Iterator[Breach]:
    """Said once, of the first record: what is decided later on puts it right."""
    if case.all(StrategyRecord)[0] is record and not case.all(FamilyInformationSharing):
        yield Breach("It is not recorded what child and family are told, and what is withheld.")


DECIDED: Final = Rule(
    "STR-27",
    LAWFULNESS,
    "deciding what child and family are told",
    of=StrategyRecord,
    breaches=_undecided,
    remedy=FamilyInformationSharing,
    quotes={
        "000": Quote(
            50, "Decide what information should be shared with the child/young person and"
        ),
        "001": Quote(68, "Decide what information should be shared with the child and family"),
    },
)

REVIEWED: Final = Duty(
    "STR-27",
    LAWFULNESS,
    "reviewing what is withheld from the family",
    each="entry",
    arises=FamilyInformationSharing.where(lambda made: isinstance(made.decision, Withhold)),
    due=OwnDate("review", usual="strategy.withhold_review_working_days"),
    met_by=FamilyInformationSharing,
    answers="concerns",
    quotes={
        "000": Quote(50, "may jeopardise a Police investigation or place the child at risk"),
        "001": Quote(68, "may jeopardise a police investigation or place the child at risk"),
    },
)


def _before_lado(sharing: Entry, case: Case) -> Iterator[Breach]:
    def by_then(entry: Entry) -> bool:
        return not happened(entry).surely_after(happened(sharing))

    referred = [entry for entry in case.all(LadoReferral) if by_then(entry)]
    if referred and not any(by_then(entry) for entry in case.all(LadoConsulted)):
        yield Breach(
            "The family was told, or it was decided to tell them, before the designated officer "
            "(LADO) was spoken to.",
            tuple(referred),
        )


LADO_FIRST: Final = Rule(
    "STR-20",
    LAWFULNESS,
    "speaking to the designated officer before the family is told",
    of=any_of(
        FamilyInformationSharing.where(lambda made: isinstance(made.decision, Share)),
        EnquiryExplained,
        ChildInformed,
    ),
    breaches=_before_lado,
    remedy=LadoConsulted,
    only=("lado.consult_before_sharing", True),
    quotes={
        "000": Quote(50, "discussion should be held with the LADO prior to sharing any information")
    },
)

DUTIES: Final = (REVIEWED,)
RULES: Final = (DECIDED, LADO_FIRST)
