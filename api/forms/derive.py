"""The questions of an event, derived from the annotations of its fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from api.forms.asked import Question
from api.forms.better import READERS
from api.forms.choosing import Coded, OneOfWords, SeveralOfWords, YesNoAsked
from api.forms.entries import EntriesAsked, EntryAsked
from api.forms.files import FileAsked
from api.forms.labels import case_words, label_of, words_of
from api.forms.lines import Counted, Line, Number, Prose
from api.forms.marks import MarksAsked
from api.forms.people import NewcomerAsked, RoleAsked, SeveralAsked, WhoAsked
from api.forms.shapes import Group, IfAny, ListAsked, OneOf
from api.forms.times import BY, SINCE, DayAsked, MomentAsked, WhenAsked
from domain.enquiry import CHILDREN
from domain.events.base import Event
from domain.events.body_map import BodyMark
from domain.events.documents import Document
from domain.values import (
    About,
    At,
    Between,
    KindOf,
    Mark,
    Mention,
    On,
    Professional,
    Refers,
    RoleId,
    Segment,
    Unknown,
)
from domain.wording import Phrases, bare_of, metadata_of, model_fields

_WHEN: Final = frozenset(get_args(At | On | Between | About | Unknown))
_DEADLINE: Final = frozenset(get_args(At | On))
_WHO: Final[frozenset[Any]] = frozenset({Mention, Professional})
_TEXT: Final[frozenset[Any]] = frozenset(get_args(Segment))
CODES: Final = frozenset(
    {"action", "discussion", "ListedConcern.code", "Considered.code", "DelayExplained.duty"}
)
"""Fields whose numbers and codes the enquiry or its procedure lists: by name, or class and name."""


COUNTED: Final = "ActionAgreed.number"
"""The field that numbers what is agreed, through the whole enquiry."""


@cache
def questions_of(event: type[Event]) -> Group:
    """The questions of an event's own fields."""
    return _shape(event, "", "")


def _shape(model: type[BaseModel], label: str, hint: str) -> Group:
    annotations = model_fields(model)
    required = {
        field.alias or name for name, field in model.model_fields.items() if field.is_required()
    }
    parts = (
        (name, _asked(model, name, annotation, optional=name not in required))
        for name, annotation in annotations.items()
        if not _is_tag(name, annotation)
    )
    return Group(label, hint, parts=tuple(parts))


def _is_tag(name: str, annotation: Any) -> bool:
    """The `kind` of one member of a union says nothing: that it was chosen does."""
    bare = bare_of(annotation)
    return name == "kind" and get_origin(bare) is Literal and len(get_args(bare)) == 1


def _asked(model: type[BaseModel], name: str, annotation: Any, *, optional: bool) -> Question:
    label, hint = label_of(model, name)
    bare = bare_of(annotation)
    key = next((one for one in (f"{model.__name__}.{name}", name) if one in CODES), None)
    if key and bare in (int, str):
        return Coded(label, hint, optional, key, numeric=bare is int)
    if f"{model.__name__}.{name}" == COUNTED:
        return Counted(label, hint, optional, 1)
    asked = _question(annotation, label, hint, optional=optional, child=name == "child")
    preset = next((one.default for one in _fields(model, name)), None)
    if isinstance(asked, OneOfWords) and isinstance(preset, str):
        return replace(asked, preset=preset)
    return asked


def _fields(model: type[BaseModel], name: str) -> Iterator[FieldInfo]:
    return (field for known, field in model.model_fields.items() if (field.alias or known) == name)


def _question(
    annotation: Any, label: str, hint: str, *, optional: bool, child: bool = False
) -> Question:
    bare = bare_of(annotation)
    members = frozenset(map(bare_of, get_args(bare))) if _is_union(bare) else frozenset({bare})
    if members <= _WHEN:
        return WhenAsked(label, hint, optional, BY if members <= _DEADLINE else SINCE)
    if members <= _WHO:
        return _who(annotation, members, (label, hint, optional), child=child)
    if get_origin(bare) is Literal:
        return OneOfWords(label, hint, optional, values_of(annotation))
    if get_origin(bare) is tuple:
        return _many(annotation, get_args(bare)[0], label, hint, optional=optional)
    if len(members) > 1:
        return OneOf(
            label, hint, optional, {tag: case for one in get_args(bare) for tag, case in _case(one)}
        )
    return _single(annotation, bare, label, hint, optional=optional)


def _single(annotation: Any, bare: Any, label: str, hint: str, *, optional: bool) -> Question:
    simple: Mapping[Any, Callable[[str, str, bool], Question]] = {
        bool: YesNoAsked,
        date: DayAsked,
        AwareDatetime: MomentAsked,
        Document: FileAsked,
    }
    if bare in simple:
        return simple[bare](label, hint, optional)
    refers = _mark(annotation, Refers)
    if refers:
        return EntryAsked(label, hint, optional, refers.to)
    if bare is int:
        return Number(label, hint, optional, _limit(annotation, "ge"))
    if bare is str:
        return _line(annotation, label, hint, optional=optional)
    group = _shape(bare, label, hint)
    return IfAny(label, hint, optional, group) if optional else group


def _line(annotation: Any, label: str, hint: str, *, optional: bool) -> Question:
    pattern = next(
        (one.pattern for one in metadata_of(annotation) if getattr(one, "pattern", None)), None
    )
    if pattern == _ROLE:
        return RoleAsked(label, hint, optional)
    return Line(label, hint, optional, pattern)


_ROLE: Final = next(one.pattern for one in metadata_of(RoleId) if getattr(one, "pattern", None))


def _who(
    annotation: Any, members: frozenset[Any], said: tuple[str, str, bool], *, child: bool
) -> Question:
    if members == {Mention} and not metadata_of(annotation):
        return NewcomerAsked(*said)  # words cannot name somebody whom nobody knows yet
    return WhoAsked(
        *said, Mention in members, Professional in members, CHILDREN if child else frozenset()
    )


def _many(annotation: Any, item: Any, label: str, hint: str, *, optional: bool) -> Question:
    bare = bare_of(item)
    members = frozenset(get_args(bare)) if _is_union(bare) else frozenset({bare})
    if members == _TEXT:
        kind = _mark(annotation, KindOf)
        return Prose(label, hint, optional, kind.kind if kind else "fact")
    refers = _mark(annotation, Refers) or _mark(item, Refers)
    if refers:
        return EntriesAsked(label, hint, optional, refers.to)
    if members <= _WHO:
        return SeveralAsked(label, hint, optional, Mention in members, Professional in members)
    if get_origin(bare) is Literal:
        return SeveralOfWords(label, hint, optional, values_of(item))
    least = _limit(annotation, "min_length")
    words, about = (
        words_of(bare) if isinstance(bare, type) and issubclass(bare, BaseModel) else ("", "")
    )
    inner = _question(item, words or label, about, optional=False)
    several = MarksAsked if bare is BodyMark else ListAsked
    return several(label, hint, optional, inner, least)


def _case(member: Any) -> list[tuple[str, Group]]:
    """A member of a union by each of its tags: its docstring says what choosing it means."""
    bare = bare_of(member)
    tags = get_args(bare_of(model_fields(bare)["kind"]))
    return [(str(tag), _shape(bare, *case_words(bare))) for tag in tags]


def values_of(annotation: Any) -> dict[str, str]:
    """The values of a closed list and their words."""
    values = get_args(bare_of(annotation))
    if values == get_args(Mark):
        return dict(READERS)
    words = {str(value): str(value).replace("_", " ") for value in values}
    phrases = _mark(annotation, Phrases)
    words |= {value: said for value, said in (phrases.words if phrases else {}).items() if said}
    return {value: said[:1].upper() + said[1:] for value, said in words.items()}


def _is_union(bare: Any) -> bool:
    return bool(get_args(bare)) and get_origin(bare) not in (Literal, tuple)


def _mark(annotation: Any, wanted: type[Any]) -> Any:
    return next((mark for mark in metadata_of(annotation) if isinstance(mark, wanted)), None)


def _limit(annotation: Any, name: str) -> int:
    return max((getattr(mark, name, None) or 0 for mark in metadata_of(annotation)), default=0)
