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
    """The entry from which it is withheld; 0 where the policy itself names it."""


def normal(text: str) -> str:
    """Words alone: lower case, no accents, one space between words and at both ends."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
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


_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_WORD: Final = re.compile(r"\w+")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")
"""A postcode of the United Kingdom, by its form."""
_STREET: Final = re.compile(
    r"\b(?:[Ff]lat )?[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Court|Crescent|Gardens|Way|Place|Terrace|"
    r"Grove|Hill|House|Mews|Park|Row|Square|View|Walk)\b"
)
