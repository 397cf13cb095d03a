"""Findings by gravity, each with the form that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.pages.answering import Link, link_to_answer
from api.pages.duty_states import GRAVITIES
from projections.duties import Duties, FindingView, GravityName

__all__ = ["Found", "Group", "either", "found", "groups"]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and the form that answers it."""

    row: str
    words: str
    said: str | None
    """The procedure's own words."""
    since: datetime | None
    entries: tuple[int, ...]
    explained_by: tuple[int, ...]
    who: str
    answer: Link | None
    """None where nothing but an explanation is left, and one was given."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one gravity."""

    gravity: GravityName
    title: str
    count: int
    findings: tuple[Found, ...]


def groups(asked: Duties, most: int | None = None) -> Iterator[Group]:
    """The findings by gravity, the gravest first; of each, the first `most`."""
    path = f"/enquiries/{asked.known.enquiry}"
    for gravity, title in GRAVITIES.items():
        same = [one for one in asked.findings if one.gravity == gravity]
        if same:
            shown = tuple(found(one, path) for one in same[:most])
            yield Group(gravity, title, len(same), shown)


def found(finding: FindingView, path: str) -> Found:
    """A finding with the link to its answer."""
    answer = link_to_answer(path, finding.answer, finding.may_put_right, len(finding.entries))
    settled = finding.explained_by and finding.remedy == _EXPLAINING
    return Found(
        row=finding.row,
        words=finding.words,
        said=finding.quote.words if finding.quote else None,
        since=finding.since,
        entries=finding.entries,
        explained_by=finding.explained_by,
        who=either(finding.who),
        answer=None if settled else answer,
    )


_EXPLAINING: Final = "DelayExplained"


def either(who: tuple[str, ...]) -> str:
    """Who may do it: `Service Manager or Team Manager`."""
    return " or ".join([", ".join(who[:-1]), who[-1]] if len(who) > 1 else who)
