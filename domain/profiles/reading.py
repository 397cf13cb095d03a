"""Reading a profile from its TOML text, and saying where and why it cannot be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from domain.profiles.model import Profile
from domain.reasons import reason_of

_HEADER = re.compile(r"\s*\[{1,2}(?P<key>[^\]]+)\]{1,2}\s*(#.*)?$")
_ASSIGNMENT = re.compile(r"""(?P<key>(?:[\w.\s-]|"[^"]*"|'[^']*')+?)=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")
_SYNTAX_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a profile: the line (from 1), the field's dotted key, the reason."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.reason}"


class ProfileInvalid(ValueError):
    """A text is not a profile; `problems` names every line, field and reason found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_profile(text: str) -> Profile:
    """The profile that a TOML text states. Raises `ProfileInvalid`."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # bad syntax, a vast number, or deep nesting
        raise ProfileInvalid((_syntax_problem(text, str(error)),)) from error
    roles = document.get("roles")
    named = frozenset(roles) if isinstance(roles, dict) else frozenset()
    try:
        return Profile.model_validate(document, context={"roles": named})
    except ValidationError as error:
        raise ProfileInvalid(tuple(_problems(text, error))) from error


def _syntax_problem(text: str, message: str) -> Problem:
    where = _SYNTAX_LINE.search(message)
    line = int(where[1]) if where else text.count("\n") + 1
    reason = _SYNTAX_LINE.sub("", message).removesuffix(_AT_END)
    return Problem(line, "TOML", reason)


def _problems(text: str, error: ValidationError) -> Iterator[Problem]:
    lines = dict(reversed(list(_lines(text))))  # of a key written twice, the first line stands
    for detail in error.errors(include_url=False, include_input=False):
        path = tuple(str(part) for part in detail["loc"] if part != "[key]")
        yield Problem(_line(lines, path), ".".join(path) or "profile", reason_of(detail))


def _line(lines: Mapping[tuple[str, ...], int], path: tuple[str, ...]) -> int:
    """The line of the innermost part of `path` that the text contains, or line 1."""
    known = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[key] for key in known if key in lines), 1)


def _lines(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each dotted key with the line on which it is written. For messages, not for parsing."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _parts(header["key"])
            yield table, number
        elif assignment := _ASSIGNMENT.match(line):
            yield table + _parts(assignment["key"]), number


def _parts(key: str) -> tuple[str, ...]:
    return tuple(quoted or literal or bare for quoted, literal, bare in _PART.findall(key))
