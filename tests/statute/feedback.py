"""How the product carries out the rows about feedback."""

from typing import Final

from domain.events.feedback import (
    Feedback,
    FeedbackAgreed,
    FeedbackTold,
    FurtherHelpOffered,
    InspectorateInformed,
    OutcomeShared,
    ReferrerTold,
)
from domain.events.outcome import OutcomeDecided
from domain.events.people import PersonFact
from domain.events.records import Countersignature
from tests.statute.frame import Row, found, recorded


def _child_friendly(event: Feedback) -> bool:
    told = event.feedback
    return isinstance(told, FeedbackTold) and told.form == "child_friendly"


def _interpreted(event: Feedback) -> bool:
    return isinstance(event.feedback, FeedbackTold) and event.feedback.interpreter is not None


ROWS: Final = (
    Row(
        "FDB-01",
        "The outcome names the discussions and the child’s words that it is based on, and is "
        "provisional until it is authorised.",
        recorded(OutcomeDecided.where(lambda event: bool(event.concerns))),
        recorded(Countersignature.where(kind="authorise")),
    ),
    Row(
        "FDB-02",
        "The outcome and what it means for the child, given to agencies by a signed reference to "
        "the very version; an agency that took part and was not told is found.",
        recorded(OutcomeShared),
        found("FDB-02"),
    ),
    Row(
        "FDB-03",
        "Each parent and each child was told the outcome, or why not; who has heard nothing "
        "within the authority’s own idea of soon is found.",
        recorded(Feedback.where(lambda event: event.feedback.kind == "told")),
        recorded(Feedback.where(lambda event: event.feedback.kind == "not_told")),
        found("FDB-03"),
    ),
    Row(
        "FDB-04",
        "The form, the language and the interpreter of what was said. Told without the "
        "interpreter who is needed, or to a young child in the words of the record, is found.",
        recorded(Feedback.where(_child_friendly)),
        recorded(Feedback.where(_interpreted)),
        found("FDB-04"),
    ),
    Row(
        "FDB-05",
        "What the police agreed may be said, in those words; feedback before that, while they "
        "investigate, is found.",
        recorded(FeedbackAgreed),
        found("FDB-05"),
    ),
    Row(
        "FDB-06",
        "What a referrer from outside the professions was told, and what was kept back for the "
        "child’s sake.",
        recorded(ReferrerTold),
        found("FDB-06"),
    ),
    Row(
        "FDB-07",
        "The inspectorate of the home in which the child lives was informed.",
        recorded(PersonFact.where(lambda event: event.fact.kind == "residential")),
        recorded(InspectorateInformed),
        found("FDB-07"),
    ),
    Row(
        "FDB-08",
        "Who was told of further help, and what help there is.",
        recorded(FurtherHelpOffered),
    ),
)
