"""What a stranger needs in order to write a scenario: each event's fields, example and rules.

The JSON Schema (draft 2020-12) describes `data` as an author gives it: a person as a local id or a
name in use, a text as a string, a time as a string, an earlier entry as `{"ref": its name}`.
"""

import inspect
from collections.abc import Iterator
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from domain.docstrings import field_docs
from domain.entry import Frame
from domain.events import BY_NAME, Event
from domain.values import Refers
from domain.wording import Phrases, bare_of, metadata_of, model_fields

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FRAME_FIELDS: Final = ("occurred", "known", "actor", "source", "mark", "because")
"""The parts of an entry, beside its event, that an author may give."""


def describe_all() -> Iterator[dict[str, Any]]:
    """Every event of the registry, by name."""
    return (describe(BY_NAME[name]) for name in sorted(BY_NAME))


def describe(event: type[Event]) -> dict[str, Any]:
    """Everything about one event: what it is, who records and countersigns it, and its `data`."""
    return {
        "event": event.__name__,
        "type": event.event_type,
        "description": inspect.cleandoc(event.__doc__ or ""),
        "rows": list(event.rows),
        "recorded_by": sorted(event.by),
        "countersigned": [rule.model_dump() for rule in event.countersign],
        "says": event.says,
        "data": _schema(event),
        "example": event.example,
    }


def describe_frame() -> dict[str, Any]:
    """JSON Schema of what an entry says beside its event: when, how it is known, by whom."""
    whole = _schema(Frame)
    properties = {name: whole["properties"][name] for name in FRAME_FIELDS}
    return {**whole, "properties": properties, "required": ["occurred"]}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    made = TypeAdapter(model).json_schema(schema_generator=_Described, by_alias=True)
    return {"$schema": DIALECT, **made}


class _Described(GenerateJsonSchema):
    """Adds what pydantic does not know: docstrings of fields, words of values, references."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A class as JSON Schema, with a description of each field."""
        made = super().model_schema(schema)
        model = schema["cls"]
        docs, annotations = field_docs(model), model_fields(model)
        for name, field in made.get("properties", {}).items():
            field.pop("title", None)
            notes = [*([docs[name]] if name in docs else []), *_notes(annotations[name])]
            if notes:
                field["description"] = "\n".join(notes)
        return made


def _notes(annotation: Any) -> Iterator[str]:
    bare = bare_of(annotation)
    item = get_args(bare)[0] if get_origin(bare) is tuple else None
    for mark in (*metadata_of(annotation), *metadata_of(item)):
        if isinstance(mark, Refers):
            what = " or ".join(mark.to) or "any event"
            yield f'An earlier entry of this enquiry ({what}): its number or {{"ref": its name}}.'
        if isinstance(mark, Phrases):
            yield "; ".join(f"`{value}`: {words}" for value, words in mark.words.items())
