"""Documents on the command line: deposited and read again, in real processes."""

import re
from pathlib import Path

from tests.cli.conftest import Demonstration
from tests.cli.running import Done, run, signing

REPORT = b"%PDF-1.7\n" + b"Seen at school. " * 20_000


def deposit(copied: Demonstration, file: Path, *more: object) -> Done:
    """Ruth deposits a file in Tia's enquiry."""
    return run(
        *("deposit", copied.enquiries["tia"], file, "--key", copied.key("ruth")),
        *("--form", "report", "--title", "the school’s report", "--yes", *more),
        *("--data", copied.data),
        variables=signing(),
    )


def test_a_document_comes_back_as_it_was(copied: Demonstration, tmp_path: Path) -> None:
    """Deposited and signed in one step; named in the chronology; written out to the byte."""
    file, output = tmp_path / "report.pdf", tmp_path / "again.pdf"
    file.write_bytes(REPORT)
    done = deposit(copied, file, "--concerns", 4)
    assert done.code == 0, done
    (name,) = re.findall(r"as ([0-9a-f-]{36})\.", done.out)
    shown = copied.run("show", copied.enquiries["tia"], "--view", "chronology", "--json").json()
    row = shown["rows"][-1]
    said = "".join(piece["text"] for piece in row["statement"])
    assert "deposited a report: the school’s report. Its digest is " in said
    read = copied.run("document", copied.enquiries["tia"], name, "-o", output)
    assert (read.code, output.read_bytes()) == (0, REPORT)
    assert output.stat().st_mode & 0o077 == 0
    again = copied.run("document", copied.enquiries["tia"], name, "-o", output)
    again.refused(1, "output", "overwritten")
    numbered = copied.run(
        "document", copied.enquiries["tia"], row["entry"], "-o", tmp_path / "by number.pdf"
    )
    assert numbered.code == 0


def test_a_file_that_is_not_kept_changes_nothing(copied: Demonstration, tmp_path: Path) -> None:
    """A web page, an empty file, no file: one line, and no entry."""
    before, page, empty = copied.entries(), tmp_path / "page.pdf", tmp_path / "empty.pdf"
    page.write_bytes(b"<html>")
    empty.touch()
    deposit(copied, page).refused(1, "document", "PDF")
    deposit(copied, empty).refused(1, "document", "empty")
    missing = deposit(copied, tmp_path / "missing.pdf")
    assert (missing.code, missing.out) == (2, "")
    assert copied.entries() == before
    assert not list((copied.data / "documents").glob("*"))


def test_a_document_that_is_not_there(copied: Demonstration, tmp_path: Path) -> None:
    """One line that says so, and no file."""
    output = tmp_path / "nothing.pdf"
    done = copied.run("document", copied.enquiries["tia"], "0" * 36, "-o", output)
    done.refused(1, "document", "none")
    assert not output.exists()
