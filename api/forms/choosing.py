"""What is chosen from a list: yes or no, one of several, any of several."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from api.forms.asked import NOT_SAID, Asked, Choice, Filling, Question, Shown, is_number

FEW: Final = 7
"""As many choices as are all shown at once; more are a list to open."""


@dataclass(frozen=True)
class YesNoAsked(Question):
    """Yes or no."""

    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The answer."""
        if asked.words not in _YES_NO:
            return self.nothing(asked)
        return asked.words == "yes"

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose it."""
        answers[name] = ["yes" if value else "no"]

    def show(self, asked: Asked) -> Shown:
        """Two radios."""
        return _list("radios", self, asked, _YES_NO)


_YES_NO: Final = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True)
class OneOfWords(Question):
    """One value of a closed list."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Each value and its words."""
    preset: str = ""
    """The value that it has where nothing is said."""
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The value."""
        return asked.words if asked.words in self.values else self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose it."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """Radios; a list to open where there are many."""
        kind = "radios" if len(self.values) <= FEW else "select"
        shown = _list(kind, self, asked, self.values)
        if not self.preset:
            return shown
        choices = [one for one in shown.choices if one.value]
        if not asked.words:
            choices = [replace(one, checked=one.value == self.preset) for one in choices]
        return replace(shown, choices=tuple(choices))


@dataclass(frozen=True)
class SeveralOfWords(Question):
    """Any values of a closed list."""

    values: Mapping[str, str] = field(default_factory=dict)
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The values, in the order of the answers."""
        chosen = [value for value in dict.fromkeys(asked.all) if value in self.values]
        return chosen or self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose them."""
        answers[name] = [str(one) for one in value]

    def show(self, asked: Asked) -> Shown:
        """Checkboxes."""
        return _list("checkboxes", self, asked, self.values)


@dataclass(frozen=True)
class Coded(Question):
    """A number or code that the enquiry or its procedure gives; typed where it gives none."""

    key: str = ""
    """Under which `Offered.codes` lists them."""
    numeric: bool = False
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The number or code."""
        words = asked.words
        if not words:
            return self.nothing(asked)
        if not self.numeric:
            return words
        if not is_number(words, _DIGITS):
            return asked.refuse(f"{self.label} must be a whole number")
        return int(words)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose or type it."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """A choice where there is one, else an input."""
        known = asked.offered.codes.get(self.key, {})
        if not known:
            kind = "number" if self.numeric else "line"
            return Shown(kind, asked.name, self.title, self.hint, asked.words, asked.error)
        kept = {} if asked.words in known or not asked.words else {asked.words: asked.words}
        kind = "radios" if len(known) <= FEW else "select"
        return _list(kind, self, asked, {**known, **kept})


_DIGITS: Final = 4


def _list(kind: str, question: Question, asked: Asked, values: Mapping[str, str]) -> Shown:
    chosen = set(asked.all)
    choices = [Choice(value, words, checked=value in chosen) for value, words in values.items()]
    if kind == "select":  # otherwise its first value would be chosen by nobody
        choices.insert(0, Choice("", NOT_SAID if question.optional else "Select an answer"))
    elif question.optional and kind == "radios":
        choices.append(Choice("", NOT_SAID, checked=asked.all[:1] == [""]))
    return Shown(
        kind, asked.name, question.label, question.hint, error=asked.error, choices=tuple(choices)
    )
