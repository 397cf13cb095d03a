"""What the documents point at is there: files, commands with their options, decisions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.cli.test_help import COMMANDS

ROOT: Final = Path(__file__).parent.parent
DECISIONS: Final = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
LIVING: Final = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - set(DECISIONS))
"""Every document but the decisions, which say what was so when they were taken."""
_FENCED: Final = re.compile(r"^ *```\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN: Final = re.compile(r"`([^`]+)`")
_LINK: Final = re.compile(r"\]\((?!https?:)([^)#]+)")
_OURS: Final = re.compile(
    r"(?:api|benchmarks|crypto|docs|domain|ledger|projections|requirements|scenarios|tests)/[\w./-]*"
)
_CALL: Final = re.compile(r"(?:^|\| *)(?:\$ )?countersign ((?:[^\n|>#\\]|\\\n)+)", re.MULTILINE)

documents = pytest.mark.parametrize("document", LIVING, ids=lambda path: path.name)


def spans(text: str) -> list[str]:
    """What stands in a document as code within a sentence."""
    return _SPAN.findall(_FENCED.sub("", text))


def calls(text: str) -> Iterator[list[str]]:
    """Every call of `countersign` that a document shows, as words."""
    for code in [*_FENCED.findall(text), *spans(text)]:
        yield from (call.replace("\\\n", " ").split() for call in _CALL.findall(code))


def command_of(words: list[str]) -> str | None:
    """The command that is called, which may be one of a group."""
    return next((name for name in (" ".join(words[:2]), words[0]) if name in COMMANDS), None)


@documents
def test_what_a_document_names_is_there(document: Path) -> None:
    """Every link leads to a file, and every path of ours exists."""
    text = document.read_text(encoding="utf-8")
    linked = [document.parent / target for target in _LINK.findall(text)]
    named = [ROOT / span for span in spans(text) if _OURS.fullmatch(span)]
    assert [str(path) for path in (*linked, *named) if not path.exists()] == []


@documents
def test_what_a_document_has_typed_can_be_typed(document: Path) -> None:
    """Every command that it shows is one, and takes the options that it is given."""
    for words in calls(document.read_text(encoding="utf-8")):
        if words[0].startswith("--"):
            continue  # of the program itself
        name = command_of(words)
        assert name, words
        taken = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= taken, words


def test_the_index_of_decisions_has_each_by_its_title() -> None:
    """No decision is missing there, and none is called otherwise than it calls itself."""
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\) \| (.+?) \|", index, re.MULTILINE)
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in DECISIONS]
    assert [f"# {number}. {title}" for number, _, title in listed] == titles
    assert [name for _, name, _ in listed] == [path.name for path in DECISIONS]
