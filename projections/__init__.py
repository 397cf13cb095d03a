"""Views: pure folds over a history, cut to what one reader may see.

    reading = Reading(enquiry, profile, calendar, now, clearance, sources)
    case_view(reading), chronology(reading, Wanted(person="maya")), duties(reading), ...

Every view is a frozen model that the API returns as it stands. A view of the past is the same fold
over an enquiry that was cut before; `ViewCache` keeps what was computed.
"""

from projections.cache import ViewCache
from projections.case_view import CaseView, case_view
from projections.chronology import Chronology, Wanted, chronology
from projections.comparison import Comparison, compare
from projections.countersignatures import Countersignatures, countersignatures
from projections.decisions import Decisions, decisions
from projections.duties import Duties, duties
from projections.reading import AsKnown, Cut, Reading
from projections.view import View

__all__ = [
    "AsKnown",
    "CaseView",
    "Chronology",
    "Comparison",
    "Countersignatures",
    "Cut",
    "Decisions",
    "Duties",
    "Reading",
    "View",
    "ViewCache",
    "Wanted",
    "case_view",
    "chronology",
    "compare",
    "countersignatures",
    "decisions",
    "duties",
]
