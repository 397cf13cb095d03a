"""Times that somebody outside attests: stamps over checkpoints, and witnesses (F16.34-36)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crypto import bundlenames as names
from crypto.anchors import Anchored, Anchors, TimeOutside, open_anchor
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.bundle.log import Log
from crypto.bundle.opening import Opened
from crypto.claims import MAX_TIME
from crypto.errors import CryptoError
from crypto.ledgerkeys import LedgerKeys
from crypto.listed import AnchorListed
from crypto.manifest import Manifest
from crypto.note import UnverifiedNote
from crypto.policy import Policy, QuorumMissing
from crypto.stamps import StampLibraryMissing, StampRefused


@dataclass(frozen=True)
class Times:
    """Checks what a trust file asks of others: witnesses, and time-stamping authorities."""

    files: Mapping[str, bytes]
    manifest: Manifest
    log: Log
    keys: LedgerKeys
    policy: str
    authorities: Sequence[bytes]
    findings: Findings

    def witnessed(self) -> list[Anchored]:
        """Who cosigned the checkpoint, with the times that they say."""
        if not self.policy:
            return []
        place = Place(names.CHECKPOINT)
        policy = Policy.parse(self.policy)
        try:
            cosigned = policy.cosigned(self.log.note)
            policy.check(self.log.note)
        except QuorumMissing as error:
            self.findings.note(kinds.COSIGNATURES_MISSING, place, str(error))
        except CryptoError as error:
            self.findings.note(kinds.CHECKPOINT_INVALID, place, str(error))
            return []
        return [self._seen(one.key.name, min(one.time, MAX_TIME)) for one in cosigned]

    def _seen(self, witness: str, time: int) -> Anchored:
        return Anchored(self.log.tree.size, time, 0, witness, time, is_stamp=False)

    def stamped(self) -> list[Anchored]:
        """The stamps that authorities of the trust file gave over published checkpoints."""
        found = [self._anchor(listed) for listed in self.manifest.anchors]
        stamped = [one for one in found if isinstance(one, Anchored)]
        entries = self.manifest.streams[0].entries
        end = entries[-1].index if entries else 0
        # Whoever issues a bundle chooses its anchors: an old one alone would hide the later ones.
        if self.authorities and all(one is None or one.size <= end for one in found):
            place = Place(names.MANIFEST)
            detail = "anchors: none behind the last entry by an authority asked for"
            self.findings.note(kinds.STAMP_MISSING, place, detail)
        return stamped

    def _anchor(self, listed: AnchorListed) -> Anchored | AnchorListed | None:
        """The anchor; as it is listed, where nothing here can check its stamps."""
        place = Place(names.anchor(listed.size))
        note = self.files.get(names.anchor(listed.size))
        if note is None or not self.log.anchor(note, listed, self.keys, place):
            return None
        numbers = range(1, listed.stamps + 1)
        tokens = [self.files.get(names.stamp(listed.size, number)) for number in numbers]
        present = [token for token in tokens if token is not None]
        if not self.authorities or not present:
            return None
        text = UnverifiedNote.parse(note).unverified_text.encode()
        try:
            return open_anchor(listed.size, text, present, self.authorities)
        except StampLibraryMissing as error:
            self.findings.note(kinds.STAMP_UNCHECKED, place, str(error))
            return listed
        except StampRefused as error:
            self.findings.note(kinds.STAMP_INVALID, place, str(error))
        return None


def check_times(places: Sequence[Opened], anchors: Anchors, findings: Findings) -> None:
    """No entry states a time at which it cannot have been recorded."""
    for opened in places:
        if opened.envelope is not None:
            try:
                anchors.around(opened.listed.index).check(opened.envelope.claims.iat)
            except TimeOutside as error:
                findings.note(kinds.TIME_OUTSIDE_ANCHORS, opened.place, str(error))
