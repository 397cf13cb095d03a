"""What a recipient is given of the entries by which signatures are checked: those of the directory,
and of the authority's stream.

None is withheld whole, and nothing that a verifier needs. What else they tell is about people who
do not work for the recipient: the papers by which the registrar knew them, why they were away. It
stays behind by itself, also under a policy that says nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from domain.disclosure.deciding import Outcome, Sources
from domain.disclosure.policy import FOUND, NEEDED, OF_MARK, Policy, Told
from domain.disclosure.sources import STATEMENT, segments_within
from domain.entry import Entry
from domain.wording import Json

__all__ = ["DecidingOfSigners"]

_GUARDED: Final[Mapping[str, Told]] = {
    "PractitionerEnrolled.evidence": "identity",
    "DetailsCorrected.evidence": "identity",
    "KeyAdded.identified": "identity",
    "CapacityEnded.reason": "staffing",
    "Delegation.reason": "staffing",
}
"""Free text about practitioners. Why a key was revoked is one of four words, and how somebody knows
that entries are theirs is evidence about the entries: both are given.
"""


class DecidingOfSigners:
    """One policy, applied to the entries by which signatures are checked.

    What is marked follows the marks that the policy gives; no order covers these entries, which
    are none of the enquiry.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def of(
        self,
        entry: Entry,
        content: Mapping[str, Json],
        sources: Sources,
        found: Collection[str] = (),
    ) -> Outcome:
        """What is given of an entry, as `Deciding.of`; `found` are parts that somebody decided to
        withhold because of what the search found in them.
        """
        parts = dict(self._parts(entry, content, found))
        if parts and STATEMENT not in parts:
            parts |= dict(segments_within(content, sources(), parts))
        return Outcome(None, parts)

    def _parts(
        self, entry: Entry, content: Mapping[str, Json], found: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        for name, value in content.items():
            if name in NEEDED:
                continue
            reason = None if name == STATEMENT else self._reason(entry, name, value)
            if reason is None and name in found:
                reason = FOUND
            if reason:
                yield name, reason

    def _reason(self, entry: Entry, name: str, value: Json) -> str | None:
        event = type(entry.event).__name__
        guard = _guard(event, name, value)
        if guard and guard not in self._policy.give.of_practitioners:
            return guard
        mark = self._policy.mark_of(event) or entry.mark_of(name)
        if mark not in self._policy.give.marks:
            return OF_MARK[mark]
        rules = (one for one in self._policy.withhold if one.names_field(event, name, value))
        return next((one.reason for one in rules), None)


def _guard(event: str, name: str, value: Json) -> Told | None:
    """What a part tells of a practitioner that no signature is checked by."""
    if name == "source":  # by whom, and through whom: how the registrar knows, in another place
        return "identity" if isinstance(value, dict) and value.keys() != {"how"} else None
    return _GUARDED.get(f"{event}.{name}")
