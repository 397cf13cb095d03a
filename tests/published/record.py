"""The list of published types: what it says today, and how that differs from what was committed."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from domain.entry import Frame, Part
from domain.events import BY_TYPE, Event
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.directory import DIRECTORY_EVENTS
from domain.profiles import Profile
from domain.profiles.values import Group
from tests.published.form import digest_of, fields_of, parameters_of, rules_of

RECORD: Final = Path(__file__).parent / "events.json"
AGAIN: Final = (*DIRECTORY_EVENTS, *AUTHORITY_EVENTS)
"""Whose admission a verifier judges again, by those who may record them: nobody may be missing."""

Published = dict[str, Any]
"""A type: its sentence, to be read; digests of its template, of each field's form and of its rules;
and for some who may record it. Of a procedure: digests of its parameters, by their keys, and which
of these a text may leave out.
"""


def today() -> dict[str, Published]:
    """What the classes say. Beside the events, the parts that every entry and every field has, and
    what texts of procedures state: these were adopted whole, by an entry.
    """
    found: dict[str, Published] = {"entry": {"fields": _fields(Frame)}}
    found["field"] = {"fields": _fields(Part)}
    found["procedure"] = procedure_of(Profile)
    return {**found, **{name: _published(BY_TYPE[name]) for name in sorted(BY_TYPE)}}


def procedure_of(profile: type[Group]) -> Published:
    """What texts of a procedure state."""
    forms = parameters_of(profile)
    optional = sorted(key for key, form in forms.items() if "left out" in form)
    return {"fields": {key: digest_of(form) for key, form in forms.items()}, "optional": optional}


def _published(event: type[Event]) -> Published:
    found: Published = {
        "says": event.says,
        "template": digest_of(event.template),
        "fields": _fields(event),
    }
    if rules_of(event):
        found["rules"] = digest_of(rules_of(event))
    if issubclass(event, AGAIN):
        found["by"] = sorted(event.by)
    return found


def _fields(model: type[Frame | Part | Event]) -> dict[str, str]:
    return {name: digest_of(form) for name, form in fields_of(model).items()}


def committed() -> dict[str, Published]:
    """What the list says."""
    read: dict[str, Published] = json.loads(RECORD.read_text(encoding="utf-8"))
    return read


def write(record: Mapping[str, Published]) -> None:
    """Write the list."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    RECORD.write_text(f"{text}\n", encoding="utf-8")


def changes(before: Mapping[str, Published], now: Mapping[str, Published]) -> dict[str, str]:
    """Of each published type that is no longer what it was, what has changed."""
    found = {name: "; ".join(sorted(_changed(was, now.get(name)))) for name, was in before.items()}
    return {name: what for name, what in found.items() if what}


def advice(changed: Mapping[str, str]) -> str:
    """What to do about it."""
    lines = "".join(f"\n  {name}: {what}" for name, what in changed.items())
    return (
        "What was signed under a published type must go on reading and verifying. Leave the type "
        "as it was, and give the new form the next number, with the old one derived from it, below "
        "it (CONTRIBUTING.md, “Change an event”). Texts of a procedure were adopted whole: a later "
        f"parameter may be left out of them. Changed:{lines}"
    )


def updated(
    before: Mapping[str, Published], now: Mapping[str, Published], again: Collection[str] = ()
) -> Mapping[str, Published]:
    """The list with the types that are new, and those of `again` as they are now.

    Raises:
        ValueError: another one has changed or is gone, or one of `again` is not on the list.
    """
    unknown = set(again) - before.keys()
    if unknown:
        raise ValueError(f"{min(unknown)}: is not on the list")
    changed = {name: what for name, what in changes(before, now).items() if name not in again}
    if changed:
        raise ValueError(advice(changed))
    return now


def _changed(was: Published, now: Published | None) -> Iterator[str]:
    if now is None:
        yield "it is gone"
        return
    if was.get("template") != now.get("template"):
        yield "its words are composed otherwise"
    before, fields = was["fields"], now["fields"]
    came = fields.keys() - before.keys() - set(now.get("optional", ()))
    yield from (f"{name} has come" for name in came)
    yield from (f"{name} is gone" for name in before.keys() - fields.keys())
    both = fields.keys() & before.keys()
    yield from (f"{name} is read otherwise" for name in both if before[name] != fields[name])
    if was.get("rules") != now.get("rules"):
        yield "its fields are checked together otherwise"
    missing = set(was.get("by", ())) - set(now.get("by", ()))
    yield from (f"{role} may not record it any more" for role in missing)
