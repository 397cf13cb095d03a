"""A third authority's procedure: a file copied and changed, checked line by line, adopted."""

import json
from pathlib import Path

from tests.cli.conftest import Demonstration
from tests.cli.running import Done, run, signing


def copied_from(name: str, path: Path, *changes: tuple[str, str]) -> Path:
    """A shipped procedure in a file, with some words of it changed."""
    text = run("procedure", name).out
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    return path


def adopt(here: Demonstration, *arguments: object, by: str = "registrar") -> Done:
    """Adopt as somebody, asking nothing."""
    given = (*arguments, "--key", here.key(by), "--yes", "--data", here.data)
    return run(*given, variables=signing())


OWN = (
    ('id = "standard"', 'id = "eastmere"'),
    ('edition = "version 25, June 2025"', 'edition = "first, January 2027"'),
)


def test_a_copied_file_is_adopted_under_its_own_name(copied: Demonstration, tmp_path: Path) -> None:
    """Its name is the file's and its version the edition that it states."""
    file = copied_from("standard", tmp_path / "eastmere.toml", *OWN)
    done = adopt(copied, "adopt", file)
    assert done.code == 0, done
    assert "Adopted: eastmere, first, January 2027." in done.out
    again = adopt(copied, "adopt", file)
    again.refused(1, "version")


def test_a_mistake_is_named_with_its_line(copied: Demonstration, tmp_path: Path) -> None:
    """Every mistake, with the line on which the editor shows it; nothing is adopted."""
    wrong = ("complete_working_days =", "complet_working_days =")
    file = copied_from("standard", tmp_path / "eastmere.toml", *OWN, wrong)
    line = 1 + file.read_text(encoding="utf-8").splitlines().index(
        'complet_working_days = "not stated"'
    )
    entries = copied.entries()
    adopt(copied, "adopt", file).refused(
        1, f"line {line}, s47.complet_working_days: not known here", "s47.complete_working_days"
    )
    assert copied.entries() == entries


def test_every_parameter_is_explained_and_what_is_ours_says_so() -> None:
    """On screen and for machines; a gap that we filled is named with its reason."""
    shown = run("procedure", "hertfordshire", "--explain")
    assert shown.code == 0, shown
    assert "police.should: [" in shown.out
    assert "  Not from the procedure: The list is missing from this copy (line 118)" in shown.out
    assert "child.seen_hours: 24 hours\n" in shown.out
    assert "records.rough_notes: not stated\n" in shown.out
    described = run("procedure", "hertfordshire", "--explain", "--json").json()
    assert {one["key"] for one in described} > {"police.should", "child.seen_hours"}
    assert all(one["meaning"] for one in described if "." in one["key"])


def test_what_is_no_file_is_no_procedure(copied: Demonstration, tmp_path: Path) -> None:
    """Missing, or not text."""
    adopt(copied, "adopt", tmp_path / "none.toml").refused(1, "No such file")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    adopt(copied, "adopt", tmp_path / "bytes.toml").refused(1, "not UTF-8")


def test_a_calendar_is_adopted_for_years(copied: Demonstration) -> None:
    """Under a version of one's own, so that the same years can be adopted again."""
    done = adopt(copied, "adopt-calendar", 2026, 2030, "--version", "2030 added", "--json")
    assert done.code == 0, done
    assert json.loads(done.out)["seq"] > 1
    adopt(copied, "adopt-calendar", 2030, 2026).refused(1, "last")


def test_only_who_may_adopts(copied: Demonstration, tmp_path: Path) -> None:
    """A social worker's key adopts nothing."""
    file = copied_from("standard", tmp_path / "eastmere.toml", *OWN)
    adopt(copied, "adopt", file, by="ruth").refused(1, "may not record ProfileAdopted")
