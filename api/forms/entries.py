"""Which earlier entries of the enquiry: those of the kinds that a field refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from api.forms.asked import NOT_SAID, Asked, Choice, Filling, Question, Shown


@dataclass(frozen=True)
class EntryAsked(Question):
    """One entry."""

    to: tuple[str, ...] = ()
    """The events that it may hold; none: any."""
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """Its number."""
        found = _numbers(asked)
        return found[0] if found else self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose it."""
        answers[name] = [str(value)]

    def anchored(self, value: Any, stream: str) -> Any:
        """The entry and its stream."""
        return {"stream": stream, "seq": value}

    def show(self, asked: Asked) -> Shown:
        """A list to open: entries have long titles."""
        choices = [*_choices(asked, self.to)]
        if self.optional:
            choices.insert(0, Choice("", NOT_SAID))
        elif len(choices) != 1:
            choices.insert(0, Choice("", "Select an entry"))
        kind = "select" if choices else "nothing"
        return Shown(
            kind, asked.name, self.label, self.hint, error=asked.error, choices=tuple(choices)
        )


@dataclass(frozen=True)
class EntriesAsked(EntryAsked):
    """Any number of entries."""

    def read(self, asked: Asked) -> Any:
        """Their numbers, in the order of the answers."""
        return _numbers(asked) or self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose them."""
        answers[name] = [str(one) for one in value]

    def anchored(self, value: Any, stream: str) -> Any:
        """Each entry and its stream."""
        return [{"stream": stream, "seq": one} for one in value]

    def show(self, asked: Asked) -> Shown:
        """Checkboxes."""
        choices = tuple(_choices(asked, self.to))
        kind = "checkboxes" if choices else "nothing"
        return Shown(kind, asked.name, self.title, self.hint, error=asked.error, choices=choices)


def _numbers(asked: Asked) -> list[int]:
    given = dict.fromkeys(asked.all)
    return [int(one) for one in given if one.isascii() and one.isdecimal() and int(one[:9])]


def _choices(asked: Asked, to: tuple[str, ...]) -> Iterator[Choice]:
    chosen = set(asked.all) - {""}
    for entry in asked.offered.entries:
        number = str(entry.seq)
        if not to or entry.event in to or number in chosen:
            yield Choice(number, entry.words, checked=number in chosen)
            chosen.discard(number)
    for number in sorted(chosen):
        yield Choice(number, f"Entry {number}", checked=True)
