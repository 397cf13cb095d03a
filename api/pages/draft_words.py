"""A draft in words: each answer beside its question, and what changed between two versions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from api.forms.asked import Answers
from api.forms.form import Form
from api.forms.summary import Row, summary

_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not the same in two versions."""

    label: str
    pieces: tuple[Piece, ...]


def told_in(form: Form, answers: Answers) -> tuple[Row, ...]:
    """Every answer that was given, in the order of the form."""
    return tuple(summary(one for part in form.show(answers, {}) for one in part.questions))


def changes(before: Iterable[Row], after: Iterable[Row]) -> tuple[Change, ...]:
    """The answers that differ, in the order of the later version, those that went at the end."""
    old, new = ({one.id: one for one in version} for version in (before, after))
    came = [
        Change(one.label, _pieces(old[name].value if name in old else "", one.value))
        for name, one in new.items()
        if name not in old or old[name].value != one.value
    ]
    went = [
        Change(one.label, _pieces(one.value, "")) for name, one in old.items() if name not in new
    ]
    return (*came, *went)


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
