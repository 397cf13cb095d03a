"""Reading a template once: each of its parts becomes a step that writes its words."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Final, NamedTuple

from crypto.canonical import Json
from crypto.english import TimeRefused, date_words, instant_words, when_words
from crypto.pieces import Pieces, Segment, TemplateError

Template = Sequence[Json]

MAX_PATH: Final = 100
"""Most characters of a path: a bound of ours; the longest in use has a third of them."""
ENTRY_PARTS: Final = frozenset(
    {"type", "capacity", "occurred", "known", "actor", "source", "act", "mark", "because"}
    | {"statement"}
)
"""Parts that every entry has; all others are fields of the event, wrapped as `{"v": value, …}`."""


class _Missing(Enum):
    MISSING = 0


_MISSING: Final = _Missing.MISSING
"""Looked up once: as an attribute of its class it costs as much as the path that ends in it."""


class Here(NamedTuple):
    """Where a template is: at first at no element, and with words that no part has chosen."""

    value: Json = None
    """The element that the innermost `each` or `one` is at."""
    part: str | None = None
    """The part that this element is."""
    chosen_by: str | None = None
    """The part to which the template's own words belong here."""

    @classmethod
    def at(cls, value: Json, part: str | None) -> "Here":
        """At an element, which chooses the words about it."""
        return cls(value, part, part)

    def chosen(self, part: str | None) -> "Here":
        """At the same element, in words that another part has chosen."""
        return Here(self.value, self.part, part)


Step = Callable[[Pieces, Here], None]
Steps = Sequence[Step]


def read_template(template: Template) -> Steps:
    """The steps that write a statement.

    Raises:
        TemplateError: a part is of no known form.
    """
    return [_step(part) for part in template]


def say(steps: Steps, pieces: Pieces, here: Here) -> None:
    """Take steps."""
    for step in steps:
        pieces.step()
        step(pieces, here)


def _step(part: Json) -> Step:
    if isinstance(part, str):
        return lambda pieces, here: pieces.add(part, here.chosen_by)
    form = _FORMS.get(frozenset(part)) if isinstance(part, dict) else None
    if form is None or not isinstance(part, dict):
        raise TemplateError("template: a part of no known form")
    return form(part)


class _Path:
    """Where in the content, or in the element at hand, a part finds its value."""

    __slots__ = ("_from_here", "_names", "_text")

    def __init__(self, value: Json) -> None:
        self._text = _text(value)
        if len(self._text) > MAX_PATH:
            raise TemplateError(f"template: a path of more than {MAX_PATH} characters")
        self._from_here = self._text.startswith(".")
        self._names = _names(self._text)

    def value(self, pieces: Pieces, here: Here) -> Json:
        """What stands there.

        Raises:
            TemplateError: nothing does.
        """
        value = self.find(pieces, here)
        if value is _MISSING:
            raise TemplateError(f"{self._text}: missing")
        return value

    def find(self, pieces: Pieces, here: Here) -> Json | _Missing:
        """What stands there, if anything does."""
        pieces.step()
        value: Json | _Missing = here.value if self._from_here else pieces.content
        for name in self._names:
            if not isinstance(value, dict):
                return _MISSING
            value = value.get(name, _MISSING)
        return value

    def source(self, here: Here) -> str | None:
        """The part that this leads to, with the element and the list where it lies within one."""
        if not self._from_here:
            return self._text
        return here.part if self._text == "." else f"{here.part}{self._text}"

    def __str__(self) -> str:
        return self._text


def _get(part: dict[str, Json]) -> Step:
    path = _Path(part["get"])

    def step(pieces: Pieces, here: Here) -> None:
        value, origin = path.value(pieces, here), path.source(here)
        for item in value if isinstance(value, list) else (value,):
            pieces.step()
            pieces.add(_segment(item, path), origin)

    return step


def _get_words(part: dict[str, Json]) -> Step:
    path, words = _Path(part["get"]), part["words"]

    def step(pieces: Pieces, here: Here) -> None:
        value = path.value(pieces, here)
        key = ("yes" if value else "no") if isinstance(value, bool) else value
        if not isinstance(words, dict) or not isinstance(key, str) or key not in words:
            raise TemplateError(f"{path}: a value that the template has no words for")
        # An empty segment where a value has no words: its absence would tell what is withheld.
        pieces.add_even_empty(_text(words[key]), path.source(here))

    return step


def _get_time(part: dict[str, Json]) -> Step:
    path, form = _Path(part["get"]), _TIMES.get(_text(part["time"]))
    if form is None:
        raise TemplateError(f"{path}: no known form of time")

    def step(pieces: Pieces, here: Here) -> None:
        try:
            words = form(path.value(pieces, here))
        except TimeRefused as error:
            raise TemplateError(f"{path}: {error}") from error
        pieces.add(words, path.source(here))

    return step


def _each(part: dict[str, Json]) -> Step:
    path, steps = _Path(part["each"]), read_template(_list(part["parts"]))
    join, last = _text(part["join"]), _text(part["last"])

    def step(pieces: Pieces, here: Here) -> None:
        items = path.value(pieces, here)
        if not isinstance(items, list):
            raise TemplateError(f"{path}: not a list")
        origin = path.source(here)
        for index, item in enumerate(items):
            if index:
                pieces.add(last if index == len(items) - 1 else join, origin)
            say(steps, pieces, Here.at(item, f"{origin}.{index}"))

    return step


def _one(part: dict[str, Json]) -> Step:
    path, key, cases = _Path(part["one"]), _text(part["tag"]), part["cases"]
    if not isinstance(cases, dict):
        raise TemplateError(f"{path}: no cases")
    known = {tag: read_template(_list(case)) for tag, case in cases.items()}

    def step(pieces: Pieces, here: Here) -> None:
        value = path.value(pieces, here)
        tag = value.get(key) if isinstance(value, dict) else None
        if not isinstance(tag, str) or tag not in known:
            raise TemplateError(f"{path}: a case that the template does not have")
        say(known[tag], pieces, Here.at(value, path.source(here)))

    return step


def _choose(part: dict[str, Json]) -> Step:
    paths = [_Path(path) for path in _list(part["if"])]
    then, otherwise = read_template(_list(part["parts"])), read_template(_list(part["else"]))

    def step(pieces: Pieces, here: Here) -> None:
        said = all(_is_something(path.find(pieces, here)) for path in paths)
        chosen = here.chosen(paths[0].source(here)) if paths else here
        say(then if said else otherwise, pieces, chosen)

    return step


def _stop(part: dict[str, Json]) -> Step:
    words = _text(part["stop"])
    return lambda pieces, here: pieces.stop(words, here.chosen_by)


def _names(path: str) -> tuple[str, ...]:
    """The members to follow, from the content or, where the path begins with a dot, the element."""
    if path == ".":
        return ()
    names = tuple(path.removeprefix(".").split("."))
    if not all(names):
        raise TemplateError("template: a path with an empty name")
    wrapped = not path.startswith(".") and names[0] not in ENTRY_PARTS
    return (names[0], "v", *names[1:]) if wrapped else names


def _is_something(value: Json | _Missing) -> bool:
    """Whether there is anything to say; 0 is a number worth saying."""
    if isinstance(value, str | list):
        return bool(value)
    return value is not None and value is not False and value is not _MISSING


def _segment(value: Json, path: _Path) -> Segment:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict) and value.keys() == _PERSON and all(map(_is_text, value.values())):
        return value
    raise TemplateError(f"{path}: not words, a number or a person")


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


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
_FORMS: Final[Mapping[frozenset[str], Callable[[dict[str, Json]], Step]]] = {
    frozenset({"get"}): _get,
    frozenset({"get", "words"}): _get_words,
    frozenset({"get", "time"}): _get_time,
    frozenset({"each", "parts", "join", "last"}): _each,
    frozenset({"one", "tag", "cases"}): _one,
    frozenset({"if", "parts", "else"}): _choose,
    frozenset({"stop"}): _stop,
}
