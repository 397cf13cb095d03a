"""The report for people: the verdicts first, then what was found, withheld and not proven."""

from collections.abc import Iterator
from textwrap import fill

from crypto.bundle.findings import Finding
from crypto.bundle.report import BundleReport
from crypto.bundle.telling import more_places, time_words
from crypto.manifest import Manifest

_WIDTH = 88
_WITH_ISSUE = (
    "beside what is listed: parts of the entry by which the bundle was issued, and of those of the "
    "directory that came with it"
)


def render(report: BundleReport, *, detail: bool) -> str:
    """The report as text; with `detail` also what an expert needs to go on."""
    return "\n".join(_lines(report, detail=detail)) + "\n"


def _lines(report: BundleReport, *, detail: bool) -> Iterator[str]:
    yield _headline(report)
    if report.manifest:
        yield from _bundle(report.manifest)
    if report.issued:
        issued = report.issued
        who = issued.person.name or issued.person.id
        as_whom = f" ({issued.capacity})" if issued.capacity and issued.capacity != who else ""
        yield fill(f"Issued by {who}{as_whom} on {time_words(issued.iat)}", _WIDTH)
    yield ""
    for verdict in report.verdicts:
        yield fill(f"{verdict.subject}: {verdict.status}. {verdict.words}", _WIDTH)
    for finding in report.findings:
        yield ""
        yield from _finding(finding, detail=detail)
    if report.manifest:
        yield ""
        yield from _withheld(report, report.manifest, detail=detail)
    yield from _listed("What others outside attest:", report.proven)
    yield from _listed("What was not recorded:", report.absent)
    yield from _listed("What this does not prove:", report.not_proven)


def _headline(report: BundleReport) -> str:
    match report.exit_code, report.first:
        case (0, _):
            return "VERIFIED"
        case 1, Finding() as first:
            return f"ALTERED, first at {first.first}"
        case 3, _:
            return "NOT READABLE as a bundle"
    return "CONSISTENT, but not attested as the trust file asks"


def _bundle(manifest: Manifest) -> Iterator[str]:
    if manifest.demonstration:
        yield "A demonstration: its times and people are invented."
    yield f"Ledger {manifest.origin.rpartition('/')[0]}, id {manifest.ledger}"
    yield f"Enquiry {manifest.enquiry}, when the log had {manifest.size} entries"
    if manifest.known is not None:
        yield f"As it was known on {time_words(manifest.known)}; nothing later is in it"
    yield fill(f"For {manifest.recipient.name}: {manifest.purpose}", _WIDTH)


def _finding(finding: Finding, *, detail: bool) -> Iterator[str]:
    yield f"[{finding.kind.code}] {finding.first}{more_places(finding.count)}"
    yield fill(finding.kind.meaning, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if detail:
        yield fill(finding.detail, _WIDTH, initial_indent="  > ", subsequent_indent="    ")


def _withheld(report: BundleReport, manifest: Manifest, *, detail: bool) -> Iterator[str]:
    counted = report.withheld()
    if not any(counted.values()):
        yield "Nothing is withheld."
        return
    yield (
        f"Withheld: {counted['entries']} entries whole, {counted['parts']} parts of other entries, "
        f"{counted['documents']} documents"
    )
    for code, number in counted["reasons"].items():
        words = manifest.reasons.get(code, "")
        yield fill(f"- {number} × {code}: {words}", _WIDTH, subsequent_indent="  ")
    if counted["issue"]:
        yield fill(f"- {counted['issue']} × {_WITH_ISSUE}", _WIDTH, subsequent_indent="  ")
    if detail:
        yield from _places(manifest)


def _places(manifest: Manifest) -> Iterator[str]:
    for stream in manifest.streams:
        for one in stream.entries:
            if one.withheld is not None:
                yield f"  entry {one.seq} whole: {one.withheld}"
    for gap in manifest.withheld:
        yield f"  entry {gap.seq} of {gap.stream}, part {gap.digest}: {gap.reason}"


def _listed(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        for line in lines:
            yield fill(f"- {line}", _WIDTH, subsequent_indent="  ")
