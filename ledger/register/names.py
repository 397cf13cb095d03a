"""Finding people by name without keeping names: a blind index over the words of a name.

A name is cut into words, each is folded (case, accents) and replaced by its HMAC under a key that
is derived from the master key. Who reads the table without that key learns which records share a
word of a name, and how often, but cannot try names out on it. Only whole words are found.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from ledger.register.keys import derive

TOKEN_BYTES: Final = 16
"""HMAC-SHA-256 cut to half its length, the shortest that RFC 2104 (section 5) allows."""
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = re.compile("(?<=\\w)['’`\u00b4\u02bc](?=\\w)")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
"""Letters that Unicode does not take apart, as they are written where they cannot be typed."""


class BlindIndex:
    """Turns words of names into tokens, by the keystore's master key and the ledger's id."""

    def __init__(self, master_key: bytes, ledger: str) -> None:
        self._key = derive(master_key, "name-index", ledger)

    def tokens(self, names: Iterable[str]) -> frozenset[bytes]:
        """One token for each word that these names hold."""
        return frozenset(map(self._token, {word for name in names for word in words(name)}))

    def somebody(self, name: str, agency: str) -> str:
        """A token for somebody whom the record names without an id in the directory."""
        return self._whom("somebody", name, agency)

    def agency(self, agency: str) -> str:
        """A token for an agency as the record names it, which may be a person's practice."""
        return self._whom("agency", agency)

    def _whom(self, *parts: str) -> str:
        # No word begins with a bracket, so no token of a word is one of these.
        return self._token(str([" ".join(words(part)) for part in parts])).hex()

    def _token(self, word: str) -> bytes:
        return hmac.digest(self._key, word.encode(), "sha256")[:TOKEN_BYTES]


def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: `Zoë O’Neill-Łaska` is `zoe`, `oneill`, `laska`."""
    joined = _APOSTROPHES.sub("", name)
    folded = unicodedata.normalize("NFKD", joined.casefold()).translate(_LETTERS)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_WORD.findall(bare.casefold())))
