"""A form's answers in words, to check before they are signed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.forms.asked import Choice, Shown
from api.forms.clock import NoSuchTime, day_of, instant_of
from crypto.english import date_words, instant_words


@dataclass(frozen=True, slots=True)
class Row:
    """A question and its answer."""

    label: str
    value: str
    id: str
    """The id of the control to change it at."""
    quoted: bool = False
    """Whether these are somebody's own words."""


def summary(questions: Iterable[Shown]) -> Iterator[Row]:
    """Everything that was answered, in the order of the questions."""
    for question in questions:
        yield from _rows(question, "")


def _rows(shown: Shown, before: str) -> Iterator[Row]:
    label = _joined(before, shown.label.removesuffix(" (optional)"))
    return _KINDS.get(shown.kind, _line)(shown, label)


def _line(shown: Shown, label: str) -> Iterator[Row]:
    if shown.value.strip() and shown.kind != "hidden":
        yield Row(label, shown.value, shown.id, shown.kind == "verbatim")


def _dated(shown: Shown, label: str) -> Iterator[Row]:
    if shown.parts[0].value:
        yield Row(label, _date(shown), shown.id)


def _grouped(shown: Shown, label: str) -> Iterator[Row]:
    for part in shown.parts:
        yield from _rows(part, label)


def _listed(shown: Shown, label: str) -> Iterator[Row]:
    for number, part in enumerate(shown.parts, start=1):
        yield from _item(part, f"{label} {number}")


def _item(part: Shown, label: str) -> Iterator[Row]:
    inner = part.parts if part.kind == "group" else (part,)
    for one in inner:
        yield from _rows(one, label)


def _chosen(shown: Shown, label: str) -> Iterator[Row]:
    chosen = [choice for choice in shown.choices if choice.checked and choice.value]
    if not chosen:
        return
    inner = [row for choice in chosen for row in _parts(choice, shown, label)]
    words = "\n".join(choice.words for choice in chosen if not _is_all(choice))
    yield Row(label, words, shown.id)
    yield from inner


def _when(shown: Shown, label: str) -> Iterator[Row]:
    """A time is its own precision: “2 March 2026 at 2:05am”."""
    for choice in shown.choices:
        if choice.checked and choice.value:
            inner = [row.value for part in choice.parts for row in _rows(part, "")]
            words = " and ".join(inner) if choice.value in _EXACT else ""
            said = f"{choice.words}: {', '.join(inner)}" if inner else choice.words
            yield Row(label, words or said, shown.id)


_EXACT: Final = frozenset({"at", "on"})


def _is_all(choice: Choice) -> bool:
    """Whether the words of a choice say nothing that its questions do not."""
    return choice.value == "other" and bool(choice.parts)


def _parts(choice: Choice, shown: Shown, label: str) -> Iterator[Row]:
    below = shown.parts if shown.kind == "choose" and choice.value == "other" else choice.parts
    for part in below:
        yield from _rows(part, label)


def _date(shown: Shown) -> str:
    """As GOV.UK writes it, however it was typed; what is no date yet, as it was typed."""
    day, month, year, *clock = (part.value.strip() for part in shown.parts)
    try:
        found = day_of(day, month, year)
        moment = instant_of(found, clock[0]) if clock and clock[0] else None
        return instant_words(moment) if moment else date_words(found.isoformat())
    except NoSuchTime:
        return " ".join(filter(None, (day, month, year, *clock)))


def _joined(before: str, label: str) -> str:
    return f"{before} – {label[:1].lower()}{label[1:]}" if before and label else before or label


_KINDS: Final[Mapping[str, Callable[[Shown, str], Iterator[Row]]]] = {
    **dict.fromkeys(("radios", "checkboxes", "select", "choose"), _chosen),
    **dict.fromkeys(("date", "moment"), _dated),
    **dict.fromkeys(("group", "newcomer"), _grouped),
    **dict.fromkeys(("list", "marks"), _listed),
    "when": _when,
}
"""By the kind of a question; all others are lines."""
