"""The plain-English statement of an entry, composed from the parts that are signed beside it.

The template of an event type is data (docs/FORMAT.md, chapter 2), so the author's device, a browser and the
ledger compose the same words from the same disclosures: a ledger that showed one sentence and had another
signed would be refused by its own check. Each piece remembers the part it came from, so that withholding
the part withholds its words.

A template is an array of parts. A part is a literal string or an object:

| part | gives |
|---|---|
| `{"get": path}` | the value: a person, a text, or a string or number as it stands |
| `{"get": path, "words": {value: words}}` | the words for a value of a closed list |
| `{"get": path, "time": "instant" \\| "date" \\| "when"}` | a time as GOV.UK writes it, in London's time |
| `{"each": path, "parts": [...], "join": ", ", "last": " and "}` | the parts for each element |
| `{"one": path, "tag": key, "cases": {tag: [...]}}` | the parts of the case that a tagged value has |
| `{"if": [path, ...], "parts": [...], "else": [...]}` | the parts where every path has a value that is not empty |
| `{"stop": " "}` | a full stop and these words, without a second stop after one that stands there |

A path is a string of names with dots. The first name is a part of the content (the field's value is meant, not
its wrapping); inside `each` and `one` a path that begins with a dot starts at the element.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from crypto.canonical import Json
from crypto.errors import CryptoError
from crypto.english import date_words, instant_words, when_words

Template = Sequence[Json]
Segment = str | dict[str, Json]
"""Text, or a person as written: `{"p": local id, "as": words}`."""

ENTRY_PARTS: Final = frozenset(
    {"type", "capacity", "occurred", "known", "actor", "source", "act", "mark", "because"}
    | {"statement"}
)
"""Parts that every entry has; all others are fields of the event, wrapped as `{"v": value, ...}`."""


class TemplateError(CryptoError):
    """A template names a part that the content does not have in that form."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment of a statement and the part it came from (`None`: the template's own words)."""

    segment: Segment
    source: str | None


def compose(template: Template, content: Mapping[str, Json]) -> tuple[Piece, ...]:
    """Compose the statement: a capital at its start, a full stop at its end.

    Raises:
        TemplateError: the content lacks what the template needs.
    """
    pieces = _join(_Composer(content).parts(template, None, None))
    return _as_sentence(pieces)


def segments(pieces: Sequence[Piece]) -> list[Json]:
    """The statement as it is signed."""
    return [cast(Json, piece.segment) for piece in pieces]


def plain(statement: Sequence[Segment]) -> str:
    """The statement as a reader sees it."""
    return "".join(part if isinstance(part, str) else str(part["as"]) for part in statement)


class _Composer:
    def __init__(self, content: Mapping[str, Json]):
        self._content = content

    def parts(self, template: Template, here: Json, source: str | None) -> Iterator[Piece]:
        for part in template:
            if isinstance(part, str):
                yield Piece(part, None)
            elif isinstance(part, dict):
                yield from self._part(part, here, source)
            else:
                raise TemplateError("template: a part that is neither words nor an object")

    def _part(self, part: dict[str, Json], here: Json, source: str | None) -> Iterator[Piece]:
        if "get" in part:
            yield from self._get(part, here, source)
        elif "each" in part:
            yield from self._each(part, here, source)
        elif "one" in part:
            yield from self._one(part, here, source)
        elif "stop" in part:
            yield Piece(_STOP + str(part["stop"]), None)
        elif "if" in part:
            holds = all(self._present(path, here) for path in _texts(part["if"]))
            yield from self.parts(_list(part["parts" if holds else "else"]), here, source)
        else:
            raise TemplateError("template: a part of no known kind")

    def _get(self, part: dict[str, Json], here: Json, source: str | None) -> Iterator[Piece]:
        path = str(part["get"])
        value = self._value(path, here)
        origin = _origin(path, source)
        if "words" in part:
            yield Piece(_words(part["words"], value, path), origin)
        elif "time" in part:
            yield Piece(_TIMES[str(part["time"])](value), origin)
        elif isinstance(value, list):
            yield from (Piece(_segment(item, path), origin) for item in value)
        else:
            yield Piece(_segment(value, path), origin)

    def _each(self, part: dict[str, Json], here: Json, source: str | None) -> Iterator[Piece]:
        path = str(part["each"])
        items = self._value(path, here)
        if not isinstance(items, list):
            raise TemplateError(f"{path}: not a list")
        for index, item in enumerate(items):
            if index:
                yield Piece(str(part["last" if index == len(items) - 1 else "join"]), None)
            yield from self.parts(_list(part["parts"]), item, _origin(path, source))

    def _one(self, part: dict[str, Json], here: Json, source: str | None) -> Iterator[Piece]:
        path = str(part["one"])
        value = self._value(path, here)
        cases = part["cases"]
        tag = value.get(str(part["tag"])) if isinstance(value, dict) else None
        if not isinstance(cases, dict) or not isinstance(tag, str) or tag not in cases:
            raise TemplateError(f"{path}: a case that the template does not have")
        yield from self.parts(_list(cases[tag]), value, _origin(path, source))

    def _present(self, path: str, here: Json) -> bool:
        try:
            value = self._value(path, here)
        except TemplateError:
            return False
        return value not in (None, "", [], False)

    def _value(self, path: str, here: Json) -> Json:
        names = path.split(".")
        if names[0]:
            value = self._top(names[0])
        else:
            value = here
        for name in names[1:]:
            if name:
                value = _member(value, name, path)
        return value

    def _top(self, name: str) -> Json:
        if name not in self._content:
            raise TemplateError(f"{name}: missing")
        value = self._content[name]
        return value if name in ENTRY_PARTS else _member(value, "v", name)


def _join(pieces: Iterator[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        words = piece.segment
        if isinstance(words, str) and words.startswith(_STOP):
            stopped = bool(joined) and _is_stopped(joined)
            words = words.replace(_STOP, "" if stopped else ".")
        if words == "":
            continue
        last = joined[-1] if joined else None
        if last and last.source == piece.source is None:
            joined[-1] = Piece(f"{last.segment}{words}", None)
        else:
            joined.append(Piece(words, piece.source))
    return joined


def _as_sentence(pieces: list[Piece]) -> tuple[Piece, ...]:
    if not pieces:
        raise TemplateError("template: gives no words")
    first = pieces[0]
    if isinstance(first.segment, str):
        pieces[0] = Piece(first.segment[0].upper() + first.segment[1:], first.source)
    if not _is_stopped(pieces):
        pieces.append(Piece(".", None))
    return tuple(_join(iter(pieces)))


def _is_stopped(pieces: Sequence[Piece]) -> bool:
    ending = plain([piece.segment for piece in pieces[-3:]])
    return ending.rstrip('”’") ').endswith((".", "?", "!", "…"))


def _words(words: Json, value: Json, path: str) -> str:
    key = ("yes" if value else "no") if isinstance(value, bool) else value
    if not isinstance(words, dict) or not isinstance(key, str) or key not in words:
        raise TemplateError(f"{path}: a value that the template has no words for")
    return str(words[key])


def _segment(value: Json, path: str) -> Segment:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and isinstance(value.get("as"), str):
        return value
    raise TemplateError(f"{path}: not words, a number or a person")


def _member(value: Json, name: str, path: str) -> Json:
    if not isinstance(value, dict) or name not in value:
        raise TemplateError(f"{path}: missing")
    return value[name]


def _origin(path: str, source: str | None) -> str | None:
    return source if path.startswith(".") else path.split(".", maxsplit=1)[0]


def _texts(value: Json) -> list[str]:
    return [str(item) for item in _list(value)]


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TemplateError("template: not an array where one belongs")
    return value


_STOP: Final = "\N{END OF TRANSMISSION}"
_TIMES: Final = {"instant": instant_words, "date": date_words, "when": when_words}
