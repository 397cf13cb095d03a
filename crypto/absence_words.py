"""An absence statement in words for a court: what it says, and what it does not."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from crypto.absence import Absence
from crypto.english import instant_words

NOT_SAID: Final = (
    "that something did not happen because nobody recorded it",
    "when something happened: entries count by when they were written, and a later one may tell",
    "that no words tell of it: an entry of another type, such as a note, may",
    "what other enquiries, paper or the records of other agencies say",
)
"""What a statement leaves open, each of which somebody could take it to mean."""


def says(absence: Absence) -> str:
    """What a statement says: the period in London's time and in UTC, its end not included."""
    return (
        f"None of the {absence.seq} entries that the enquiry {absence.stream} had when the log "
        f"{absence.origin} had {absence.size} leaves is of the type {_either(absence.types)} and "
        f"was recorded from {_time(absence.begins)} until {_time(absence.ends)}, the end not "
        "included. An entry that was corrected, returned or withdrawn since would have counted."
    )


def _either(types: Sequence[str]) -> str:
    *first, last = types
    return f"{', '.join(first)} or {last}" if first else last


def _time(seconds: int) -> str:
    """Both, because London's clocks show one hour twice a year."""
    instant = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{instant_words(instant)} ({instant})"
