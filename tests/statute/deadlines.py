"""Deadlines (TIM). A missed one is computed; what people record is why (DelayExplained)."""

from typing import Final

from domain.events.checks import AgencyCheckChased
from domain.events.records import DelayExplained, LegalHold
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "TIM-01",
        "Counted in working days from the discussion that the profile names, with warnings on the "
        "way.",
        found("TIM-01"),
    ),
    Row("TIM-02", "Counted as the profile says: working or calendar days.", found("TIM-02")),
    Row("TIM-03", "Counted as the profile says: working or calendar days.", found("TIM-03")),
    Row(
        "TIM-04",
        "Counted in working days from the initiating discussion, which is day 0; why it is late "
        "stands beside it.",
        found("TIM-04"),
        recorded(DelayExplained.where(duty="TIM-04")),
    ),
    Row(
        "TIM-05",
        "Counted in working days from the referral; the profile says whether the assessment or a "
        "decision on next steps has to be there by then.",
        found("TIM-05"),
        recorded(DelayExplained.where(duty="TIM-05")),
    ),
    Row(
        "TIM-06",
        "Three readings of the same words stand side by side, and the profile says which breaches.",
        found("TIM-06"),
    ),
    Row(
        "TIM-07",
        "Counted in hours, through weekends and nights; not asked of a child who was not born "
        "then.",
        found("TIM-07"),
    ),
    Row("TIM-08", "Counted in hours from the report.", found("TIM-08")),
    Row("TIM-09", "Counted back from the conference, in clear working days.", found("TIM-09")),
    Row(
        "TIM-10",
        "One clock with STR-01: the time elapsed, beside the authority’s own guide.",
        found("STR-01"),
    ),
    Row("TIM-11", "The time elapsed, beside the authority’s own guide.", found("TIM-11")),
    Row("TIM-12", "The time elapsed, beside the authority’s own guide.", found("TIM-12")),
    Row("TIM-13", "Counted in working days from the acceptance.", found("TIM-13")),
    Row("TIM-14", "The time elapsed, beside the authority’s own guide.", found("TIM-14")),
    Row(
        "TIM-15",
        "Two clocks, since the first discussion and since the initiating one; the profile says "
        "which breaches, and the delay is explained in words.",
        found("TIM-15"),
        recorded(DelayExplained.where(duty="TIM-15")),
    ),
    Row(
        "TIM-16",
        "Every open action against its own date, a varied one included. What was done, or given "
        "another date, only after the date had passed stays found.",
        found("TIM-16"),
    ),
    Row(
        "TIM-17",
        "A legal hold keeps record and notes, and the ledger refuses to dispose of anything under "
        "it; where proceedings are to be expected and there is none, that is found.",
        recorded(LegalHold.where(lambda hold: hold.action.kind == "placed")),
        found("TIM-17"),
    ),
    Row(
        "TIM-18",
        "A late check is to be chased, and one that was chased in vain is to be escalated.",
        recorded(AgencyCheckChased),
        found("CHK-03"),
        found("CHK-04"),
    ),
    Row("TIM-19", "The time elapsed, beside the authority’s own guide.", found("TIM-19")),
)
