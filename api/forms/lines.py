"""What is typed: a line, a text, a number."""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from api.forms.asked import Asked, Filling, Question, Shown, is_number, lowered
from domain.drafting import People
from domain.values import MAX_TEXT_CHARACTERS, shown_as_written

UNMEANT: Final = "unmeant"
"""The answer that lists the names which mean nobody of this enquiry in these texts."""
MAX_LINE: Final = 400
"""Characters of one line (`domain.values.Words`)."""


@dataclass(frozen=True)
class Line(Question):
    """One line of words."""

    pattern: str | None = None
    """What it must look like, where a machine made it."""

    def read(self, asked: Asked) -> Any:
        """The line."""
        words = asked.words
        if not words:
            return self.nothing(asked)
        if len(words) > MAX_LINE:
            asked.refuse(f"{self.label} must be {MAX_LINE} characters or fewer")
        elif self.pattern and not re.search(self.pattern, words):
            asked.refuse(f"{self.label} is not in the form that is needed here")
        return _readable(words, self, asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Type it in."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """An input."""
        return Shown("line", asked.name, self.title, self.hint, asked.exactly, asked.error)


@dataclass(frozen=True)
class Prose(Question):
    """Free text, as long as it needs to be."""

    said: str = "fact"
    """Whether it is somebody's own words, an opinion or a fact."""

    def read(self, asked: Asked) -> Any:
        """The text to the letter: verbatim words are never normalised."""
        text = asked.exactly
        if not text.strip():
            return self.nothing(asked)
        if len(text) > MAX_TEXT_CHARACTERS:
            asked.refuse(
                f"{self.label} must be {MAX_TEXT_CHARACTERS:,} characters or fewer. "
                "Add longer writing as a document"
            )
        return _with_people(_readable(text, self, asked), asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Type it in; a text that was signed comes in segments."""
        answers[name] = [
            value if isinstance(value, str) else "".join(_written(one) for one in value)
        ]

    def show(self, asked: Asked) -> Shown:
        """A text area."""
        hints = [one for one in (self.hint, _SAID.get(self.said, "")) if one]
        kind = "verbatim" if self.said == "verbatim" else "prose"
        return Shown(kind, asked.name, self.title, " ".join(hints), asked.exactly, asked.error)


def _readable(words: str, question: Question, asked: Asked) -> str:
    """The words. What came along unseen as they were pasted is refused and not taken out, as
    verbatim words are never normalised.
    """
    try:
        return shown_as_written(words)
    except ValueError:
        asked.refuse(
            f"{question.label} must not include characters that cannot be seen. "
            "Paste it as plain text, or type it again"
        )
        return words


def _with_people(text: str, asked: Asked) -> Any:
    """The text; in segments, where a name in it was said to mean nobody of this enquiry."""
    unmeant = set(asked.answers.get(UNMEANT, ()))
    if not unmeant:
        return text
    named = {one.id: one.names for one in asked.offered.persons}
    meant = {
        who: tuple(name for name in names if name not in unmeant) for who, names in named.items()
    }
    return People(meant).text(text)


def _written(segment: Any) -> str:
    return segment if isinstance(segment, str) else str(segment["as"])


_SAID: Final = {
    "verbatim": "Write the words exactly as they were said.",
    "opinion": "This is recorded as professional opinion, not as fact.",
}


@dataclass(frozen=True)
class Number(Question):
    """A whole number, none below 0."""

    least: int = 0

    def read(self, asked: Asked) -> Any:
        """The number."""
        words = asked.words
        if not words:
            return self.nothing(asked)
        if not is_number(words, _DIGITS):
            return asked.refuse(f"{self.label} must be a whole number")
        if int(words) < self.least:
            return asked.refuse(f"{self.label} must be {self.least} or more")
        return int(words)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Type it in."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """A short input that brings up the numbers on a phone."""
        return Shown("number", asked.name, self.title, self.hint, asked.words, asked.error)


@dataclass(frozen=True)
class Counted(Number):
    """A number that continues a count: of the actions agreed in an enquiry."""

    def show(self, asked: Asked) -> Shown:
        """The next number, unless another was typed."""
        shown = super().show(asked)
        places = [int(step) for step in asked.name.split(".") if step.isdecimal()]
        following = asked.offered.actions + 1 + (places[-1] if places else 0)
        return shown if shown.value else replace(shown, value=str(following))


_DIGITS: Final = 9


@dataclass(frozen=True)
class Given(Question):
    """What a form carries along without asking."""

    def read(self, asked: Asked) -> Any:
        """The value."""
        return asked.words or self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Put it in."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """Nothing to see."""
        return Shown("hidden", asked.name, lowered(self.label), value=asked.words)
