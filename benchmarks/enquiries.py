"""Enquiries to be recorded: drafted by the ledger once, then signed as often as they are needed.

What an author's device does (salts, digests, signature) is done before anything is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Final
from uuid import uuid4

from benchmarks.ledgers import NOW, Staffed, say
from crypto.canonical import Json
from crypto.disclosures import conceal
from crypto.entry import Claims, Ref, SignedEntry, parse, sign
from domain.events import BY_NAME
from ledger.keys.keyfile import KeyFile

FAMILY: Final = {
    "maya": ("Maya Carter", "child"),
    "leo": ("Leo Carter", "sibling"),
    "dawn": ("Dawn Carter", "parent"),
    "craig": ("Craig Doyle", "household_adult"),
}
_TOLD: Final[tuple[tuple[str, Mapping[str, Any]], ...]] = (
    ("ReferralReceived", {}),
    ("HarmSuspected", {}),
    ("StrategyDiscussionConvened", {}),
    ("ParticipantInvited", {}),
    ("StrategyDiscussionHeld", {"ended": "2026-03-02T08:50:00Z"}),
    ("StrategyRecord", {}),
    ("Section47Initiated", {}),
    ("ChildSeen", {}),
    ("ParentInformed", {}),
    ("AgencyCheckRequested", {}),
    ("AgencyCheckReceived", {"answers": 14}),
    ("ParentObjection", {}),
    ("ObjectionResponse", {"answers": 16}),
    ("ActionCompleted", {}),
    ("ChildSeen", {"child": "leo"}),
    ("ConferencePlanned", {}),
)
LENGTH: Final = len(FAMILY) + len(_TOLD)
"""Entries of an enquiry here: a short one, so that new streams are not too few."""


@dataclass(frozen=True)
class _Page:
    """One entry of the enquiry: its words, and what it refers to (rel and seq)."""

    content: dict[str, Json]
    refs: tuple[tuple[str, int], ...]


class Enquiries:
    """Signs whole enquiries, all of the same story, by the social workers of a ledger."""

    def __init__(self, at: Staffed) -> None:
        self._at = at
        self._pages = [_page(entry) for entry in _rehearsed(at)]

    def signed(self, author: KeyFile, entries: int) -> list[bytes]:
        """So many entries by one author, enquiry after enquiry, each ready to be admitted."""
        made: list[bytes] = []
        while len(made) < entries:
            made += self._enquiry(author)
        return made[:entries]

    def describe(self) -> str:
        """How large these entries are."""
        sample = [parse(data) for data in self._enquiry(self._at.staff[0])]
        parts = fmean(len(entry.disclosures) for entry in sample)
        size = fmean(len(entry.encode()) for entry in sample)
        return f"{parts:.0f} disclosures and {size / 1000:.1f} kB an entry, {LENGTH} an enquiry"

    def _enquiry(self, author: KeyFile) -> Iterator[bytes]:
        genesis = self._at.ledger.genesis.ledger
        head = self._at.ledger.reads.practitioner(author.practitioner).head or genesis
        stream, digests = str(uuid4()), [genesis]
        for seq, page in enumerate(self._pages, start=1):
            claims = Claims(
                aud=genesis,
                iss=author.practitioner,
                sub=stream,
                seq=seq,
                prev=digests[-1],
                iat=NOW,
                dir=head,
                refs=tuple(Ref(rel, stream, at, digests[at]) for rel, at in page.refs),
            )
            signed = sign(claims, conceal(page.content), author.device.kid, author.device.signer)
            digests.append(parse(signed).envelope.digest)
            yield signed


def _rehearsed(at: Staffed) -> Sequence[SignedEntry]:
    """The enquiry as the ledger drafts it and the device completes it, admitted once."""
    stream, ledger = str(uuid4()), at.ledger
    for person, (name, kind) in FAMILY.items():
        household = {"person": {"p": person, "as": name}, "kind": kind, "household": "lives_there"}
        say(ledger, at.staff[0], stream, "PersonAdded", household)
    for event, given in _TOLD:
        say(ledger, at.staff[0], stream, event, {**BY_NAME[event].example, **given})
    told = (ledger.reads.history.signed(stream, seq) for seq in range(1, LENGTH + 1))
    return [parse(b"~".join((one.jws, *map(str.encode, one.disclosures), b""))) for one in told]


def _page(entry: SignedEntry) -> _Page:
    refs = entry.envelope.claims.refs
    return _Page(entry.content, tuple((ref.rel, ref.seq) for ref in refs))
