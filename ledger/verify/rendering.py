"""The report for people: what was found, what that means, and what it does not prove."""

from collections.abc import Iterator
from textwrap import fill

from crypto.bundle.telling import more_places
from ledger.verify.report import ALTERED, VERIFIED, Finding, Report

_WIDTH = 88


def render(report: Report) -> str:
    """The report as text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.name}: {_headline(report)}"
    if report.demonstration:
        yield "A demonstration: its times and people are invented."
    yield f"Ledger {report.ledger}"
    counted = report.counted
    yield (
        f"{counted.entries} entries in {counted.streams} streams, {counted.leaves} leaves in the "
        f"log, {counted.checkpoints} signed checkpoints"
    )
    if counted.gone:
        yield f"{counted.gone} entries that nobody can read any more"
    yield ""
    for verdict in report.verdicts:
        yield fill(f"{verdict.subject}: {verdict.status}. {verdict.words}", _WIDTH)
    for finding in report.findings:
        yield ""
        yield from _finding(finding)
    yield ""
    yield "What this does not prove:"
    for line in report.not_proven:
        yield fill(f"- {line}", _WIDTH, subsequent_indent="  ")


def _headline(report: Report) -> str:
    if report.exit_code == VERIFIED:
        return "VERIFIED"
    if report.exit_code == ALTERED:
        first = report.first
        return f"ALTERED, first at {first.first}" if first else "ALTERED"
    return "CONSISTENT, but not proven to the end"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"[{finding.kind.code}] {finding.first}{more_places(finding.count)}"
    yield fill(
        f"expected {finding.expected}; found {finding.found}",
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
    )
    yield fill(finding.meaning, _WIDTH, initial_indent="  ", subsequent_indent="  ")
