"""What a bundle tells a reader: rows of a chronology, made from what its recipient is given.

Nothing here reads the record itself, only the parts that leave: what is withheld cannot slip into
a page by a mistake of the page's.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final, cast

from crypto.canonical import Json
from domain.clock import instant_words
from domain.entry import Entry
from domain.events.base import BY_TYPE
from domain.events.documents import DocumentDeposited
from domain.events.people import PersonAdded, PersonKind
from domain.events.records import ProfessionalDissent
from domain.kinds import kind_at, tells_opinions
from domain.profiles import Profile
from domain.wording import Phrases, metadata_of
from ledger.bundling.signers import Signers
from ledger.bundling.withholding import WITHHELD, Given, Position
from ledger.documents.media import KINDS
from projections.paragraphs import Shown, breaks
from projections.parts import role_title
from projections.times import sorting, when_words

__all__ = ["Line", "Piece", "gaps", "kept_of_signers", "lines", "people"]

_SAID_LATER: Final = {
    "answers": "Answered in",
    "approves": "Approved in",
    "corrects": "Replaced by a correction in",
    "countersigns": "Countersigned in",
    "returns": "Returned, not countersigned, in",
    "withdraws": "Withdrawn in",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the words of a statement, or a gap with the code of its reason."""

    text: str
    kind: str = "fact"
    """Fact, opinion or verbatim, as its author gave it."""
    reason: str = ""
    begins: bool = False
    """Whether a paragraph begins with it, of a long statement."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name in the bundle, which says nothing of what it is."""

    name: str
    kind: str
    """What it is, in words."""
    ending: str
    """How the name of a copy has to end for programs to open it."""


Dissents = tuple[tuple[tuple[Piece, ...], int], ...]
"""Statements of dissent, each with the number of its entry."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a chronology tells it; of one withheld whole, only that and why."""

    seq: int
    recorded: str = ""
    when: str = ""
    title: str = ""
    pieces: tuple[Piece, ...] = ()
    author: str = ""
    role: str = ""
    agency: str = ""
    later: tuple[tuple[str, int], ...] = ()
    """What later entries did to it: words, and the number of each."""
    dissents: Dissents = ()
    """Who disagreed with what it decides: their words, and the number of their entry (DIS-06)."""
    document: File | None = None
    """The file that it deposits, where the bundle has it."""
    withheld: str = ""
    """The code of the reason, of an entry withheld whole."""
    parts: int = 0
    """How many parts of it are withheld."""


def lines(positions: Sequence[Position], profile: Profile) -> list[Line]:
    """Every entry, by when it happened as far as that is given, else by when it was recorded.

    An entry withheld whole stands behind the one that was recorded before it: when it happened is
    withheld too.
    """
    later, dissents = _later(positions), _dissents(positions)
    told = [
        (
            replace(
                _line(one, later.get(one.seq, ()), profile), dissents=dissents.get(one.seq, ())
            ),
            one,
        )
        for one in positions
    ]
    places = dict(_places(positions))
    return [line for line, one in sorted(told, key=lambda pair: places[pair[1].seq])]


def people(positions: Iterable[Position]) -> Iterator[tuple[str, str, int]]:
    """Everybody of whom an entry that is given says who they are: the name, what, and the entry.

    Only names that the recipient reads in it, and never who is withheld.
    """
    for one in positions:
        event = one.given.signed.entry.event if one.given else None
        if not (one.given and isinstance(event, PersonAdded)):
            continue
        if {"person", "kind"} <= one.given.content.keys():
            kind = _KINDS.get(event.kind, event.kind)
            relation = event.relation if "relation" in one.given.content else None
            if relation and event.kind not in _SAID_BY_RELATION:
                relation = f"{relation}, {kind}"
            yield event.person.as_, relation or kind, one.seq


def gaps(positions: Iterable[Position]) -> Iterator[tuple[int, str, int]]:
    """What is withheld: the entry, the code of the reason, and how many parts; 0 parts: all."""
    for one in positions:
        if one.withheld:
            yield one.seq, one.withheld, 0
        elif one.given:
            counted = Counter(gap.reason for gap in one.given.gaps)
            yield from ((one.seq, reason, many) for reason, many in sorted(counted.items()))


def kept_of_signers(
    signers: Iterable[Signers],
) -> Iterator[tuple[str, tuple[int, ...], str, int]]:
    """What is withheld of the entries by which signatures are checked: whose, which entries, the
    code of the reason, and how many parts.
    """
    for one in signers:
        found: dict[str, list[tuple[int, int]]] = {}
        for seq, reason, many in gaps(one.positions):
            found.setdefault(reason, []).append((seq, many))
        for reason, places in sorted(found.items()):
            seqs = tuple(seq for seq, _ in places)
            yield _name_of(one), seqs, reason, sum(many for _, many in places)


def _name_of(signers: Signers) -> str:
    """Whose entries they are, as the last of them that is given says."""
    if signers.stream.kind == "authority":
        return "The authority"
    stated = [given.content["name"] for _, given in signers.given if "name" in given.content]
    return str(cast(dict[str, Json], stated[-1])["v"]) if stated else ""


def _places(positions: Sequence[Position]) -> Iterator[tuple[int, tuple[datetime, int, int]]]:
    behind = (_BEGINNING, 0)
    for one in positions:
        if one.given:
            entry = one.given.signed.entry
            known = "occurred" in one.given.content
            behind = (sorting(entry)[0] if known else entry.recorded, one.seq)
        yield one.seq, (*behind, one.seq)


def _later(positions: Sequence[Position]) -> Mapping[int, tuple[tuple[str, int], ...]]:
    """What given entries did to earlier ones."""
    found: dict[int, list[tuple[str, int]]] = {}
    for one in positions:
        for ref in one.given.signed.entry.refs if one.given else ():
            if ref.rel in _SAID_LATER:
                found.setdefault(ref.seq, []).append((_SAID_LATER[ref.rel], one.seq))
    return {seq: tuple(said) for seq, said in found.items()}


def _dissents(positions: Iterable[Position]) -> Mapping[int, Dissents]:
    """Professional dissent, by the entry with the decision that it is about."""
    found: dict[int, Dissents] = {}
    for one in positions:
        if one.given and isinstance(one.given.signed.entry.event, ProfessionalDissent):
            pieces = tuple(_pieces(one.given))
            for ref in one.given.signed.entry.refs:
                if ref.rel == "concerns":
                    found[ref.seq] = (*found.get(ref.seq, ()), (pieces, one.seq))
    return found


def _line(one: Position, later: tuple[tuple[str, int], ...], profile: Profile) -> Line:
    if one.given is None:
        return Line(one.seq, later=later, withheld=one.withheld or "")
    content, entry = one.given.content, one.given.signed.entry
    event = BY_TYPE.get(str(content.get("type")))
    capacity = cast(dict[str, str], content.get("capacity", {}))
    return Line(
        seq=one.seq,
        recorded=instant_words(entry.recorded),
        when=when_words(entry.frame.occurred).removeprefix("on ") if "occurred" in content else "",
        title=event.in_words() if event else "",
        pieces=tuple(_pieces(one.given)),
        author=capacity.get("as", ""),
        role=role_title(capacity["role"], profile) if capacity else "",
        agency=capacity.get("agency", ""),
        later=later,
        document=_document(one.given),
        parts=len(one.given.gaps),
    )


def _pieces(given: Given) -> Iterator[Piece]:
    """The words of the statement; gaps that follow each other are one."""
    entry, content = given.signed.entry, given.content
    told = [_piece(segment) for segment in cast(list[Json], content.get("statement", []))]
    if told and _has_opinions(entry):
        told = [
            replace(piece, kind=kind_at(entry, source)) if not piece.reason else piece
            for piece, source in zip(told, given.sources(), strict=True)
        ]
    begun = 0
    for (begins, kind, reason), run in groupby(_in_paragraphs(told, given), key=itemgetter(0)):
        words = "" if reason else "".join(piece.text for _, piece in run)
        yield Piece(words, kind, reason, begins=begins > begun)
        begun = begins


def _in_paragraphs(
    told: Sequence[Piece], given: Given
) -> Iterator[tuple[tuple[int, str, str], Piece]]:
    """The pieces, each with the number of its paragraph, its kind and its reason."""
    merged: list[tuple[Piece, int]] = []
    for place, piece in enumerate(told):
        if not (merged and piece.reason and piece.reason == merged[-1][0].reason):
            merged.append((piece, place))

    def shown() -> list[Shown]:
        sources = given.sources()
        return [
            (None, None) if piece.reason else (piece.text, sources[place])
            for piece, place in merged
        ]

    places = breaks(given.signed.entry, shown) if told else ()
    for number, (piece, _) in enumerate(merged):
        yield (bisect_right(places, number), piece.kind, piece.reason), piece


def _has_opinions(entry: Entry) -> bool:
    stated = (part.kind for part in entry.parts.values())
    return "opinion" in stated or tells_opinions(type(entry.event))


def _piece(segment: Json) -> Piece:
    if isinstance(segment, str):
        return Piece(segment)
    words = cast(dict[str, str], segment)
    return Piece("", reason=words[WITHHELD]) if WITHHELD in words else Piece(words["as"])


def _document(given: Given) -> File | None:
    event = given.signed.entry.event
    if not isinstance(event, DocumentDeposited) or given.outcome.document:
        return None
    if "document" not in given.content:
        return None
    said = event.document.media_type
    return File(event.document.name, *KINDS.get(said, (said, "bin")))


_KINDS: Final[Mapping[str, str]] = next(
    one.words for one in metadata_of(PersonKind) if isinstance(one, Phrases)
)
_SAID_BY_RELATION: Final = frozenset({"parent", "sibling"})
"""The kinds that a relation such as “mother” or “brother” says already."""
_BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
