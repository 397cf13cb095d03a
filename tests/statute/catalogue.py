"""The rows of the requirements, as `catalogue.toml` lists them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ASKS: Final = {"A": "hertfordshire", "B": "standard", "AB": "both"}
"""Which of the shipped profiles a row comes from."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A row: its id, its chapter, whose procedure asks it (a key of `ASKS`), and its subject."""

    id: str
    chapter: str
    asks: str
    title: str


def _read() -> dict[str, Requirement]:
    text = Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
    return {
        row: Requirement(row, chapter, asks, title)
        for chapter, rows in tomllib.loads(text).items()
        for row, (asks, title) in rows.items()
    }


REQUIREMENTS: Final = _read()
CHAPTERS: Final = tuple(dict.fromkeys(one.chapter for one in REQUIREMENTS.values()))


def ids_of(chapter: str) -> tuple[str, ...]:
    """The ids of a chapter, in the order of the catalogue."""
    return tuple(one.id for one in REQUIREMENTS.values() if one.chapter == chapter)
