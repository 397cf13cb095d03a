"""Verifying a bundle: every file, signature, chain, proof and gap, and nothing on its word."""

from collections.abc import Mapping
from hashlib import sha256

from crypto import bundlenames as names
from crypto.anchors import Anchors
from crypto.archive import Archive, ArchiveRefused
from crypto.bundle import kinds
from crypto.bundle.absent import check_absence
from crypto.bundle.attached import check_documents
from crypto.bundle.files import check_files
from crypto.bundle.findings import Findings, Place
from crypto.bundle.following import Following
from crypto.bundle.heads import check_heads
from crypto.bundle.issue import Issue, Issued
from crypto.bundle.kinds import Kind
from crypto.bundle.log import Log
from crypto.bundle.opening import Opening
from crypto.bundle.report import BundleReport, verdicts
from crypto.bundle.telling import intervals, limits, with_absence
from crypto.bundle.times import Times, check_times
from crypto.bundle.words import Words
from crypto.errors import CryptoError
from crypto.genesis import Genesis, parse_genesis
from crypto.jws import thumbprint
from crypto.ledgerkeys import LedgerKeys
from crypto.manifest import Manifest, ManifestRefused
from crypto.policy import Policy
from crypto.trust import TrustFile


def verify_bundle(data: bytes, trust: TrustFile | None) -> BundleReport:
    """Verify a bundle against a trust file that was had by hand; without one, against itself.

    Raises:
        PolicyRefused: the policy of the trust file is none.
    """
    if trust and trust.policy:
        Policy.parse(trust.policy)
    try:
        files = Archive.open(data)
    except ArchiveRefused as error:
        return _stopped(kinds.ARCHIVE_REFUSED, Place(), str(error))
    if next(iter(files), None) != names.MANIFEST:
        detail = f"archive: its first file is not {names.MANIFEST}"
        return _stopped(kinds.ARCHIVE_REFUSED, Place(), detail)
    try:
        manifest = Manifest.parse(files[names.MANIFEST])
    except ManifestRefused as error:
        return _stopped(kinds.MANIFEST_REFUSED, Place(names.MANIFEST), str(error))
    return _Run(files, manifest, trust).report()


def _stopped(kind: Kind, place: Place, detail: str) -> BundleReport:
    findings = Findings()
    findings.note(kind, place, detail)
    return _unchecked(findings, None)


def _unchecked(findings: Findings, manifest: Manifest | None) -> BundleReport:
    found = findings.sorted()
    given = verdicts(found, None, checked=False, attested=False)
    return BundleReport(manifest, None, found, given, (), ())


class _Run:
    def __init__(
        self, files: Mapping[str, bytes], manifest: Manifest, trust: TrustFile | None
    ) -> None:
        self._files = files
        self._manifest = manifest
        self._trust = trust
        self._findings = Findings()

    def report(self) -> BundleReport:
        """Check everything; or, of a bundle of another ledger, its files alone."""
        check_files(self._files, self._manifest, self._findings)
        genesis = self._genesis()
        if genesis is None:
            return _unchecked(self._findings, self._manifest)
        registrar = thumbprint(genesis.registrar_key)
        opening = Opening(self._files, self._manifest, self._findings)
        places, verified = opening.open(registrar, genesis.registrar_key)
        following = Following(genesis, self._manifest, verified, self._findings)
        following.follow(places)
        words = Words(self._files, self._manifest, self._findings)
        words.check(places)
        check_documents(self._files, self._manifest, places, self._findings)
        keys = following.keys(LedgerKeys.of(genesis, self._trust))
        log = self._log(keys)
        absence = check_absence(self._files, self._manifest, keys, places, self._findings)
        anchors = self._anchors(log, keys)
        check_times(places, anchors, self._findings)
        issued = self._issued(following, keys, log)
        report = self._finish(following, words, anchors, issued)
        return report if absence is None else with_absence(report, absence)

    def _genesis(self) -> Genesis | None:
        """The genesis document to go by, if the bundle is of its ledger at all."""
        given = self._files.get(names.GENESIS, b"")
        place = Place(names.GENESIS)
        try:
            own = parse_genesis(given)
        except CryptoError as error:
            own = None
            self._findings.note(kinds.OTHER_LEDGER, place, str(error))
        if own and self._trust and own != self._trust.genesis:
            self._findings.note(kinds.OTHER_LEDGER, place, "not that of the trust file")
        if self._trust is None:
            self._findings.note(kinds.NO_TRUST_FILE, Place(), "none was given")
        genesis = self._trust.genesis if self._trust else own
        if genesis and not self._is_of(genesis):
            return None
        return genesis

    def _is_of(self, genesis: Genesis) -> bool:
        """Whether the list of contents speaks of this ledger, and says of it what is so."""
        manifest, place = self._manifest, Place(names.MANIFEST)
        if manifest.ledger != genesis.ledger:
            self._findings.note(kinds.OTHER_LEDGER, place, "ledger: not the one of the genesis")
            return False
        number = LedgerKeys.of(genesis, None).number(manifest.origin)
        said = (manifest.demonstration, manifest.streams[1].stream)
        if number is None or said != (genesis.demonstration, genesis.authority):
            detail = "origin, demonstration, streams: not the ledger's"
            self._findings.note(kinds.MANIFEST_REFUSED, place, detail)
            return False
        return True

    def _log(self, keys: LedgerKeys) -> Log | None:
        log = Log.read(self._files, self._manifest, self._findings)
        if log is not None:
            log.signs(log.note, keys, Place(names.CHECKPOINT))
            log.prove(self._files, self._manifest)
        check_heads(self._files, self._manifest, keys, self._findings)
        return log

    def _anchors(self, log: Log | None, keys: LedgerKeys) -> Anchors:
        if log is None:
            return Anchors(())
        policy = self._trust.policy if self._trust else ""
        authorities = self._trust.time_authorities if self._trust else ()
        times = Times(self._files, self._manifest, log, keys, policy, authorities, self._findings)
        return Anchors([*times.witnessed(), *times.stamped()])

    def _issued(self, following: Following, keys: LedgerKeys, log: Log | None) -> Issued | None:
        issue = Issue(self._files, self._manifest, self._files[names.MANIFEST], following)
        try:
            issue.check_receipt(keys, log)
        except CryptoError as error:
            self._findings.note(kinds.PROOF_INVALID, Place(names.ISSUE_RECEIPT), str(error))
        try:
            return issue.check()
        except CryptoError as error:
            self._findings.note(kinds.MANIFEST_UNSIGNED, Place(names.ISSUE_ENTRY), str(error))
            return None

    def _finish(
        self, following: Following, words: Words, anchors: Anchors, issued: Issued | None
    ) -> BundleReport:
        found = self._findings.sorted()
        attested = bool(anchors.all)
        page = self._files.get(names.VERIFIER)
        return BundleReport(
            manifest=self._manifest,
            issued=issued,
            findings=found,
            verdicts=verdicts(found, self._manifest.size, checked=True, attested=attested),
            proven=tuple(intervals(self._manifest, anchors)),
            not_proven=tuple(
                limits(
                    self._manifest,
                    outside=following.outside,
                    untemplated=words.untemplated,
                    attested=attested,
                    witnessed=bool(self._trust and self._trust.policy),
                )
            ),
            page=None if page is None else sha256(page).hexdigest(),
        )
