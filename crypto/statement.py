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

from collections.abc import Mapping, Sequence
from typing import cast

from crypto.canonical import Json
from crypto.pieces import Piece, Pieces, Segment, TemplateError, words_of
from crypto.template import ENTRY_PARTS, Here, Template, read_template, say

__all__ = [
    "ENTRY_PARTS",
    "Piece",
    "Segment",
    "Sentence",
    "Template",
    "TemplateError",
    "compose",
    "plain",
    "segments",
]


class Sentence:
    """A template, read once: `compose` gives the statement of each content.

    Raises:
        TemplateError: a part is of no known form.
    """

    def __init__(self, template: Template) -> None:
        try:
            self._steps = read_template(template)
        except RecursionError as error:
            raise TemplateError("template: too deep") from error

    def compose(self, content: Mapping[str, Json]) -> tuple[Piece, ...]:
        """Compose the statement: a capital at its start, a full stop at its end.

        Raises:
            TemplateError: the content lacks what the template needs, or there are no words.
        """
        pieces = Pieces(dict(content))
        say(self._steps, pieces, Here())
        return pieces.sentence()


def compose(template: Template, content: Mapping[str, Json]) -> tuple[Piece, ...]:
    """The statement of one content: see `Sentence`.

    Raises:
        TemplateError: the template is malformed, or misses something in the content.
    """
    return Sentence(template).compose(content)


def segments(pieces: Sequence[Piece]) -> list[Json]:
    """The statement as it is signed."""
    return [cast(Json, piece.segment) for piece in pieces]


def plain(statement: Sequence[Segment]) -> str:
    """The statement as a reader sees it."""
    return "".join(map(words_of, statement))
