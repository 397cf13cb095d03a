"""The directory as the log has it: which keys were in force where, and who may change that.

`InForce` follows the log, entry by entry, over what `opening` has opened, and says of each whether
its key was in force at its place. It trusts no column and no earlier check of the ledger.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crypto.ledgerkeys import LedgerKeys
from domain.admission import admit
from domain.authority import Authority, NothingAdopted
from domain.directory import Directory
from domain.disputes import Signed, dispute
from domain.entry import Entry
from domain.events.authority import LedgerKeyRetired
from domain.events.directory import KeyAccepted
from domain.practitioner import ImpossibleHistory, Practitioner
from domain.profiles import Profile
from domain.proposal import Context, Proposal, Root
from domain.refusals import Refused
from ledger.verify import kinds
from ledger.verify.entries import Bad, Seen
from ledger.verify.opening import Opened, Opening, offered_by, sound_keys


class InForce:
    """Follows the directory in the order of the log."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._people: dict[str, Practitioner] = {}
        self.authority = Authority(opening.root.authority)
        """What the authority decided, up to the last entry followed."""
        self._watched = opening.compromised()
        self.retired: dict[str, int] = {}
        """Up to which size of the log a ledger's key may have signed, by its id."""
        self._index = 0
        self._signed: list[tuple[str, Signed, int]] = []

    def check(self, seen: Seen, index: int) -> list[Bad]:
        """Whether the entry's key was in force; in the directory, whether it may stand there."""
        opened = self._opening.opened.get(seen.digest)
        found = self._key(seen, opened) or self._capacity(seen, opened)
        self._index = index
        if seen.kid in self._watched:
            signed = Signed(seen.stream, seen.seq, seen.digest, seen.kid, index)
            self._signed.append((seen.author, signed, seen.position))
        if self._is_directory(seen.stream) and not (found or seen.bad or seen.destroyed):
            found += self._follow(seen, opened)
        return found

    def head(self, practitioner: str) -> str:
        """Where a directory stream ends here: what `dir` must say."""
        person = self._people.get(practitioner)
        return (person and person.head) or self._opening.root.ledger

    def signing(self, keys: LedgerKeys) -> LedgerKeys:
        """The keys that sign for the ledger, as far as the log was followed."""
        introduced = (self._opening.ledger_keys.get(kid) for kid in self.authority.introduced)
        sound = tuple(key for key in introduced if key)
        return replace(keys, introduced=sound, retired=dict(self.retired))

    def disputed(self, known: Sequence[int]) -> list[tuple[Signed, int]]:
        """Entries that nobody stands by, signed by a key that others may have had, with positions.

        `known` is the latest time that the log had at each leaf, which never falls.
        """

        def size_at(time: datetime) -> int:
            return bisect_right(known, int(time.timestamp()))

        return [
            (signed, position)
            for author, signed, position in self._signed
            if author in self._people and dispute(self._people[author], signed, size_at)
        ]

    def _is_directory(self, stream: str) -> bool:
        return stream in self._opening.streams or stream == self._opening.root.authority

    def _key(self, seen: Seen, opened: Opened | None) -> list[Bad]:
        root = self._opening.root
        if seen.author == seen.stream == root.registrar and seen.seq == 1:
            if seen.kid == root.registrar_kid:
                return []
            return [
                Bad(kinds.KEY_UNKNOWN, "the registrar’s key of the genesis document", "another")
            ]
        person = self._people.get(seen.author)
        noted = person.keys.get(seen.note) if person and seen.note else None
        if seen.note and (noted is None or noted.state != "live"):
            return [Bad(kinds.NOTE_INVALID, "a note by a key in force at this place", "another")]
        key = person.keys.get(seen.kid) if person else None
        if key is None:
            return [Bad(kinds.KEY_UNKNOWN, "a key of the author", f"key {seen.kid}")]
        if key.state == "live" or (key.state == "pending" and _accepts(opened, seen)):
            return []
        return [Bad(kinds.KEY_NOT_IN_FORCE, "a key in force at this place", f"a {key.state} key")]

    def _capacity(self, seen: Seen, opened: Opened | None) -> list[Bad]:
        """Whether the author acts as the directory shows them at this place.

        The sentence that everybody reads names its author by what the entry states of them.
        """
        person = self._people.get(seen.author)
        if person is None or not seen.capacity:
            return []
        held = person.capacities.get(seen.capacity[0])
        stated = (held.id, held.role, held.agency, person.name) if held else ()
        begins = bool(opened and isinstance(opened.entry.event, KeyAccepted))
        at = datetime.fromtimestamp(seen.iat, UTC)
        if held and stated == seen.capacity and (begins or held.in_force(at)):
            return []
        return [Bad(kinds.CAPACITY_NOT_IN_FORCE, "a capacity of the author’s, in force", "another")]

    def _follow(self, seen: Seen, opened: Opened | None) -> list[Bad]:
        if opened is None:
            return [Bad(kinds.DIRECTORY_REFUSED, "an entry of the directory", "what is none")]
        offered = offered_by(opened.entry)
        if offered and not sound_keys(opened.entry):
            return [Bad(kinds.DIRECTORY_REFUSED, "a sound key under its thumbprint", "another")]
        try:
            admit(_proposal(seen, opened, self._opening.root), self._context(opened.entry))
            self._apply(opened.entry)
        except (Refused, ImpossibleHistory) as refused:
            return [Bad(kinds.DIRECTORY_REFUSED, "an entry that could be admitted", str(refused))]
        return []

    def _apply(self, entry: Entry) -> None:
        if entry.stream == self._opening.root.authority:
            self.authority = self.authority.after(entry)
            if isinstance(entry.event, LedgerKeyRetired):
                self.retired[entry.event.kid] = self._index + 1
        else:
            person = self._people.get(entry.stream) or Practitioner(entry.stream)
            self._people[entry.stream] = person.after(entry)

    def _context(self, entry: Entry) -> Context:
        authority = entry.stream == self._opening.root.authority
        person = self._people.get(entry.stream) or Practitioner(entry.stream)
        return Context(
            root=self._opening.root,
            now=entry.recorded,
            directory=Directory(self._people),
            stream=self.authority if authority else person,
            profile=_profile(self.authority),  # enquiries alone keep the one they began under
            referred=self._opening.referred,
        )


def _accepts(opened: Opened | None, seen: Seen) -> bool:
    event = opened.entry.event if opened else None
    return isinstance(event, KeyAccepted) and event.kid == seen.kid and seen.stream == seen.author


def _proposal(seen: Seen, opened: Opened, root: Root) -> Proposal:
    entry = opened.entry
    return Proposal(
        ledger=root.ledger,
        stream=entry.stream,
        seq=entry.seq,
        prev=seen.prev,
        author=entry.author,
        kid=seen.kid,
        iat=entry.recorded,
        dir=seen.dir,
        refs=entry.refs,
        content=opened.content,
    )


def _profile(authority: Authority) -> Profile | None:
    try:
        return authority.profile.profile
    except NothingAdopted:
        return None
