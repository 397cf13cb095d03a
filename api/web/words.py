"""Times as pages write them: in London, as GOV.UK writes dates."""

from datetime import UTC, date, datetime, timedelta
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


def span(value: timedelta) -> str:
    """A length of time in its largest unit: “3 hours”, “1 day”, “less than a minute”."""
    minutes = abs(int(value.total_seconds())) // 60
    if minutes < 1:
        return "less than a minute"
    for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    raise AssertionError(minutes)  # a minute or more is one of these


def ago(value: datetime, now: datetime) -> str:
    """How long ago, or how far ahead: “3 hours ago”, “in 2 days”."""
    words = span(now - value)
    return f"{words} ago" if value <= now else f"in {words}"
