"""From what is decided of an entry to the disclosures that are given, and the gaps that are left.

A part that is withheld goes with everything within it. Only digests that the recipient can see are
listed as gaps: how much lies within a withheld part is not told.
"""

from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

import orjson

from crypto.canonical import Json, digest
from crypto.listed import Gap
from domain.disclosure import Outcome
from ledger.bundling.gathering import Signed
from ledger.sentences import sentence_of

__all__ = ["WITHHELD", "Given", "Position", "give", "sources_of"]

Sources = Callable[[], Sequence[str | None]]

WITHHELD: Final = "withheld"
"""The member of the object that stands, in what is shown, where an element is withheld: no element
that is signed has it, since a person as written has others."""


@dataclass(frozen=True, slots=True)
class Given:
    """What of an entry is given: its bytes, its gaps, and what the recipient reads in it."""

    signed: Signed
    data: bytes
    gaps: tuple[Gap, ...]
    content: Mapping[str, Json]
    """The parts given; a withheld element of a list is `{"withheld": reason}`."""
    outcome: Outcome
    sources: Sources
    """For each segment of the statement the part that it came from."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position of the enquiry's stream: what of its entry is given, or why nothing is."""

    seq: int
    given: Given | None
    withheld: str | None = None


def sources_of(signed: Signed, content: Mapping[str, Json]) -> Sources:
    """For each segment of the statement the part that it came from, once somebody asks."""

    @cache
    def sources() -> Sequence[str | None]:
        return [piece.source for piece in sentence_of(type(signed.entry.event)).compose(content)]

    return sources


def give(
    signed: Signed,
    outcome: Outcome,
    content: Mapping[str, Json],
    sources: Sources,
) -> Given:
    """Leave out what is withheld; `content` is all that was signed."""
    if not outcome.parts:
        return Given(signed, signed.whole, (), content, outcome, sources)
    parting = _Parting(signed, outcome.parts)
    data = b"~".join((signed.envelope.jws.data, *parting.given, b""))
    claims = signed.envelope.claims
    gaps = tuple(Gap(claims.sub, claims.seq, *gap) for gap in sorted(parting.gaps))
    return Given(signed, data, gaps, parting.shown, outcome, sources)


class _Parting:
    """Walks the signed disclosures beside what is withheld of them.

    They were read strictly when the entry was; here each is only taken apart.
    """

    def __init__(self, signed: Signed, withheld: Mapping[str, str]) -> None:
        self._withheld = withheld
        texts = signed.words.split(b"~")[:-1]
        self._texts = {digest(text): text for text in texts}
        self._taken: set[str] = set()
        self.gaps: list[tuple[str, str]] = []
        """The digests of what is withheld and is not within something else that is."""
        self.shown: dict[str, Json] = {}
        """What the recipient reads."""
        for key in signed.envelope.sd:
            _, name, value = self._open(key)
            self._part(key, str(name), value)
        self.given = [text for key, text in self._texts.items() if key in self._taken]

    def _open(self, key: str) -> list[Json]:
        return cast(list[Json], orjson.loads(urlsafe_b64decode(self._texts[key] + b"==")))

    def _part(self, key: str, name: str, value: Json) -> None:
        reason = self._withheld.get(name)
        if reason:
            self.gaps.append((key, reason))
            return
        self._taken.add(key)
        self.shown[name] = self._value(value, name)

    def _value(self, value: Json, path: str) -> Json:
        if isinstance(value, list):
            return [self._element(item, f"{path}.{n}") for n, item in enumerate(value)]
        if isinstance(value, dict):
            return {name: self._value(item, f"{path}.{name}") for name, item in value.items()}
        return value

    def _element(self, item: Json, path: str) -> Json:
        key = str(cast(dict[str, Json], item)["..."])
        reason = self._withheld.get(path)
        if reason:
            self.gaps.append((key, reason))
            return {WITHHELD: reason}
        self._taken.add(key)
        return self._value(self._open(key)[-1], path)
