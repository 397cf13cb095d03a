"""Issuing a bundle from the command line: by a key file, or by somebody of a demonstration."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer
from pydantic import TypeAdapter, ValidationError

from crypto.bundle import BundleReport, verify_bundle
from crypto.bundle.report import UNPROVEN, VERIFIED
from crypto.canonical import digest
from domain.events.disclosure import BundleIssued
from domain.reasons import reason_of
from domain.values import Words
from ledger.admission.admissions import Receipt
from ledger.bundling import Prepared, Stopped, Wanted, prepare, whole
from ledger.cli.console import say, say_json, warn
from ledger.cli.deciding import tell_stopped
from ledger.cli.options import OptionRefused
from ledger.cli.signing import sign
from ledger.draft import DraftRequest
from ledger.keys.keyfile import open_key_file
from ledger.ledger import Ledger, NotFound
from ledger.operating.recording import record
from ledger.operating.trusting import read_trust
from ledger.reading.clearing import clearance_in
from ledger.replaying.demonstration import DEVICES, Role, roles
from ledger.replaying.replay import PASSPHRASE
from ledger.serving.attesting import attest
from ledger.settings import Settings

Output = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="FILE", help="The ZIP file to write.", show_default=False
    ),
]
Acting = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="WHO",
        help="On a demonstration: who issues it; otherwise the enquiry’s manager.",
        show_default=False,
    ),
]
Sure = Annotated[bool, typer.Option("--yes", help="Sign without asking.")]

UNFIT: Final = 1
"""The exit code where what was written does not verify, and must not be handed on."""
STOPPED: Final = 4
"""The exit code where the search found what somebody has to decide of; nothing was written."""
_WORDS: Final[TypeAdapter[str]] = TypeAdapter(Words)
Prepare = Callable[[Ledger, Wanted, str], Prepared]
"""What makes a bundle that lacks nothing but the entry that issues it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who issues it: a key file or, on a demonstration, somebody whose key lies in the folder."""

    key: Path | None
    settings: Settings
    acting: str | None
    sure: bool


class Issuing:
    """One bundle on its way: who issued it, and by which entry, is known at the end."""

    def __init__(self, ledger: Ledger, wanted: Wanted, prepare: Prepare = prepare) -> None:
        self._ledger = ledger
        self._wanted = wanted
        self._prepared_by = prepare
        self.officer = ""
        self.prepared: Prepared | None = None
        self.receipt: Receipt | None = None

    def write(self, output: Path, by: By, *, as_json: bool) -> None:
        """Have it issued, write the file and say so.

        Raises:
            OptionRefused: the file is there already, a recipient or purpose cannot be recorded, or
                nobody is named who may issue it.
            typer.Exit: the search found what somebody has to decide of, or it does not verify.
        """
        _check_words(recipient=self._wanted.recipient, purpose=self._wanted.purpose)
        if output.exists():
            raise OptionRefused(f"output: {output} exists; it is never overwritten", field="output")
        trust = by.settings.data / "trust.json"
        if read_trust(trust).watched:
            attest(self._ledger, by.settings)
        try:
            with _written(output) as write:
                made = self._by_key(by.key, sure=by.sure) if by.key else self._shown(by)
                write(made)
        except Stopped as stopped:
            tell_stopped(stopped, as_json=as_json)
            raise typer.Exit(STOPPED) from None
        report = verify_bundle(made, read_trust(trust))
        _say(output, made, self, report, as_json=as_json)
        if report.exit_code not in {VERIFIED, UNPROVEN}:
            raise typer.Exit(UNFIT)

    def _by_key(self, key: Path, *, sure: bool) -> bytes:
        """Issued by the holder of a key file, who sees what they sign."""

        def ask(author: str, _kid: str) -> DraftRequest:
            return self._prepare(author).request

        self.receipt = sign(self._ledger, key, ask, sure=sure)[0]
        return self._whole()

    def _shown(self, by: By) -> bytes:
        """Issued on a demonstration by somebody whose key it holds."""
        if not self._ledger.genesis.demonstration:
            raise OptionRefused("key: say who issues it, with --key", field="key")
        role = _officer(self._ledger, self._wanted.enquiry, by.settings.data / DEVICES, by.acting)
        request = self._prepare(role.practitioner).request
        self.receipt = record(self._ledger, open_key_file(role.key, PASSPHRASE), request)[0]
        return self._whole()

    def _prepare(self, officer: str) -> Prepared:
        self.officer = self._ledger.reads.practitioner(officer).name
        self.prepared = self._prepared_by(self._ledger, self._wanted, officer)
        return self.prepared

    def _whole(self) -> bytes:
        prepared, receipt = cast(Prepared, self.prepared), cast(Receipt, self.receipt)
        return whole(self._ledger, prepared, receipt.seq)


def _check_words(**options: str) -> None:
    """The issuing entry has them under names of its own, which nobody typed."""
    for field, words in options.items():
        try:
            _WORDS.validate_python(words)
        except ValidationError as error:
            reason = reason_of(error.errors(include_url=False, include_input=False)[0])
            raise OptionRefused(f"{field}: {reason}", field=field) from None


def _officer(ledger: Ledger, enquiry: str, devices: Path, acting: str | None) -> Role:
    """Who issues it on a demonstration: a manager who has signed in the enquiry, another manager
    who may see it, or anybody who may issue it.
    """
    able = [one for one in roles(ledger, devices) if _rank(ledger, enquiry, one) is not None]
    if not able:
        raise NotFound("enquiry: there is no such enquiry, or none that anybody here may hand out")
    if acting is not None:
        able = [one for one in able if acting.casefold() in {one.name.casefold(), one.key.stem}]
    if not able:
        raise OptionRefused("as: nobody of this name, whose key is here, may issue it", field="as")
    return min(able, key=lambda one: cast(int, _rank(ledger, enquiry, one)))


def _rank(ledger: Ledger, enquiry: str, role: Role) -> int | None:
    """How near somebody is to issuing a bundle of this enquiry; None: they may not."""
    now, reads = ledger.now(), ledger.reads
    adopted, present = reads.profile_of(enquiry), reads.enquiry(enquiry)
    person = reads.practitioner(role.practitioner)
    held = person.capacities_in_force(datetime.fromtimestamp(now, UTC))
    may = [one for one in held if one.role in BundleIssued.by and one.scope != "countersigning"]
    if not (may and adopted):
        return None
    if clearance_in(reads, present, person.id, "casework", now).nothing:
        return None
    known = adopted.profile.roles
    manages = any(one.role in known and known[one.role].is_manager for one in may)
    signed = any(entry.author == person.id for entry in present.entries)
    return 2 * (not manages) + (not signed)


@contextmanager
def _written(output: Path) -> Iterator[Any]:
    """The file, begun before anything is recorded: what cannot be written is not issued."""
    with output.open("xb") as file:
        output.chmod(0o600)
        try:
            yield file.write
        except BaseException:
            output.unlink(missing_ok=True)
            raise


def _say(
    output: Path, made: bytes, issuing: Issuing, report: BundleReport, *, as_json: bool
) -> None:
    prepared, receipt = cast(Prepared, issuing.prepared), cast(Receipt, issuing.receipt)
    counts = {
        name: prepared.request.data[f"withheld_{name}"]
        for name in ("entries", "parts", "documents")
    }
    if as_json:
        say_json(
            {
                "output": str(output),
                "digest": digest(made),
                "manifest": prepared.manifest.digest,
                "officer": issuing.officer,
                "entry": receipt.seq,
                "size": prepared.manifest.size,
                "published": prepared.published,
                "withheld": counts,
                "verified": report.as_json(),
            }
        )
        return
    manifest = prepared.manifest
    of_signers = sum(1 for gap in manifest.withheld if gap.stream != manifest.enquiry)
    say(
        f"Wrote {output}, issued by {issuing.officer} as entry {receipt.seq} of the enquiry. "
        f"Withheld: {counts['entries']} entries, {counts['parts']} parts of other entries (of "
        f"these {of_signers} about who signed), {counts['documents']} documents."
    )
    _say_verified(report)


def _say_verified(report: BundleReport) -> None:
    """What its recipient will find with the trust file of this folder."""
    match report.exit_code:
        case 0:
            say("Its recipient will find it verified.")
        case 2:
            warn("Its recipient will find it consistent, but not attested as the trust file asks:")
        case _:
            warn("It does NOT verify. Do not hand it on, and run countersign verify:")
    for finding in report.findings:
        warn(f"- {finding.kind.meaning}")
