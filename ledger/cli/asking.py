"""Asking for an event field by field, as its JSON Schema describes it.

An answer that begins with @ names a file that holds it: a terminal cuts lines at 4,096 bytes.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typer

from domain.events import BY_NAME
from domain.schema import describe
from domain.values import LONDON
from ledger.cli.console import warn

Schema = Mapping[str, Any]
Colleagues = Mapping[str, Mapping[str, Any]]
"""The directory's practitioners as an entry names them, by name in lower case."""

_LOCAL: Final = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)")


class Form:
    """The questions that one event asks."""

    def __init__(self, event: str, colleagues: Colleagues) -> None:
        described = describe(BY_NAME[event])
        self.description: str = described["description"]
        self._schema: Schema = described["data"]
        self._example: Mapping[str, Any] = described["example"]
        self._colleagues = colleagues

    @property
    def fields(self) -> Sequence[str]:
        """The event's fields."""
        return list(self._schema["properties"])

    def ask(self, name: str) -> Any:
        """Ask for one field; None where it is left out."""
        schema = self._schema["properties"][name]
        warn("")
        for line in schema.get("description", "").splitlines():
            warn(line)
        if name in self._example:
            warn(f"e.g. {json.dumps(self._example[name], ensure_ascii=False)}", "dim")
        optional = name not in self._schema.get("required", ())
        if optional and self._is_compound(schema) and not _confirmed(f"Give {name}?"):
            return None
        return self._ask(name, schema, optional=optional)

    def _ask(self, label: str, schema: Schema, *, optional: bool) -> Any:
        choices = [one for one in self._options(schema) if one.get("type") != "null"]
        kinds = {one.get("type") for one in choices}
        if kinds & {"string"} and "enum" not in choices[0] and "const" not in choices[0]:
            timed = any(one.get("title") in {"At", "On"} or "format" in one for one in choices)
            answer = ask(label, optional=optional)
            return _as_time(answer) if timed and answer else answer
        return self._ask_single(label, choices[0], optional=optional)

    def _ask_single(self, label: str, schema: Schema, *, optional: bool) -> Any:
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return choose(label, schema["enum"], optional=optional)
        if "oneOf" in schema:
            return self._one_of(label, schema)
        asked = {"array": self._list, "boolean": _yes_or_no, "integer": _number}
        if schema.get("type") in asked:
            return asked[schema["type"]](label, schema, optional=optional)
        return self._object(label, schema)

    def _list(self, label: str, schema: Schema, *, optional: bool) -> list[Any] | None:
        return list(self._several(label, schema, optional=optional)) or None

    def _one_of(self, label: str, schema: Schema) -> Any:
        """A tagged value: which kind, then what that kind asks for."""
        tag = schema["discriminator"]["propertyName"]
        kinds = schema["discriminator"]["mapping"]
        for kind, ref in kinds.items():
            warn(f"  {kind}: {self._resolved({'$ref': ref}).get('description', '')}")
        chosen = choose(f"{label}.{tag}", list(kinds))
        return self._object(label, self._resolved({"$ref": kinds[str(chosen)]}))

    def _object(self, label: str, schema: Schema) -> dict[str, Any]:
        if schema.get("title") == "Professional":
            return self._professional(label)
        given: dict[str, Any] = {}
        for name, part in schema.get("properties", {}).items():
            optional = name not in schema.get("required", ())
            answer = self._ask(f"{label}.{name}", part, optional=optional)
            if answer is not None:
                given[name] = answer
        return given

    def _professional(self, label: str) -> dict[str, Any]:
        """By name, where the directory has one of that name; else with role and agency."""
        name = ask(f"{label} (name)")
        known = self._colleagues.get(str(name).casefold())
        if known:
            return dict(known)
        return {"as": name, "role": ask(f"{label} (role)"), "agency": ask(f"{label} (agency)")}

    def _several(self, label: str, schema: Schema, *, optional: bool) -> Iterator[Any]:
        items = self._resolved(schema["items"])
        least = 0 if optional else schema.get("minItems", 0)
        number = 1
        while True:
            here = f"{label} ({number})"
            if self._is_compound(items):
                if number > least and not _confirmed(f"Add {here}?"):
                    return
                yield self._ask_single(here, items, optional=False)
            else:
                answer = self._ask(here, schema["items"], optional=number > least)
                if answer is None:
                    return
                yield answer
            number += 1

    def _is_compound(self, schema: Schema) -> bool:
        choices = [one for one in self._options(schema) if one.get("type") != "null"]
        return all("oneOf" in one or one.get("type") == "object" for one in choices)

    def _options(self, schema: Schema) -> list[Schema]:
        resolved = self._resolved(schema)
        return [self._resolved(one) for one in resolved.get("anyOf", [resolved])]

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return schema


def _yes_or_no(label: str, _: Schema, *, optional: bool) -> bool | None:
    answer = choose(label, ("yes", "no"), optional=optional)
    return None if answer is None else answer == "yes"


def _number(label: str, _: Schema, *, optional: bool) -> int | None:
    while True:
        answer = ask(label, optional=optional)
        if answer is None or (answer.isascii() and answer.isdecimal()):
            return None if answer is None else int(answer[:16])
        warn("A whole number, please.")


def ask(label: str, *, optional: bool = False, empty: str = "leave out") -> str | None:
    """Ask for a line; None for an empty one, where it may be left out: `empty` says what then."""
    words = f"{label} (empty: {empty})" if optional else label
    while True:
        answer: str = typer.prompt(
            words, default="", show_default=False, err=True, prompt_suffix=": "
        )
        if not answer.strip() and not optional:
            warn("It is needed; Ctrl-C ends this, and nothing is recorded.")
            continue
        if not answer.startswith("@"):
            return answer.strip() or None
        try:
            return Path(answer[1:]).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            warn(f"{answer[1:]} cannot be read as UTF-8.")


def ask_time(label: str, *, optional: bool = False) -> Any:
    """Ask for a time or a date: with a zone, or as clocks in England show it, or `now`."""
    answer = ask(label, optional=optional)
    return None if answer is None else _as_time(answer)


def choose(label: str, among: Sequence[str], *, optional: bool = False) -> str | None:
    """Ask for one of several."""
    listed = ", ".join(among)
    while True:
        answer = ask(f"{label} ({listed})", optional=optional)
        if answer is None or answer in among:
            return answer
        fitting = [one for one in among if one.startswith(answer)]
        if len(fitting) == 1:
            return fitting[0]
        warn(f"One of {listed}, please.")


def _as_time(answer: str) -> str:
    """An hour that English clocks show twice, or not at all, is left for the ledger to refuse."""
    if answer == "now":
        return datetime.now(UTC).isoformat(timespec="seconds")
    local = _LOCAL.fullmatch(answer)
    if not local:
        return answer
    try:
        time = datetime.fromisoformat("T".join(local.groups())).replace(tzinfo=LONDON)
    except ValueError:
        return answer
    shown_once = time.utcoffset() == time.replace(fold=1).utcoffset()
    return time.astimezone(UTC).isoformat() if shown_once else answer


def _confirmed(question: str) -> bool:
    return bool(typer.confirm(question, err=True))
