"""From what is decided of an entry to the disclosures that are given, and the gaps that are left.

A part that is withheld goes with everything within it. Only digests that the recipient can see are
listed as gaps: how much lies within a withheld part is not told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from crypto.canonical import Json, decode_all, digest, unb64
from crypto.disclosures import reveal_some
from crypto.listed import Gap
from domain.disclosure import Outcome
from ledger.bundling.gathering import Signed

__all__ = ["WITHHELD", "Given", "Position", "give"]

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
    reasons = dict(parting.gaps)
    claims = signed.envelope.claims
    gaps = tuple(
        Gap(claims.sub, claims.seq, key, reason) for key, reason in sorted(reasons.items())
    )
    shown = reveal_some(
        signed.envelope.sd,
        [text.decode("ascii") for text in parting.given],
        lambda key: {WITHHELD: reasons[key]},
    )
    return Given(signed, data, gaps, shown, outcome, sources)


class _Parting:
    """Walks the signed disclosures beside what is withheld of them."""

    def __init__(self, signed: Signed, withheld: Mapping[str, str]) -> None:
        self._withheld = withheld
        texts = signed.words.split(b"~")[:-1]
        self._texts = {digest(text): text for text in texts}
        self._values = _values(self._texts)
        self.gaps: list[tuple[str, str]] = []
        self._given: set[str] = set()
        for key in signed.envelope.sd:
            self._part(key, str(self._values[key][1]))
        self.given = [text for key, text in self._texts.items() if key in self._given]

    def _part(self, key: str, path: str) -> None:
        reason = self._withheld.get(path)
        if reason:
            self.gaps.append((key, reason))
            return
        self._given.add(key)
        for inner, name in _elements(self._values[key][-1], path):
            self._part(inner, name)


def _values(texts: Mapping[str, bytes]) -> Mapping[str, list[Json]]:
    values = decode_all([unb64(text.decode("ascii")) for text in texts.values()])
    return {key: cast(list[Json], value) for key, value in zip(texts, values, strict=True)}


def _elements(value: Json, path: str) -> Iterator[tuple[str, str]]:
    """The digests of the elements within a value, each with the path of what it stands for."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield str(cast(dict[str, Json], item)["..."]), f"{path}.{index}"
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _elements(item, f"{path}.{name}")
