"""A draft in words: each answer beside its question, and what changed between two versions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from api.forms.asked import Answers, Choice, Shown
from api.forms.form import Form

_CHOSEN: Final = frozenset({"radios", "select", "checkboxes"})
_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: under which headings it stands, its question, and its words."""

    name: str
    headings: tuple[str, ...]
    label: str
    words: str

    @property
    def heading(self) -> str:
        """The innermost heading, empty for none."""
        return self.headings[-1] if self.headings else ""

    @property
    def question(self) -> str:
        """The question with its headings: “What each agency brought 2: Who”."""
        return ": ".join((*self.headings, self.label))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not the same in two versions."""

    told: Told
    pieces: tuple[Piece, ...]


def told_in(form: Form, answers: Answers) -> tuple[Told, ...]:
    """Every answer that was given, in the order of the form."""
    shown = (one for section in form.show(answers, {}) for one in section.questions)
    return tuple(told for one in shown for told in _told(one, ()))


def changes(before: Iterable[Told], after: Iterable[Told]) -> tuple[Change, ...]:
    """The answers that differ, in the order of the later version, those that went at the end."""
    old, new = ({one.name: one for one in version} for version in (before, after))
    came = [
        Change(one, _pieces(old[name].words if name in old else "", one.words))
        for name, one in new.items()
        if name not in old or old[name].words != one.words
    ]
    went = [Change(one, _pieces(one.words, "")) for name, one in old.items() if name not in new]
    return (*came, *went)


def _told(shown: Shown, headings: tuple[str, ...]) -> Iterator[Told]:
    if shown.kind in _CHOSEN:
        chosen = [one for one in shown.choices if one.checked and one.value]
        words = ", ".join(one.words for one in chosen)
        if words:
            yield Told(shown.name, headings, _plain(shown.label), words)
        for choice in chosen:
            yield from _following(choice, (*headings, _plain(shown.label)))
    elif shown.kind == "list":
        for number, item in enumerate(shown.parts, start=1):
            yield from _told(item, (*headings, f"{_plain(shown.label)} {number}"))
    elif shown.parts:
        yield from _group(shown, headings)
    elif shown.value.strip() and shown.kind != "hidden":
        yield Told(shown.name, headings, _plain(shown.label), shown.value.strip())


def _following(choice: Choice, headings: tuple[str, ...]) -> Iterator[Told]:
    for part in choice.parts:
        yield from _told(part, headings)


def _group(shown: Shown, headings: tuple[str, ...]) -> Iterator[Told]:
    """A group of its own heading; a date or time, whose inputs are one answer."""
    if all(part.kind == "part" for part in shown.parts):
        words = " ".join(part.value for part in shown.parts if part.value.strip())
        label = _plain(shown.label) or (headings[-1] if headings else "")
        if words:
            yield Told(shown.name, headings, label, words)
        return
    inner = (*headings, _plain(shown.label)) if shown.label else headings
    for part in shown.parts:
        yield from _told(part, inner)


def _plain(label: str) -> str:
    return label.removesuffix(" (optional)")


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word: whole words change, since half of one says nothing."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            found.append(Piece("new", "".join(new[c:d])))
    return tuple(found)
