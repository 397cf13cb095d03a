"""The section of docs/THREATS.md with the tables, from the rows that the tests carry out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.alterations.model import REASONS, Attacker, Cells, Row
from tests.alterations.rows import ROWS

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "THREATS.md"
_BEGIN: Final = "## Alterations\n"
_END: Final = "## What a reader may still infer\n"

_TEXT: Final = Path(__file__).with_name("section.md")


def section() -> str:
    """The section, from its heading to the next."""
    letters = dict(zip(REASONS, _letters(), strict=False))
    tables = {check: "".join(_table(check, letters)) for check in Cells._fields}
    reasons = "".join(f"- **({letters[key]})** {words}.\n" for key, words in REASONS.items())
    text = _TEXT.read_text(encoding="utf-8").format(**tables, reasons=reasons)
    return f"{_BEGIN}\n{text}\n"


def updated(document: str) -> str:
    """The document with the section as it should be."""
    before, _, rest = document.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return before + section() + _END + after


def _table(check: str, letters: Mapping[str, str]) -> Iterator[str]:
    tests = check == "ledger"
    yield "| alteration | database | and key | registrar | pages |" + " test |" * tests + "\n"
    yield "|---|---|---|---|---|" + "---|" * tests + "\n"
    for row in ROWS:
        cells = [_cell(getattr(row.cells(one), check), letters) for one in Attacker]
        if tests:
            cells[0] += _besides(row)
            cells.append(", ".join(f"`{name}`" for name in row.tests))
        yield f"| {' | '.join([row.words, *cells])} |\n"


def _cell(cell: str, letters: Mapping[str, str]) -> str:
    if cell.startswith("("):
        return f"**not found** ({letters[cell[1:-1]]})"
    if cell.startswith("["):
        return f"— ({letters[cell[1:-1]]})"
    before, _, told = cell.rpartition(": ")
    code, at, place = told.partition(" at ")
    code, by, evidence = code.partition(" by ")
    codes = ", ".join(map(_code, code.split(", ")))
    return (
        (f"{before}: " if before else "")
        + codes
        + (f", {place}" if at else "")
        + (f", by {evidence}" if by else "")
    )


def _code(code: str) -> str:
    """A code; in the place of one, the name of an error that the program stops with."""
    return "it cannot be read" if code[0].isupper() else f"`{code}`"


def _besides(row: Row) -> str:
    also = f"; also {_codes(row.also)}" if row.also else ""
    return also + (f"; with nothing to go by {_codes(row.alone)}" if row.alone else "")


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _letters() -> Iterator[str]:
    for first in ("", *"abc"):
        for second in "abcdefghijklmnopqrstuvwxyz":
            yield first + second
