"""Looking for withheld words in text: whatever the case, accents, punctuation and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Found", "Search", "Term", "address_lines", "normal"]


@dataclass(frozen=True, slots=True)
class Term:
    """Words to look for: what they are, normal, and the entry from which they are withheld."""

    kind: str
    words: str = field(repr=False)
    withheld_in: int


@dataclass(frozen=True, slots=True)
class Found:
    """A term stands in a text. It says where and of what kind, and never the words."""

    place: str
    """`entry 12, words`; `document of entry 9`."""
    kind: str
    withheld_in: int
    """The entry from which it is withheld; 0 where the policy itself names it, or it is withheld
    from the directory.
    """


def normal(text: str) -> str:
    """Words alone: lower case, no accents, one space between words and at both ends.

    Characters that nobody sees, such as a soft hyphen, would split a word and hide it.
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS)
        folded = _UNSEEN.sub("", folded)
    return f" {' '.join(_WORD.findall(folded))} "


class Search:
    """Terms, ready to be looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        words = sorted({re.escape(term.words.strip()) for term in self._terms})
        self._any = re.compile("|".join(words))

    def __bool__(self) -> bool:
        return bool(self._terms)

    def stands_in(self, text: str) -> bool:
        """Whether any of them may stand in a text: quick, and never wrongly no."""
        return bool(self._terms) and self._any.search(normal(text)) is not None

    def find(self, texts: Iterable[tuple[str, str]]) -> Iterator[Found]:
        """Where they stand in texts, given as place and text; each once for a place and a kind.

        Words are whole words: `Ann` is not found in `Joanna`.
        """
        seen: set[Found] = set()
        for place, text in texts if self._terms else ():
            words = normal(text)
            if not self._any.search(words):
                continue
            for term in self._terms:
                found = Found(place, term.kind, term.withheld_in)
                if found not in seen and term.words in words:
                    seen.add(found)
                    yield found


def address_lines(text: str) -> Iterator[str]:
    """Postcodes, and lines such as `14 Larch Road`, as far as they can be told from other words."""
    for pattern in (_POSTCODE, _STREET):
        for match in pattern.finditer(text):
            yield match.group()


_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\ufe20-\ufe2f]"
)
"""Format characters, accents, and the points of Hebrew and Arabic, which most people leave out."""
_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
    }
)
"""Letters that Unicode does not take apart, as keyboards without them write them."""
_WORD: Final = re.compile(r"[^\W_]+")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
"""A postcode of the United Kingdom, by its form."""
_STREET: Final = re.compile(
    r"\b(?:[Ff]lat )?[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Court|Crescent|Gardens|Way|Place|Terrace|"
    r"Grove|Hill|House|Mews|Park|Row|Square|View|Walk)\b"
)
