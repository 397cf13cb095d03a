"""How the product carries out the rows about recorded interviews."""

from typing import Final

from domain.events.interviews import (
    CriminalProceedingsDecision,
    InterviewMaterialReleased,
    JointInterviewDecided,
    PreInterviewContact,
    RecordedInterviewConducted,
    RecordedInterviewPlanned,
    SpecialMeasuresConsidered,
    VideoEvidenceConsidered,
    WitnessSupportArranged,
)
from domain.events.records import LegalHold
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "ABE-01",
        "Plan and interview name the officers with their training; an untrained one, an interview "
        "without a police officer or without a plan is found. A digest identifies the recording.",
        recorded(RecordedInterviewPlanned),
        recorded(RecordedInterviewConducted.where(lambda event: event.concerns is not None)),
        found("ABE-01"),
    ),
    Row(
        "ABE-02",
        "Every contact before the interview is recorded word for word; a visit without what was "
        "asked and said, or no record of any contact, is found.",
        recorded(PreInterviewContact),
        found("ABE-02"),
    ),
    Row(
        "ABE-03",
        "Whether a recording suits the child is a question with an answer of its own; unasked, it "
        "is found from the planning on.",
        recorded(VideoEvidenceConsidered.where(abused=True)),
        found("ABE-03"),
    ),
    Row(
        "ABE-04",
        "An interview says what it is for, and each release of its material to whom, for which use "
        "and on whose authority.",
        recorded(RecordedInterviewPlanned.where(lambda event: len(event.purposes) == 2)),
        recorded(InterviewMaterialReleased.where(use="section_47")),
        found("ABE-04"),
    ),
    Row(
        "ABE-05",
        "Once a joint interview is decided, special measures not yet considered are found.",
        recorded(JointInterviewDecided.where(joint=True)),
        recorded(SpecialMeasuresConsidered),
        found("ABE-05"),
    ),
    Row(
        "ABE-06",
        "Support for the witness is recorded by stage: around the interview, before the trial, in "
        "court.",
        recorded(WitnessSupportArranged.where(stage="pre_trial")),
    ),
    Row(
        "ABE-07",
        "The police’s decision is due before the outcome, and grounds for proceedings without a "
        "legal hold on the record are found.",
        recorded(CriminalProceedingsDecision.where(decision="grounds")),
        recorded(LegalHold),
        found("ABE-07"),
    ),
)
