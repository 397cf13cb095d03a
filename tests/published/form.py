"""The form of a value: all that decides which stored bytes it is read from, as plain JSON.

Taken from the classes that the program reads with, and free of what does not reach the bytes: names
of classes, order, docstrings, words on pages, and how pydantic spells its own parts. A check that
is code counts by its name and by the constants that it uses, such as a longest text.
"""

import dis
import functools
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from types import CodeType, FunctionType
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    PlainSerializer,
    Strict,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo

from domain.profiles.values import Group, RoleList, Unit
from domain.values import KindOf, Refers
from domain.wording import Phrases, bare_of, metadata_of

Form = Any
"""JSON."""

_PLAIN: Final = {bool: "yes or no", int: "number", str: "string", date: "date", datetime: "instant"}
_BOUNDS: Final = ("min_length", "max_length", "pattern", "strip_whitespace", "ge", "le")
_CHECKS: Final = (AfterValidator, BeforeValidator, PlainSerializer)
_ELSEWHERE: Final = (Phrases, RoleList, Strict, WithJsonSchema)
"""Marks of no consequence here: words stand in the template, what is stored is written again to the
letter, and a schema or a choice on a screen is a description.
"""


def digest_of(form: Form) -> str:
    """The first 64 bits of a SHA-256: enough for those who forget. Whoever wants a collision could
    change the list as well.
    """
    text = json.dumps(form, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fields_of(model: type[BaseModel]) -> dict[str, Form]:
    """The form of each field that can be given, by the name that is signed."""
    return {
        field.alias or name: _field(field)
        for name, field in model.model_fields.items()
        if field.annotation is not type(None)
    }


def parameters_of(group: type[Group], within: str = "") -> dict[str, Form]:
    """The form of each parameter of a procedure, by its dotted key; `KEY together` is what a group
    checks of its values together.
    """
    found = {f"{within}together": rules} if (rules := rules_of(group)) else {}
    for name, field in group.model_fields.items():
        key, inner = within + (field.alias or name), field.annotation
        if isinstance(inner, type) and issubclass(inner, Group) and field.is_required():
            found |= parameters_of(inner, f"{key}.")
        else:
            found[key] = _field(field)
    return found


def rules_of(model: type[BaseModel]) -> list[Form]:
    """The checks that a class makes of its values, alone and together."""
    made = model.__pydantic_decorators__
    kinds = (made.model_validators, made.field_validators, made.field_serializers)
    return sorted((_code(one.func) for kind in kinds for one in kind.values()), key=digest_of)


def _field(field: FieldInfo) -> Form:
    form = _value(field.annotation, field.metadata)
    if field.discriminator:
        form["tag"] = field.discriminator
    return form if field.is_required() else {**form, "left out": field.get_default()}


def _value(annotation: Any, more: list[Any]) -> Form:
    """The form of an annotation, with marks that stand beside it."""
    bare = bare_of(annotation)
    marks = [*metadata_of(annotation), *more]
    return {**_shape(bare), **_marked(marks)}


def _shape(bare: Any) -> dict[str, Form]:
    arguments = get_args(bare)
    if bare in _PLAIN or bare is AwareDatetime:
        return {"is": _PLAIN.get(bare, "instant")}
    if get_origin(bare) is Literal:
        return {"is": "one of", "values": sorted(arguments, key=str)}
    if get_origin(bare) is tuple and arguments[1:] == (...,):
        return {"is": "list", "of": _value(arguments[0], [])}
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return {"is": "object", "fields": fields_of(bare), "rules": rules_of(bare)}
    if arguments and get_origin(bare) is not tuple:
        return {"is": "any", "of": sorted((_value(one, []) for one in arguments), key=digest_of)}
    raise TypeError(f"{bare}: say here what it is in JSON")


def _marked(marks: list[Any]) -> dict[str, Form]:
    """Bounds, checks, and what a field says of itself to readers of old entries."""
    form: dict[str, Form] = {}
    checks = [_code(mark.func) for mark in marks if isinstance(mark, _CHECKS)]
    for mark in marks:
        if isinstance(mark, FieldInfo):
            form |= _marked(mark.metadata)
        elif not isinstance(mark, (*_CHECKS, *_ELSEWHERE)):
            form |= _bounds(mark)
    return {**form, "checks": checks} if checks else form


def _bounds(mark: Any) -> dict[str, Form]:
    if isinstance(mark, KindOf):
        return {"kind": mark.kind}
    if isinstance(mark, Refers):
        return {"refers": mark.rel}
    if isinstance(mark, Unit):
        return {"unit": mark.name}
    given = {name: getattr(mark, name, None) for name in _BOUNDS}
    bounds = {name: bound for name, bound in given.items() if bound is not None}
    found = {name: getattr(bound, "pattern", bound) for name, bound in bounds.items()}
    if not found:
        raise TypeError(f"{mark}: say here what it does to the bytes")
    return found


def _code(check: Any) -> Form:
    """A function by its name and the constants that it and what it calls of ours are bound to."""
    function = getattr(check, "__func__", check)
    if not isinstance(function, FunctionType):
        return [str(getattr(function, "__name__", function))]
    used = sorted(_constants(function, set()), key=digest_of)
    return [function.__name__.lstrip("_"), *used]


def _constants(function: FunctionType, seen: set[Any]) -> Iterator[Form]:
    seen.add(function)
    cells = (cell.cell_contents for cell in function.__closure__ or ())
    named = (function.__globals__.get(name) for name in sorted(_globals(function.__code__)))
    for value in (*cells, *named):
        match value:
            case bool() | int() | str() | tuple():
                yield value
            case re.Pattern():
                yield value.pattern
            case FunctionType() if value.__module__ == function.__module__ and value not in seen:
                yield from _constants(value, seen)


@functools.cache
def _globals(code: CodeType) -> frozenset[str]:
    """The globals that a function names, also within its comprehensions."""
    here = {one.argval for one in dis.get_instructions(code) if one.opname == "LOAD_GLOBAL"}
    inner = (_globals(one) for one in code.co_consts if isinstance(one, CodeType))
    return frozenset(here.union(*inner))
