"""What a statement is made of while it is written: segments, each with the part it came from."""

from typing import Final, NamedTuple, cast

from crypto.canonical import Json
from crypto.errors import CryptoError

MAX_STEPS: Final = 2**16
"""Most steps for one statement: sixteen for each part that an entry may have."""
MAX_WORDS: Final = 2**20
"""Most characters of a statement: an entry has no room for more."""

Segment = str | dict[str, Json]
"""Text, or a person as written: `{"p": local id, "as": words}`."""


class TemplateError(CryptoError):
    """A template is malformed, or names a part that the content does not have in that form."""


class Piece(NamedTuple):
    """One segment of a statement and the part it came from, as a path (`contributions.0.text`).

    Words that a part's value chose (a case, a branch, the commas of a list) came from that part: to
    withhold it is to withhold them. `None`: words that the template has whatever the parts say.
    """

    segment: Segment
    source: str | None


class Pieces:
    """A statement that is being written about one content."""

    __slots__ = ("_length", "_pieces", "_steps", "content")

    def __init__(self, content: dict[str, Json]) -> None:
        self.content = content
        self._pieces: list[Piece] = []
        self._steps = self._length = 0

    def step(self) -> None:
        """Take one step of a template.

        Raises:
            TemplateError: one too many. Templates come with a bundle, and one with lists within
                lists could keep whoever checks it busy for years.
        """
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TemplateError(f"template: takes more than {MAX_STEPS} steps")

    def sentence(self) -> tuple[Piece, ...]:
        """All of it: with a capital at its start and a full stop at its end.

        Raises:
            TemplateError: there are no words.
        """
        if not self._pieces:
            raise TemplateError("template: gives no words")
        first, source = self._pieces[0]
        if isinstance(first, str):
            self._pieces[0] = Piece(first[:1].upper() + first[1:], source)
        self.stop("", None)
        return tuple(self._pieces)

    def add(self, segment: Segment, source: str | None) -> None:
        """Go on with a segment; words of the template join those before them."""
        if not segment:
            return
        self._lengthen(words_of(segment))
        if source is None and isinstance(segment, str) and self._pieces:
            last = self._pieces[-1]
            if last.source is None:
                self._pieces[-1] = Piece(f"{last.segment}{segment}", None)
                return
        self._pieces.append(Piece(segment, source))

    def add_even_empty(self, words: str, source: str | None) -> None:
        """Go on with words that stand there even if there are none."""
        self._lengthen(words)
        self._pieces.append(Piece(words, source))

    def stop(self, words: str, source: str | None) -> None:
        """End the sentence, unless it has ended, and go on with `words`."""
        self.add(words if self._is_stopped() else f".{words}", source)

    def _is_stopped(self) -> bool:
        """Whether the words end a sentence, behind what quotation marks and brackets close it."""
        for piece in reversed(self._pieces):
            self.step()
            ending = words_of(piece.segment).rstrip('”’") ')
            if ending:
                return ending.endswith((".", "?", "!", "…"))
        return False

    def _lengthen(self, words: str) -> None:
        self._length += len(words)
        if self._length > MAX_WORDS:
            raise TemplateError("template: gives more words than an entry has room for")


def words_of(segment: Segment) -> str:
    """A segment as a reader sees it."""
    return segment if isinstance(segment, str) else cast(str, segment["as"])
