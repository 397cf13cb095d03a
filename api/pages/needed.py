"""What an enquiry needs next: what is overdue or running, and what was found, as links to forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.answering import Link, link_to_answer
from api.pages.duty_states import STATES, State
from projections.duties import Duties, duties
from projections.reading import Reading

MOST: Final = 12
"""Needs that are shown: the page of duties has all of them."""
_OPEN: Final = frozenset({"overdue", "running", "cannot_tell"})
_FOUND: Final = State("Found", "orange")


@dataclass(frozen=True, slots=True)
class Need:
    """Something to record, and why."""

    link: Link
    why: str
    state: State
    due: str
    who: str


def needed(reading: Reading) -> tuple[Need, ...]:
    """The most urgent first, and each form once."""
    path = f"/enquiries/{reading.enquiry.id}"
    found: dict[str, Need] = {}
    for need in _all(duties(reading), path):
        found.setdefault(need.link.href, need)
    return tuple(found.values())[:MOST]


def _all(asked: Duties, path: str) -> Iterator[Need]:
    for duty in asked.duties:
        if duty.state in _OPEN:
            link = link_to_answer(path, duty.answer, duty.may_put_right)
            due = duty.due.words if duty.due else ""
            yield Need(link, duty.words, STATES[duty.state], due, ", ".join(duty.who))
    for finding in asked.findings:
        if not finding.explained_by:
            link = link_to_answer(path, finding.answer, finding.may_put_right, len(finding.entries))
            yield Need(link, finding.words, _FOUND, "", ", ".join(finding.who))
