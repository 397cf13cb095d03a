"""docs/FORMAT.md: its examples are the vectors', its numbers are those that others cite."""

import json
import re
from pathlib import Path

import pytest

from domain.events.records import OfflineNote
from ledger.offline import embedded
from tests.crypto.test_entry import REASONS
from tests.crypto.test_entry_peers import PASSES_JOSERFC, PASSES_SD_JWT
from tests.vectors.examples import examples
from tests.vectors.forge import AUTHOR, CLAIMS, LEDGER, canon

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "FORMAT.md").read_text(encoding="utf-8")
STATED = re.findall(r"^- \*\*(F\d+\.\d+)\*\*", TEXT, re.MULTILINE)
EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_byte_exact(name: str) -> None:
    """Each example stands in the document as the code makes it today, on lines of its own."""
    assert f"\n{EXAMPLES[name].rstrip()}\n" in TEXT


def test_the_note_of_the_example_is_what_the_entry_says_of_it() -> None:
    """Its author, time and words are those of the entry that embeds it, and its key verifies it."""
    fields = json.loads(EXAMPLES["note embedded"])
    event = OfflineNote.model_validate(
        {name: fields[name]["v"] for name in ("note", "words", "written")}
    )
    signed = embedded(event, str(CLAIMS["iss"]), LEDGER)
    assert canon(signed.verify(AUTHOR.public_key())) == EXAMPLES["note payload"]


def test_obligations_are_numbered_once_and_in_order() -> None:
    """No number is given twice or left out within a chapter."""
    chapters: dict[int, list[int]] = {}
    for number in STATED:
        chapter, obligation = map(int, number[1:].split("."))
        chapters.setdefault(chapter, []).append(obligation)
    assert sorted(chapters) == list(range(18))
    assert all(found == list(range(1, len(found) + 1)) for found in chapters.values())


def test_only_stated_obligations_are_cited() -> None:
    """Every F number in code, tests and vectors is one of the document's."""
    folders = ("api", "crypto", "domain", "ledger", "projections", "tests")
    sources = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    sources += (
        path for folder in ("api/static", "crypto") for path in (ROOT / folder).rglob("*.js")
    )
    sources += (ROOT / "tests" / "vectors" / "entry").iterdir()
    cited = {
        number
        for path in sources
        for number in re.findall(r"\bF\d+\.\d+\b", path.read_text(encoding="utf-8"))
    }
    assert cited <= set(STATED)


def test_every_obligation_on_the_bytes_of_an_entry_has_a_vector() -> None:
    """Chapters 0 and 1: what can be broken in one entry alone is broken by a vector."""
    beyond_one_entry = {"F0.12", "F0.14", "F1.16", "F1.17", "F1.18"}
    ours = {number for number in STATED if number.startswith(("F0.", "F1."))}
    assert ours - beyond_one_entry == set(REASONS)


@pytest.mark.parametrize("name", sorted(PASSES_JOSERFC | PASSES_SD_JWT))
def test_what_others_let_pass_is_named(name: str) -> None:
    """The list of what other verifiers accept is the list that the peers are held to."""
    assert f"`{name}`" in TEXT.partition("## Other verifiers")[2]
