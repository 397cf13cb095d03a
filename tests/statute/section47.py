"""S47: deciding on section 47."""

from typing import Final

from domain.events.deliberation import ViewsConsidered
from domain.events.enquiry_plan import (
    AlternativeSupportConsidered,
    AssessmentTimescaleSet,
    EnquiryPlan,
    InformationNeeded,
    InformationObtained,
)
from domain.events.legal import LegalActionDecided
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "S47-01",
        "The decision names who took it, the discussion that informed it and what the agencies "
        "thought. A decider who is not the local authority’s, and a decision that no recorded "
        "discussion informed, are found.",
        recorded(Section47Initiated.where(lambda begun: len(begun.views) > 0)),
        recorded(Section47NotInitiated),
        found("S47-01"),
    ),
    Row(
        "S47-02",
        "No enquiries and no support at all is found until each kind of support was weighed.",
        recorded(AlternativeSupportConsidered),
        found("S47-02"),
    ),
    Row(
        "S47-03",
        "What is still to be known, from whom, how, by whom and by when; past its date it is "
        "found.",
        recorded(InformationNeeded),
        recorded(InformationObtained),
        found("S47-03"),
    ),
    Row(
        "S47-04",
        "Enquiries without a decision on legal action are found.",
        recorded(LegalActionDecided),
        found("S47-04"),
    ),
    Row(
        "S47-05",
        "A timescale on this child’s needs: found while there is none, where it is longer than the "
        "procedure allows, and once it has passed.",
        recorded(AssessmentTimescaleSet),
        found("S47-05"),
    ),
    Row(
        "S47-06",
        "How distress is kept least for this child: needs, and what is done because of them.",
        recorded(EnquiryPlan),
    ),
    Row(
        "S47-07",
        "An outcome that says nothing of what the child and each parent think is found.",
        recorded(ViewsConsidered),
        found("S47-07"),
    ),
)
