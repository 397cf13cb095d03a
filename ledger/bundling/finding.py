"""Searching everything that is to leave for what is withheld; what is found stops the writing.

Whoever reads the answer learns where something was found and of what kind, never the words: the
terminal of an office is no place for the name that a policy keeps back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from crypto.canonical import Json
from domain.disclosure import Deciding, Found, Outcome, Policy, Search, Term, terms_of
from domain.disclosure.searching import normal
from domain.enquiry import Enquiry
from domain.entry import Frame
from ledger.bundling.apart import words_apart
from ledger.bundling.extracting import Unsearchable, words_in
from ledger.bundling.hits import hit_of
from ledger.bundling.wanted import Decision
from ledger.bundling.withholding import WITHHELD, Given, Position
from ledger.errors import Problem

__all__ = ["Searching", "Stopped", "decided", "hidden_words"]

UNSEARCHABLE = "unsearchable"
LONGEST_PREFIX = 2
"""Letters of the longest prefix of a name: O’, D’, or an initial."""
_NAMES = frozenset({"name", "alias"})
_FRAME = frozenset(Frame.model_fields)
_STATEMENT = "statement"
_NO_WORDS = frozenset({"p", "type", "digest", "name", "kind", "mark", "id", "practitioner"})
"""Members that hold ids and codes: what they say stands in the statement too."""


class Stopped(Problem):
    """The search found something of which nobody has decided; nothing was written."""

    code = "bundle-stopped"
    status = 409
    title = "Somebody has to decide what the search found"

    def __init__(self, hits: Sequence[Found]) -> None:
        count = "one place" if len(hits) == 1 else f"{len(hits)} places"
        super().__init__(f"search: withheld words may leave in {count}; nothing was written")
        self.hits = tuple(hits)


@dataclass(frozen=True)
class Searching:
    """What is looked for."""

    terms: Search

    @classmethod
    def of(
        cls,
        policy: Policy,
        enquiry: Enquiry,
        deciding: Deciding,
        hidden: Iterable[tuple[int, str]],
        names: Iterable[str],
        personal: Iterable[str],
    ) -> "Searching":
        """Everything that this policy withholds of this enquiry; `personal` are the texts that it
        withholds of those who signed.
        """
        terms = terms_of(policy, enquiry, deciding, hidden, names, personal)
        return cls(Search(dict.fromkeys((*terms, *joined(terms)))))

    def entries(self, positions: Iterable[Position]) -> Iterator[Found]:
        """What stands in the parts given: at the narrowest part in which it stands whole."""
        for one in positions:
            if one.given and self.terms:
                yield from self._entry(f"entry {one.seq}", one.given)

    def signers(self, whose: str, positions: Iterable[Position]) -> Iterator[Found]:
        """The same in a stream by which signatures are checked."""
        for one in positions:
            if one.given and self.terms:
                yield from self._entry(f"{whose}, entry {one.seq}", one.given)

    def texts(self, texts: Iterable[tuple[str, str]]) -> Iterator[Found]:
        """What stands in other texts, given with the place of each."""
        return self.terms.find((place, _with_words_apart(text)) for place, text in texts)

    def document(self, seq: int, media_type: str, data: bytes) -> Iterator[Found]:
        """What stands in a file that leaves; or that nobody can tell."""
        place = f"entry {seq}, document"
        if not self.terms:
            return
        try:
            yield from self.terms.find([(place, words_in(media_type, data))])
        except Unsearchable:
            yield Found(place, UNSEARCHABLE, 0)

    def _entry(self, where: str, given: Given) -> Iterator[Found]:
        statement = " ".join(_segments(given.content.get(_STATEMENT)))
        texts = (*_parts_of(given.content), (_STATEMENT, statement))
        parts = [(place, _with_words_apart(text)) for place, text in texts]
        if not self.terms.stands_in("\n".join(text for _, text in parts)):
            return
        # From the narrowest on: what stands in one sentence is not told of the list, nor of all.
        told: set[tuple[str, int, str]] = set()
        for place, text in sorted(parts, key=_narrowest):
            for found in self.terms.find([(f"{where}, {place}", text)]):
                around = (found.kind, found.withheld_in, place)
                if not any(_covers(around, one) for one in told):
                    told.add(around)
                    yield found


def joined(terms: Sequence[Term]) -> Iterator[Term]:
    """`Oneill` beside `O’Neill`, and `jfinch`: what stands before an apostrophe is a word of its
    own in a name, and some write it together. Only of words that are looked for alone: others are
    somebody else's too.
    """
    alone = {term.words.strip() for term in terms}
    for term in terms:
        for one, other in pairwise(term.words.split()):
            if term.kind in _NAMES and len(one) <= LONGEST_PREFIX and other in alone:
                yield Term(term.kind, normal(f"{one}{other}"), term.withheld_in)


def _with_words_apart(text: str) -> str:
    """A text, and once more with words apart that have grown together, if any have."""
    apart = words_apart(text)
    return text if apart == text else f"{text}\n{apart}"


def _narrowest(run: tuple[str, str]) -> tuple[bool, int]:
    return run[0] == _STATEMENT, -run[0].count(".")


def _covers(wide: tuple[str, int, str], narrow: tuple[str, int, str]) -> bool:
    """Whether what was found here is what was found in a narrower place."""
    within = wide[2] == _STATEMENT or narrow[2].startswith(f"{wide[2]}.") or narrow[2] == wide[2]
    return wide[:2] == narrow[:2] and within


def decided(
    found: Iterable[Found], decisions: Iterable[Decision]
) -> tuple[list[Found], list[tuple[Found, Decision]]]:
    """What nobody has decided of, and what somebody has."""
    known = {one.hit: one for one in decisions}
    open_hits, answered = [], []
    for one in found:
        decision = known.get(hit_of(one))
        if decision is None:
            open_hits.append(one)
        else:
            answered.append((one, decision))
    return open_hits, answered


def hidden_words(content: Mapping[str, Json], outcome: Outcome) -> Iterator[str]:
    """The texts that an entry withholds."""
    for place, text in _parts_of(content):
        if outcome.whole or any(_lies_in(place, path) for path in outcome.parts):
            yield text


def _lies_in(place: str, path: str) -> bool:
    """Whether a text stands in a withheld part, which is named by its path in what is signed."""
    name, _, rest = path.partition(".")
    told = name if name in _FRAME or rest == "v" else f"{name}.{rest.removeprefix('v.')}"
    told = told.rstrip(".") if name not in _FRAME else path
    return place == told or place.startswith(f"{told}.")


def _parts_of(content: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The texts of an entry but for its statement, each with its place as policies name it."""
    for name, value in content.items():
        if name == _STATEMENT:
            continue
        told = value if name in _FRAME else cast(dict[str, Json], value).get("v")
        yield from _texts(told, name)


def _texts(value: Json, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        texts = [text for item in value for text in _texts(item, place)]
        yield from (found for n, item in enumerate(value) for found in _texts(item, f"{place}.{n}"))
        if all(isinstance(item, str) or _is_person(item) for item in value):
            yield place, "".join(text for _, text in texts)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _NO_WORDS:
                yield from _texts(item, place if name == "as" else f"{place}.{name}")


def _is_person(value: Json) -> bool:
    return isinstance(value, dict) and value.keys() == {"p", "as"}


def _segments(statement: Json) -> Iterator[str]:
    for segment in statement if isinstance(statement, list) else []:
        if isinstance(segment, str):
            yield segment
        elif isinstance(segment, dict):
            yield "\n" if WITHHELD in segment else str(segment["as"])
