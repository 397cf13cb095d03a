"""The plain-English statement of an entry, composed from the parts that are signed beside it.

The template of an event type is data (docs/FORMAT.md, chapter 2), so the author's device, a browser
and the ledger compose the same words from the same disclosures: a ledger that showed one sentence
and had another signed would be refused by its own check. Each piece remembers the part it came
from, so that withholding the part withholds its words.

A template is an array of parts. A part is a literal string or exactly one of these objects:

| part | gives |
|---|---|
| `{"get": path}` | the value: a person, a text, or a string or number as it stands |
| `{"get": path, "words": {value: words}}` | the words for a value of a closed list |
| `{"get": path, "time": form}` | a time as GOV.UK writes it; form: `instant`, `date` or `when` |
| `{"each": path, "parts": [], "join": ", ", "last": " and "}` | the parts for each element |
| `{"one": path, "tag": key, "cases": {tag: []}}` | the parts of the case that a tagged value has |
| `{"if": [path], "parts": [], "else": []}` | the parts where every path has a value, or others |
| `{"stop": " "}` | a full stop, unless one stands there already, and these words |

A path is a string of names with dots. The first name is a part of the content (of a field its value
is meant, not the wrapping); inside `each` and `one` a path that begins with a dot starts at the
element, and `.` is the element itself.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple, cast

from crypto.canonical import Json
from crypto.english import TimeRefused, date_words, instant_words, when_words
from crypto.errors import CryptoError

Template = Sequence[Json]
Segment = str | dict[str, Json]
"""Text, or a person as written: `{"p": local id, "as": words}`."""

ENTRY_PARTS: Final = frozenset(
    {"type", "capacity", "occurred", "known", "actor", "source", "act", "mark", "because"}
    | {"statement"}
)
"""Parts that every entry has; all others are fields of the event, wrapped as `{"v": value, …}`."""


class TemplateError(CryptoError):
    """A template is malformed, or names a part that the content does not have in that form."""


class Piece(NamedTuple):
    """One segment of a statement and the part it came from, as a path (`contributions.0.text`).

    Words that a part's value chose (a case, a branch, the commas of a list) came from that part: to
    withhold it is to withhold them. `None`: words that the template has whatever the parts say.
    """

    segment: Segment
    source: str | None


def compose(template: Template, content: Mapping[str, Json]) -> tuple[Piece, ...]:
    """Compose the statement: a capital at its start, a full stop at its end.

    Raises:
        TemplateError: the content lacks what the template needs, or there are no words.
    """
    composer = _Composer(content)
    try:
        composer.parts(template, None, None)
    except RecursionError as error:
        raise TemplateError("template: too deep") from error
    return composer.sentence()


def segments(pieces: Sequence[Piece]) -> list[Json]:
    """The statement as it is signed."""
    return [cast(Json, piece.segment) for piece in pieces]


def plain(statement: Sequence[Segment]) -> str:
    """The statement as a reader sees it."""
    return "".join(_words_of(segment) for segment in statement)


class _Missing(Enum):
    MISSING = 0


_Form = Callable[["_Composer", dict[str, Json], Json, str | None], None]


class _Composer:
    """Writes one statement. `here` is the element that `each` or `one` is at, `source` its part."""

    def __init__(self, content: Mapping[str, Json]) -> None:
        self._content = dict(content)
        self._pieces: list[Piece] = []

    def sentence(self) -> tuple[Piece, ...]:
        if not self._pieces:
            raise TemplateError("template: gives no words")
        first, source = self._pieces[0]
        if isinstance(first, str):
            self._pieces[0] = Piece(first[:1].upper() + first[1:], source)
        self._stop("")
        return tuple(self._pieces)

    def parts(self, template: Template, here: Json, source: str | None) -> None:
        for part in template:
            if isinstance(part, str):
                self._add(part, source)
                continue
            form = _FORMS.get(frozenset(part)) if isinstance(part, dict) else None
            if form is None or not isinstance(part, dict):
                raise TemplateError("template: a part of no known form")
            form(self, part, here, source)

    def get(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        path = _text(part["get"])
        value = self._value(path, here)
        for item in value if isinstance(value, list) else (value,):
            self._add(_segment(item, path), _source(path, source))

    def get_words(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        path, words = _text(part["get"]), part["words"]
        value = self._value(path, here)
        key = ("yes" if value else "no") if isinstance(value, bool) else value
        if not isinstance(words, dict) or not isinstance(key, str) or key not in words:
            raise TemplateError(f"{path}: a value that the template has no words for")
        # An empty segment where a value has no words: its absence would tell what is withheld.
        self._pieces.append(Piece(_text(words[key]), _source(path, source)))

    def get_time(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        path = _text(part["get"])
        form = _TIMES.get(_text(part["time"]))
        if form is None:
            raise TemplateError(f"{path}: no known form of time")
        try:
            words = form(self._value(path, here))
        except TimeRefused as error:
            raise TemplateError(f"{path}: {error}") from error
        self._add(words, _source(path, source))

    def each(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        path = _text(part["each"])
        items = self._value(path, here)
        if not isinstance(items, list):
            raise TemplateError(f"{path}: not a list")
        origin = _source(path, source)
        for index, item in enumerate(items):
            if index:
                self._add(_text(part["last" if index == len(items) - 1 else "join"]), origin)
            self.parts(_list(part["parts"]), item, f"{origin}.{index}")

    def one(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        path, cases = _text(part["one"]), part["cases"]
        value = self._value(path, here)
        tag = value.get(_text(part["tag"])) if isinstance(value, dict) else None
        if not isinstance(cases, dict) or not isinstance(tag, str) or tag not in cases:
            raise TemplateError(f"{path}: a case that the template does not have")
        self.parts(_list(cases[tag]), value, _source(path, source))

    def choose(self, part: dict[str, Json], here: Json, source: str | None) -> None:
        paths = [_text(path) for path in _list(part["if"])]
        found = (self._find(path, here) for path in paths)
        chosen = part["parts" if all(map(_is_something, found)) else "else"]
        self.parts(_list(chosen), here, _source(paths[0], source) if paths else source)

    def stop(self, part: dict[str, Json], _here: Json, source: str | None) -> None:
        self._stop(_text(part["stop"]), source)

    def _stop(self, words: str, source: str | None = None) -> None:
        self._add(words if _is_stopped(self._pieces) else f".{words}", source)

    def _add(self, segment: Segment, source: str | None) -> None:
        if not segment:
            return
        if source is None and isinstance(segment, str) and self._pieces:
            last = self._pieces[-1]
            if last.source is None:
                self._pieces[-1] = Piece(f"{last.segment}{segment}", None)
                return
        self._pieces.append(Piece(segment, source))

    def _value(self, path: str, here: Json) -> Json:
        value = self._find(path, here)
        if value is _Missing.MISSING:
            raise TemplateError(f"{path}: missing")
        return value

    def _find(self, path: str, here: Json) -> Json | _Missing:
        names = _names(path)
        value: Json | _Missing = here if path.startswith(".") else self._content
        for name in names:
            if not isinstance(value, dict):
                return _Missing.MISSING
            value = value.get(name, _Missing.MISSING)
        return value


@lru_cache(maxsize=4096)
def _names(path: str) -> tuple[str, ...]:
    """The members to follow, from the content or, where the path begins with a dot, the element."""
    if path == ".":
        return ()
    names = tuple(path.removeprefix(".").split("."))
    if not all(names):
        raise TemplateError("template: a path with an empty name")
    wrapped = not path.startswith(".") and names[0] not in ENTRY_PARTS
    return (names[0], "v", *names[1:]) if wrapped else names


def _source(path: str, source: str | None) -> str | None:
    """The part that a path leads to, with the element and the list where it lies within one."""
    if not path.startswith("."):
        return path
    return source if path == "." else f"{source}{path}"


def _is_something(value: Json | _Missing) -> bool:
    """Whether there is anything to say; 0 is a number worth saying."""
    if isinstance(value, str | list):
        return bool(value)
    return value is not None and value is not False and value is not _Missing.MISSING


def _is_stopped(pieces: Sequence[Piece]) -> bool:
    """Whether the words end a sentence, behind whatever quotation marks and brackets close it."""
    for piece in reversed(pieces):
        ending = _words_of(piece.segment).rstrip('”’") ')
        if ending:
            return ending.endswith((".", "?", "!", "…"))
    return False


def _words_of(segment: Segment) -> str:
    return segment if isinstance(segment, str) else _text(segment["as"])


def _segment(value: Json, path: str) -> Segment:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and value.keys() == _PERSON and isinstance(value["as"], str):
        return value
    raise TemplateError(f"{path}: not words, a number or a person")


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TemplateError("template: no string where one belongs")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TemplateError("template: no array where one belongs")
    return value


_PERSON: Final = frozenset({"p", "as"})
_TIMES: Final = {"instant": instant_words, "date": date_words, "when": when_words}
_FORMS: Final[Mapping[frozenset[str], _Form]] = {
    frozenset({"get"}): _Composer.get,
    frozenset({"get", "words"}): _Composer.get_words,
    frozenset({"get", "time"}): _Composer.get_time,
    frozenset({"each", "parts", "join", "last"}): _Composer.each,
    frozenset({"one", "tag", "cases"}): _Composer.one,
    frozenset({"if", "parts", "else"}): _Composer.choose,
    frozenset({"stop"}): _Composer.stop,
}
