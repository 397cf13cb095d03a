"""The tables in docs/THREATS.md are those of the rows, and each cell is a test or an argument."""

import re

from crypto.bundle import kinds as bundles
from ledger.verify import KINDS
from tests.alterations.checks import problem_codes
from tests.alterations.document import DOCUMENT, updated
from tests.alterations.model import REASONS, Attacker, Row
from tests.alterations.rows import ROWS


def test_the_tables_are_those_of_the_rows() -> None:
    """`python -m tests.alterations` writes them; nobody edits them by hand."""
    document = DOCUMENT.read_text(encoding="utf-8")
    assert updated(document) == document


def test_every_cell_is_seen_or_argued() -> None:
    """A finding is one that the row's act or a test that it names shows; the rest has a reason."""
    for row in ROWS:
        for attacker in Attacker:
            silent = all(cell[0] in "([" for cell in row.cells(attacker))
            assert silent or row.tests or attacker in row.seen(), (row.name, attacker)


def test_every_finding_is_of_a_kind_that_there_is() -> None:
    """Of the ledger's, of a bundle's, or a problem that the program names."""
    known = {*KINDS, *bundles.KINDS, *problem_codes(), "declared", "log-rolled-back"}
    for row in ROWS:
        for code in _codes(row):
            assert code in known or code[0].isupper(), (row.name, code)


def test_every_reason_is_given_once() -> None:
    """None is missing, and none is left over from a row that is gone."""
    given = {
        cell[1:-1]
        for row in ROWS
        for attacker in Attacker
        for cell in row.cells(attacker)
        if cell[0] in "(["
    }
    assert given == REASONS.keys()
    assert len({row.name for row in ROWS}) == len({row.words for row in ROWS}) == len(ROWS)


def _codes(row: Row) -> list[str]:
    cells = [cell for attacker in Attacker for cell in row.cells(attacker) if cell[0] not in "(["]
    told = [re.sub(r"^.*: | at .*$| by .*$", "", cell) for cell in cells]
    return [code for text in told for code in text.split(", ")] + [*row.also, *row.alone]
