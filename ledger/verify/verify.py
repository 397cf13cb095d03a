"""Verifying a whole ledger: everything is derived again from the stored bytes.

Nothing that the ledger computed is believed: not a column, not a hash, not an earlier check. The
entries are read in chunks and checked on their own side by side (`entries`), then followed in the
order of the log (`order`, `directory`), while the tree is grown from them again (`tree`).
"""

from collections.abc import Sequence
from contextlib import closing

from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.ledgerkeys import LedgerKeys
from crypto.policy import Policy
from crypto.trust import TrustFile
from ledger.folder import open_genesis
from ledger.settings import Settings
from ledger.verify import kinds
from ledger.verify.entries import Checker, Job
from ledger.verify.evidence import Evidence, EvidenceRefused
from ledger.verify.findings import Findings
from ledger.verify.report import Place, Report, not_proven, verdicts
from ledger.verify.rows import Damaged
from ledger.verify.run import DEFAULT, Options, Progress, Run, Verified


def verify_ledger(
    settings: Settings,
    trust: TrustFile | None = None,
    evidence: Sequence[Evidence] = (),
    progress: Progress = lambda _done, _all: None,
    options: Options = DEFAULT,
) -> Report:
    """Verify the ledger of a data folder, with what was given by hand to hold it against.

    Reads only. Entries admitted while this runs are left for the next time.

    Raises:
        Problem: the folder, the database or the keystore cannot be read at all (exit code 3).
        EvidenceRefused: the trust file's keys are not keys, or its policy is none.
    """
    genesis = open_genesis(settings)
    keys = _keys(genesis, trust)
    findings = Findings()
    _note_what_was_given(findings, genesis, trust, evidence)
    with closing(Checker.open(Job(settings, genesis.ledger, {}))) as checker:
        authorities = trust.time_authorities if trust else ()
        run = Run(
            settings, genesis, checker, findings, options, progress, authorities, _policy(trust)
        )
        try:
            verified = run.verify(keys, evidence)
        except Damaged as damaged:
            findings.note(kinds.DATABASE_DAMAGED, Place(), "the ledger’s tables", str(damaged))
            verified = Verified()
    found = findings.sorted()
    return Report(
        ledger=genesis.ledger,
        name=genesis.name,
        demonstration=genesis.demonstration,
        trusted=trust is not None,
        counted=verified.counted,
        anchored=verified.anchored,
        stamped=verified.stamped,
        findings=found,
        verdicts=verdicts(found, verified.anchored, verified.stamped),
        not_proven=not_proven(verified.stamped),
    )


def _keys(genesis: Genesis, trust: TrustFile | None) -> LedgerKeys:
    try:
        return LedgerKeys.of(genesis, trust)
    except CryptoError as error:
        raise EvidenceRefused(f"trust file: {error}", field="trust") from error


def _policy(trust: TrustFile | None) -> Policy | None:
    try:
        return Policy.parse(trust.policy) if trust and trust.policy else None
    except CryptoError as error:
        raise EvidenceRefused(f"trust file: {error}", field="trust") from error


def _note_what_was_given(
    findings: Findings, genesis: Genesis, trust: TrustFile | None, evidence: Sequence[Evidence]
) -> None:
    if trust is None:
        findings.note(kinds.NO_TRUST_FILE, Place(), "a trust file", "none")
    elif trust.genesis != genesis:
        expected, found = f"ledger {trust.genesis.ledger}", f"ledger {genesis.ledger}"
        findings.note(kinds.OTHER_LEDGER, Place(1), expected, found)
    if not evidence:
        findings.note(kinds.UNANCHORED, Place(), "evidence from outside", "none")
