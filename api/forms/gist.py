"""What tells one draft from another of its kind: whom it is about, and how its words begin."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from api.forms.asked import Answers, Question, is_number
from api.forms.choosing import Coded
from api.forms.derive import questions_of
from api.forms.entries import EntryAsked
from api.forms.lines import Line, Prose
from api.forms.people import OTHER, NewcomerAsked, WhoAsked
from api.forms.shapes import MOST, Group, IfAny, ListAsked, OneOf
from domain.events.base import Event

LONG: Final = 80
"""Characters of its words that are told: a line of a list at a desk, three on a phone."""
_NAMED: Final = 3
"""As many people and entries as are named before the rest are counted."""
_DIGITS: Final = 9
"""Of the number of an entry: far more than an enquiry has."""
_COUNTED: Final = frozenset({"action", "discussion"})
"""What an enquiry numbers, so that the number tells it."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What is shown of a draft before it is opened, to those alone who may open it."""

    about: str = field(default="", repr=False)
    """Who was chosen or named, and which entries and numbers."""
    words: str = field(default="", repr=False)
    """The first words that were typed, cut after a word."""

    @property
    def shortly(self) -> str:
        """The same in a few words, for links of one draft among others."""
        return cut(self.about or self.words, LONG // 2)

    def __bool__(self) -> bool:
        return bool(self.about or self.words)


@dataclass(frozen=True)
class Known:
    """What answers stand for in an enquiry, as far as its reader may see; None for the rest."""

    name: Callable[[str], str | None] = lambda _: None
    """Of somebody who was chosen."""
    entry: Callable[[int], str | None] = lambda _: None
    """An entry, by its number."""


def gist_of(event: type[Event], answers: Answers, known: Known, child: str = "") -> Gist:
    """What a draft tells of itself; the `child` whose enquiry it is stands beside it already."""
    asked = tuple(_asked(questions_of(event), "", answers))
    about = [one for question, name in asked for one in _about(question, name, answers, known)]
    words = (one for question, name in asked for one in _typed(question, name, answers))
    named = tuple(dict.fromkeys(one for one in about if one and one != child))
    return Gist(", ".join((*_listed(named), *_corrected(answers, known))), cut(" … ".join(words)))


def cut(words: str, long: int = LONG) -> str:
    """The beginning of a text in one line, cut after a word where it is longer."""
    line = " ".join(words[: 4 * long].split())
    if len(line) <= long:
        return line
    whole, blank, _ = line[: long + 1].rpartition(" ")
    return f"{(whole if blank else line[:long]).rstrip(' .,;:…')}…"


def _asked(question: Question, name: str, answers: Answers) -> Iterator[tuple[Question, str]]:
    """The questions that can have been answered, by name, in the order of the form."""
    match question:
        case Group():
            for part, inner in question.parts:
                yield from _asked(inner, f"{name}.{part}" if name else part, answers)
        case IfAny() if _first(name, answers) == "yes":
            yield from _asked(question.inner, f"{name}.yes", answers)
        case OneOf() if _first(name, answers) in question.cases:
            kind = _first(name, answers)
            yield from _asked(question.cases[kind], f"{name}.{kind}", answers)
        case ListAsked():
            for number in range(min(max(_number(name, answers), question.least), MOST)):
                yield from _asked(question.item, f"{name}.{number}", answers)
        case _:
            yield question, name


def _about(question: Question, name: str, answers: Answers, known: Known) -> Iterator[str | None]:
    match question:
        case WhoAsked():
            chosen = (one for one in answers.get(name, ()) if one not in ("", OTHER))
            yield from (_called(one, known) for one in chosen)
            yield from (_first(one, answers) for one in _others(name, answers))
        case NewcomerAsked():
            yield _first(f"{name}.as", answers)
        case EntryAsked():
            numbers = (int(one) for one in answers.get(name, ()) if is_number(one, _DIGITS))
            yield from (known.entry(one) or f"entry {one}" for one in numbers)
        case Coded() if question.key in _COUNTED and _first(name, answers):
            yield f"{question.key} {_first(name, answers)}"


def _others(name: str, answers: Answers) -> Iterator[str]:
    """Where those are typed whom nobody had to offer."""
    if OTHER in answers.get(name, ()):
        yield f"{name}.{OTHER}.as"
        yield from (f"{name}.{OTHER}.{number}.as" for number in range(_NAMED + 1))


def _called(token: str, known: Known) -> str | None:
    """Somebody who was chosen; a practitioner from an entry stands there as JSON."""
    if not token.startswith("{"):
        return known.name(token)
    try:
        told = json.loads(token)
    except (ValueError, RecursionError):
        return None
    return str(told["as"]) if isinstance(told, dict) and "as" in told else None


def _corrected(answers: Answers, known: Known) -> Iterator[str]:
    seq = _first("corrects", answers)
    if is_number(seq, _DIGITS):
        yield f"correcting {known.entry(int(seq)) or f'entry {seq}'}"


def _typed(question: Question, name: str, answers: Answers) -> Iterator[str]:
    own = isinstance(question, Prose) or (isinstance(question, Line) and not question.pattern)
    words = _first(name, answers)
    if own and words:
        yield words


def _listed(named: tuple[str, ...]) -> tuple[str, ...]:
    more = len(named) - _NAMED
    return (*named[:_NAMED], f"{more} more") if more > 0 else named


def _first(name: str, answers: Answers) -> str:
    return next(iter(answers.get(name, ())), "").strip()


def _number(name: str, answers: Answers) -> int:
    words = _first(name, answers)
    return int(words) if is_number(words, _DIGITS) else 0
