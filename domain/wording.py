"""From an event's `says` to the template that devices and the ledger compose its statement from.

`says` is written as one would speak:

    says = "{actor} saw {child} {occurred}[ at {place}], {alone|alone|with others present}. {words}"

- `{field}` gives the value in words, `{field.part}` a part of it; how, follows from its type
- `[...]` is left out unless every field named in it has a value
- `{field|if yes|if no}` chooses by a yes-or-no field, or by whether an optional field has a value
- a full stop in `says` is not written where the words before it already end a sentence
- `{actor}` is who did it (the author, where no one else did), `{author}` who records it, and
  `{occurred}` when

How the author knows (told by telephone, from a document) follows as a sentence of its own.
"""

import re
import types
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from domain.values import About, At, Between, KindOf, Mention, On, Professional, Segment, Unknown

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Template = list[Json]


class WordingError(TypeError):
    """A `says` that does not fit its class; found when the module is imported, never later."""


class Phrases:
    """The words for the values of a closed list, where they are not the value itself."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = dict(words)


_WHEN: Final = frozenset({At, On, Between, About, Unknown})
_BRACKETS: Final = re.compile(r"\[([^\[\]]+)\]|([^\[\]]+)")
_BRACES: Final = re.compile(r"\{([^{}]+)\}|([^{}]+)")
_OPTIONAL_END: Final = re.compile(r"\[[^\[\]]*\]$")
_WHO: Final = Professional | Mention


def template_of(says: str, fields: Mapping[str, Any]) -> Template:
    """The template of an event whose fields have these annotations, with its source sentence.

    Raises:
        WordingError: naming the place that does not fit.
    """
    because: Json = {
        "if": ["because"],
        "parts": [" This replaces an earlier entry, because: ", {"get": "because"}, {"stop": ""}],
        "else": [],
    }
    return [*_compile(says, fields, ""), {"stop": ""}, *_source_sentence(), because]


def _compile(says: str, fields: Mapping[str, Any], prefix: str) -> Template:
    parts: Template = []
    for optional, always in _split(_BRACKETS, says):
        inner = _phrase(optional or always, fields, prefix)
        whenever = _needed(optional, prefix)
        parts.extend([{"if": whenever, "parts": inner, "else": []}] if optional else inner)
    return parts


def _phrase(says: str, fields: Mapping[str, Any], prefix: str) -> Template:
    parts: Template = []
    for name, words in _split(_BRACES, says):
        if name:
            parts.extend(_placeholder(name, fields, prefix))
        else:
            parts.append({"stop": words[1:]} if words.startswith(".") else words)
    return parts


def _split(pattern: re.Pattern[str], says: str) -> Iterator[tuple[str, str]]:
    """What stands within the marks, or else between them; brackets do not nest."""
    tokens = list(pattern.finditer(says))
    if "".join(token.group() for token in tokens) != says:
        raise WordingError(f"says: a brace or bracket without its partner in {says!r}")
    return ((token[1] or "", token[2] or "") for token in tokens)


def _needed(says: str, prefix: str) -> list[Json]:
    """The fields without which an optional phrase is left out."""
    names = [name for name, _ in _split(_BRACES, says) if name and "|" not in name]
    return [_path(name, prefix) for name in names if prefix or name not in _SPECIAL]


def _placeholder(name: str, fields: Mapping[str, Any], prefix: str) -> Template:
    path, *choice = name.split("|")
    if path in _SPECIAL and not (prefix or choice):
        return list(_SPECIAL[path])
    annotation = _annotation(path, fields)
    match choice:
        case []:
            return render(annotation, _path(path, prefix))
        case [yes, no] if _unwrapped(annotation) is bool:
            return [{"get": _path(path, prefix), "words": {"yes": yes, "no": no}}]
        case [yes, no]:
            either: Template = [yes] if yes else []
            other: Template = [no] if no else []
            return [{"if": [_path(path, prefix)], "parts": either, "else": other}]
    raise WordingError(f"says: {path!r} chooses between {len(choice)} wordings, not two")


def _unwrapped(annotation: Any) -> Any:
    """The annotation without its metadata; an optional one stays optional."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _path(path: str, prefix: str) -> str:
    return f"{prefix}{path}"


def _annotation(path: str, fields: Mapping[str, Any]) -> Any:
    first, *rest = path.split(".")
    if first not in fields:
        raise WordingError(f"says: {first!r} is not a field")
    annotation = fields[first]
    for name in rest:
        members = model_fields(bare_of(annotation))
        if name not in members:
            raise WordingError(f"says: {path!r} is not a field")
        annotation = members[name]
    return annotation


def model_fields(model: Any) -> dict[str, Any]:
    """The annotations of a model's fields by the names that are signed (aliases), metadata kept."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        for item in field.metadata:
            annotation = Annotated[annotation, item]
        found[field.alias or name] = annotation
    return found


def render(annotation: Any, path: str) -> Template:
    """The parts that put a value of this type into words.

    Raises:
        WordingError: the type has no words; give its class a `says`.
    """
    metadata = metadata_of(annotation)
    bare = bare_of(annotation)
    members = frozenset(_members(bare))
    if members <= _WHEN:
        return [{"get": path, "time": "when"}]
    if members == frozenset(_members(_WHO)):
        return _who(path)
    if get_origin(bare) is Literal:
        return [{"get": path, "words": _phrases(metadata, get_args(bare))}]
    if get_origin(bare) is tuple:
        return _many(annotation, get_args(bare)[0], path)
    if len(members) > 1:
        return [_one_of(members, path)]
    return _single(bare, path)


def _single(bare: Any, path: str) -> Template:
    if bare in (str, int) or bare is Mention:
        return [{"get": path}]
    if bare is AwareDatetime or getattr(bare, "__name__", "") in {"datetime", "AwareDatetime"}:
        return [{"get": path, "time": "instant"}]
    if bare is date:
        return [{"get": path, "time": "date"}]
    says = getattr(bare, "says", None)
    if isinstance(says, str):
        return _compile(says, model_fields(bare), path if path.endswith(".") else f"{path}.")
    raise WordingError(f"{path}: {bare} has no words; give its class a `says`")


def _many(annotation: Any, item: Any, path: str) -> Template:
    if frozenset(_members(bare_of(item))) == frozenset(_members(bare_of(Segment))):
        kinds = [m.kind for m in metadata_of(annotation) if isinstance(m, KindOf)]
        quoted = "verbatim" in kinds
        return ["“", {"get": path}, "”"] if quoted else [{"get": path}]
    join, last = _joins(item)
    return [{"each": path, "parts": render(item, "."), "join": join, "last": last}]


def _joins(item: Any) -> tuple[str, str]:
    """What stands between the items of a list: sentences, clauses, or names and single words."""
    members = _members(bare_of(item))
    says = [str(getattr(member, "says", "")) for member in members if member is not Professional]
    if any(_OPTIONAL_END.sub("", words).endswith(".") for words in says):
        return " ", " "
    return ("; ", "; and ") if any(says) else (", ", " and ")


def _one_of(members: frozenset[Any], path: str) -> Json:
    cases: dict[str, Json] = {}
    for member in members:
        kind = model_fields(member).get("kind")
        if kind is None or get_origin(bare_of(kind)) is not Literal:
            raise WordingError(f"{path}: a union whose members have no `kind`")
        says = str(getattr(member, "says", ""))
        parts = _compile(says, model_fields(member), ".") if says else []
        cases.update({str(value): list(parts) for value in get_args(bare_of(kind))})
    return {"one": path, "tag": "kind", "cases": {name: cases[name] for name in sorted(cases)}}


def _who(path: str) -> Template:
    here = path if path.endswith(".") else f"{path}."
    named: Template = [{"get": f"{here}as"}, " (", {"get": f"{here}agency"}, ")"]
    return [{"if": [f"{here}p"], "parts": [{"get": path}], "else": named}]


def _phrases(metadata: list[Any], values: tuple[Any, ...]) -> Json:
    words: dict[str, Json] = {str(value): str(value).replace("_", " ") for value in values}
    for item in metadata:
        if isinstance(item, Phrases):
            unknown = set(item.words) - set(words)
            if unknown:
                raise WordingError(f"words for {sorted(unknown)}, which no value has")
            words |= item.words
    return words


def metadata_of(annotation: Any) -> list[Any]:
    """What is attached to an annotation, or to the one type of `type | None`."""
    found: list[Any] = []
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        if get_origin(annotation) is Annotated:
            annotation, *items = get_args(annotation)
            found.extend(items)
        else:
            members = [item for item in get_args(annotation) if item is not type(None)]
            if len(members) > 1:
                break
            annotation = members[0]
    return found


def bare_of(annotation: Any) -> Any:
    """The annotation without metadata and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return bare_of(members[0]) if len(members) == 1 else Union[tuple(members)]  # noqa: UP007 - built at run time
    return annotation


def _members(bare: Any) -> tuple[Any, ...]:
    if get_origin(bare) in (Union, types.UnionType):
        return tuple(found for member in get_args(bare) for found in _members(bare_of(member)))
    return (bare,)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


_SPECIAL: Final[dict[str, Template]] = {
    "actor": [{"if": ["actor"], "parts": _who("actor"), "else": [{"get": "capacity.as"}]}],
    "author": [{"get": "capacity.as"}],
    "occurred": [{"get": "occurred", "time": "when"}],
}


def _source_sentence() -> Template:
    told: Template = [{"if": ["source.from"], "parts": [" by ", *_who("source.from")], "else": []}]
    witness: Template = [
        {
            "if": ["source.witness"],
            "parts": [" ", *_who("source.witness"), " was witness."],
            "else": [],
        }
    ]
    through: Template = [
        {
            "if": ["source.through"],
            "parts": [
                ", through ",
                {"each": "source.through", "parts": _who("."), "join": ", ", "last": " and "},
            ],
            "else": [],
        }
    ]

    def sentence(words: str) -> Json:
        return [" ", {"get": "capacity.as"}, words, *told, *through, "."]

    cases: dict[str, Json] = {
        "own_act": [],
        "present": [" ", {"get": "capacity.as"}, " was present."],
        "telephone": sentence(" was told this by telephone"),
        "video": sentence(" was told this in a video call"),
        "message": sentence(" was told this in a message"),
        "document": sentence(" has this from a document"),
    }
    return [{"one": "source", "tag": "how", "cases": cases}, *witness]
