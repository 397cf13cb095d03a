"""The decisions of one enquiry that a reader may see, and which of them are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from domain.entry import Entry
from domain.profiles import AgencyKind, Role
from ledger.across.lines import decision
from ledger.register.answers import DecisionLine
from ledger.register.facts import Decider, DecisionKind, Fact, decided_at, decisions
from projections.reading import Reading


@dataclass(frozen=True, slots=True)
class Decided:
    """An entry that holds a decision, or several that were taken together, of one kind."""

    decided_at: datetime
    """The last instant at which it can have been taken."""
    stream: str
    seq: int
    kind: DecisionKind
    results: tuple[str, ...]
    """Codes of what was decided, and never words of the record."""
    deciders: tuple[Decider, ...]
    """Those whom the reader may see."""
    recorded_at: datetime

    @property
    def name(self) -> str:
        """What this decision is called wherever it is counted: `{enquiry}/{entry}`."""
        return f"{self.stream}/{self.seq}"

    @property
    def sorting(self) -> tuple[datetime, str, int]:
        """The oldest first."""
        return self.decided_at, self.stream, self.seq


@dataclass(frozen=True, slots=True)
class Which:
    """Which decisions: each part that is given narrows the answer.

    `since` is included, `until` is not. Role, agency and person are those of one decider.
    """

    since: datetime | None = None
    until: datetime | None = None
    kinds: frozenset[DecisionKind] = frozenset()
    role: str | None = None
    agency: AgencyKind | None = None
    practitioner: str | None = None

    def takes(self, one: Decided, roles: Mapping[str, Role]) -> bool:
        """Whether it is asked for; `roles` tell in which kind of agency each is held."""
        return (
            (not self.kinds or one.kind in self.kinds)
            and (self.since is None or one.decided_at >= self.since)
            and (self.until is None or one.decided_at < self.until)
            and (self._anybody or any(self._is(who, roles) for who in one.deciders))
        )

    @property
    def _anybody(self) -> bool:
        return self.role is None and self.agency is None and self.practitioner is None

    def _is(self, who: Decider, roles: Mapping[str, Role]) -> bool:
        held = roles.get(who.role)
        return (
            self.role in {None, who.role}
            and self.agency in {None, held and held.agency}
            and self.practitioner in {None, who.practitioner}
        )


def decided_in(reading: Reading) -> Iterator[Decided]:
    """The standing decisions of an enquiry, as far as the register may tell them to the reader."""
    for _, together in groupby(decisions(reading.enquiry), key=_which):
        pairs = list(together)
        yield from _seen(pairs[0][0], [fact for _, fact in pairs], reading)


def _seen(entry: Entry, facts: list[Fact], reading: Reading) -> Iterator[Decided]:
    """What an entry decided, told by those of its deciders whom the reader may see."""
    told = [
        (fact.result, who)
        for fact in facts
        for who in fact.deciders
        if decision(_line(entry, fact, who), reading)
    ]
    if told:
        yield Decided(
            decided_at=datetime.fromtimestamp(decided_at(entry), UTC),
            stream=entry.stream,
            seq=entry.seq,
            kind=facts[0].kind,
            results=tuple(dict.fromkeys(result for result, _ in told)),
            deciders=tuple(dict.fromkeys(who for _, who in told)),
            recorded_at=entry.recorded,
        )


def _which(decided: tuple[Entry, Fact]) -> tuple[int, DecisionKind]:
    entry, fact = decided
    return entry.seq, fact.kind


def _line(entry: Entry, fact: Fact, who: Decider) -> DecisionLine:
    """One person's part, as the register answers with it."""
    return DecisionLine(
        decided_at=datetime.fromtimestamp(decided_at(entry), UTC),
        stream=entry.stream,
        seq=entry.seq,
        kind=fact.kind,
        result=fact.result,
        practitioner=who.practitioner or None,
        role=who.role,
        recorded_at=entry.recorded,
    )
