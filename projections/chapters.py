"""Which chapter of the procedure a requirement belongs to, time limits with what they limit."""

from __future__ import annotations

from functools import cache
from typing import Final

from domain.duties import DUTIES, RULES, Duty, Rule
from domain.requirements import CHAPTERS

__all__ = ["chapter_of"]

_LIMITS: Final = "TIM"


def chapter_of(row: str) -> str:
    """The letters of the chapter: of `TIM-07`, which is about seeing the child, `SEE`."""
    letters = row.partition("-")[0]
    return _limited().get(row, letters) if letters == _LIMITS else letters


@cache
def _limited() -> dict[str, str]:
    """Each time limit and the chapter of what meets it."""
    found: dict[str, str] = {}
    asking: tuple[Duty | Rule, ...] = (*DUTIES, *RULES)
    for one in asking:
        chapters = [row.partition("-")[0] for row in one.remedy.rows]
        ours = [chapter for chapter in chapters if chapter in CHAPTERS and chapter != _LIMITS]
        if ours:
            found.setdefault(one.row, ours[0])
    return found
