"""What is known of a draft but its words, and how each thing that people do changes it.

Pure: no clock, no database. A header says which versions there are; their words lie beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from crypto.canonical import decode, encode
from ledger.saved.values import Agreement, Asked, Reason, State, Version


@dataclass(frozen=True, slots=True)
class Header:
    """`versions` ascend by number; `current` is the number of the one that counts, and `last` the
    highest that was ever given, so that no number comes twice.
    """

    author: str
    event: str
    streams: tuple[str, ...]
    begun: int
    versions: tuple[Version, ...]
    current: int
    last: int
    shared_with: tuple[str, ...] = ()
    agreed: tuple[Agreement, ...] = ()
    returned: tuple[Asked, ...] = ()
    closed: State | None = None
    entry: int | None = None

    @classmethod
    def begun_by(cls, author: str, event: str, streams: tuple[str, ...], at: int) -> Self:
        """A draft with its first version."""
        return cls(author, event, streams, at, (Version(1, author, at),), current=1, last=1)

    @property
    def people(self) -> tuple[str, ...]:
        """Who may read it and write in it."""
        return (self.author, *self.shared_with)

    @property
    def standing(self) -> Version:
        """The version that counts."""
        return next(one for one in self.versions if one.number == self.current)

    @property
    def state(self) -> State:
        """Whether it is open, and whether somebody asks for a change of what stands."""
        if self.closed:
            return self.closed
        asked = any(one.version == self.current for one in self.returned)
        return "returned" if asked else "open"

    @property
    def has_words(self) -> bool:
        """Whether the words of the version that counts are kept."""
        return not (self.closed == "finished" and not self.shared_with)

    def saved(self, by: str, at: int) -> Self:
        """A next version that counts. One that its own author alone has seen is written over."""
        written_over = self.standing.by == by and not self.standing.why
        kept = self._but(self.current) if written_over else self.versions
        number = self.last + 1
        versions = (*kept, Version(number, by, at))
        return replace(self, versions=versions, current=number, last=number)

    def put_aside(self, by: str, at: int) -> Self:
        """A next version that does not count: somebody else had saved meanwhile."""
        newest = self.versions[-1]
        again = newest.aside and newest.by == by
        kept = self._but(newest.number) if again else self.versions
        number = self.last + 1
        return replace(self, versions=(*kept, Version(number, by, at, aside=True)), last=number)

    def shared(self, people: Iterable[str]) -> Self:
        """Further people may read it; what they are shown is kept."""
        new = [one for one in dict.fromkeys(people) if one not in self.people]
        if not new:
            return self
        return replace(self._keep("shared"), shared_with=(*self.shared_with, *new))

    def agreed_by(self, by: str, at: int) -> Self:
        """Somebody agrees the version that counts; they ask for no change of it any more."""
        if any(one.by == by and one.version == self.current for one in self.agreed):
            return self
        answered = replace(self._keep("agreed"), returned=self._others(self.returned, by))
        return replace(answered, agreed=(*self.agreed, Agreement(by, self.current, at)))

    def asked_by(self, by: str, at: int, reasons: str) -> Self:
        """Somebody asks for a change of the version that counts; they agree to it no more."""
        answered = replace(self._keep("returned"), agreed=self._others(self.agreed, by))
        others = self._others(self.returned, by)
        return replace(answered, returned=(*others, Asked(by, self.current, at, reasons)))

    def finished(self, entry: int) -> Self:
        """It became an entry."""
        if self.shared_with:
            kept = self._keep("signed")
        else:
            kept = replace(self, versions=(self.standing,))
        return replace(kept, closed="finished", entry=entry)

    def discarded(self) -> Self:
        """It was given up; what others have seen is kept."""
        versions = tuple(one for one in self.versions if one.why)
        current = versions[-1].number if versions else self.current
        return replace(self, versions=versions, current=current, closed="discarded")

    def _but(self, number: int) -> tuple[Version, ...]:
        return tuple(one for one in self.versions if one.number != number)

    def _keep(self, why: Reason) -> Self:
        standing = self.standing
        if why in standing.why:
            return self
        marked = replace(standing, why=(*standing.why, why))
        versions = tuple(marked if one is standing else one for one in self.versions)
        return replace(self, versions=versions)

    def _others(self, answers: tuple[Any, ...], by: str) -> tuple[Any, ...]:
        """The answers but for this person's to the version that counts."""
        return tuple(one for one in answers if (one.by, one.version) != (by, self.current))

    def encoded(self) -> bytes:
        """The bytes to seal."""
        return encode(
            {
                "author": self.author,
                "event": self.event,
                "streams": list(self.streams),
                "begun": self.begun,
                "versions": [
                    [one.number, one.by, one.saved, list(one.why), one.aside]
                    for one in self.versions
                ],
                "current": self.current,
                "last": self.last,
                "shared_with": list(self.shared_with),
                "agreed": [[one.by, one.version, one.at] for one in self.agreed],
                "returned": [[one.by, one.version, one.at, one.reasons] for one in self.returned],
                "closed": self.closed,
                "entry": self.entry,
            }
        )

    @classmethod
    def decoded(cls, data: bytes) -> Self:
        """Read what `encoded` wrote and nobody but this program can have sealed."""
        told: Any = decode(data)
        rows = told["versions"]
        return cls(
            author=told["author"],
            event=told["event"],
            streams=tuple(told["streams"]),
            begun=told["begun"],
            versions=tuple(Version(n, by, at, tuple(why), out) for n, by, at, why, out in rows),
            current=told["current"],
            last=told["last"],
            shared_with=tuple(told["shared_with"]),
            agreed=tuple(Agreement(*row) for row in told["agreed"]),
            returned=tuple(Asked(*row) for row in told["returned"]),
            closed=told["closed"],
            entry=told["entry"],
        )
