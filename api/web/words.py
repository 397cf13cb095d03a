"""Times as pages write them: in London, as GOV.UK writes dates."""

from datetime import UTC, date, datetime
from typing import Final

from crypto.english import LONDON, date_words, instant_words


def instant(value: datetime | int) -> str:
    """A moment (or seconds since 1970) to the minute: “2 March 2026 at 2:05am”."""
    moment = datetime.fromtimestamp(value, UTC) if isinstance(value, int) else value
    return instant_words(
        f"{moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"
    )


def limit(value: datetime) -> str:
    """The last instant in time: “2 March 2026 at 2:05pm”, or “the end of 2 March 2026” where a
    day counts as a whole.
    """
    local = value.astimezone(LONDON)
    whole = (local.hour, local.minute) == _LAST_MINUTE
    return f"the end of {day(local.date())}" if whole else instant(value)


_LAST_MINUTE: Final = (23, 59)


def day(value: date) -> str:
    """A calendar date: “2 March 2026”."""
    return date_words(value.isoformat())


def machine(value: datetime | int) -> str:
    """A moment for the `datetime` attribute of `<time>` (RFC 3339)."""
    moment = datetime.fromtimestamp(value, UTC) if isinstance(value, int) else value
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
