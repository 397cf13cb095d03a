"""Whether what we publish has the cosignatures asked for, and what keeps back the others."""

from dataclasses import dataclass

from crypto.checkpoint import unverified_checkpoint
from crypto.policy import Policy, QuorumMissing
from ledger.ledger import Ledger
from ledger.publishing import published
from ledger.settings import Settings
from ledger.witnessing.state import Outcome, Outcomes
from ledger.witnessing.watched import publishing_policy


@dataclass(frozen=True, slots=True)
class WitnessReport:
    """One witness of the policy: `on_published` says whether the newest published checkpoint has
    its cosignature, and `outcome` what became of asking it.
    """

    name: str
    key: str
    url: str
    on_published: bool
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WitnessesReport:
    """All witnesses, and the newest published checkpoint (size 0: none was published).

    Without a policy nobody is asked, and the ledger's word stands alone.
    """

    policy: bool
    size: int
    quorum: bool
    witnesses: tuple[WitnessReport, ...]


def witnesses_report(ledger: Ledger, settings: Settings) -> WitnessesReport:
    """What the witnesses of `witness-policy.txt` have cosigned.

    Raises:
        WatchRefused: the file is no policy.
    """
    policy = publishing_policy(settings.data)
    log = ledger.store.log.newest().log
    note = published(ledger, log)
    size = unverified_checkpoint(note).size if note else 0
    if policy is None:
        return WitnessesReport(policy=False, size=size, quorum=False, witnesses=())
    have = {one.key for one in policy.cosigned(note)} if note else set()
    outcomes = Outcomes(ledger.store.database).of(ledger.store.log.origin())
    witnesses = (
        WitnessReport(
            one.name,
            one.key.vkey,
            one.url,
            one.key in have,
            outcomes.get(one.key.vkey, Outcome()),
        )
        for one in policy.witnesses
    )
    return WitnessesReport(
        policy=True, size=size, quorum=_quorum(policy, note), witnesses=tuple(witnesses)
    )


def _quorum(policy: Policy, note: bytes | None) -> bool:
    if note is None:
        return False
    try:
        policy.quorum_of(policy.cosigned(note))
    except QuorumMissing:
        return False
    return True
