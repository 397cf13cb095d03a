"""Whatever people do with a draft, in whatever order, what others saw of it stays."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ledger.saved.header import Header
from ledger.saved.values import Version

PEOPLE = st.sampled_from(["ruth", "priya", "tom"])
AUTHOR = "ruth"


class Drafting(RuleBasedStateMachine):
    """A draft, and what must never be lost of it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.kept: dict[int, Version] = {}

    @initialize()
    def begin(self) -> None:
        """Somebody begins it."""
        self.header = Header.begun_by(AUTHOR, "PersonAdded", ("s",), self.now)

    def changed(self, header: Header) -> None:
        """Go on with what became of it."""
        assert header.last >= self.header.last
        assert header.people[: len(self.header.people)] == self.header.people
        self.header = header
        self.now += 1
        self.kept |= {one.number: one for one in header.versions if one.why}

    @rule(by=PEOPLE)
    def save(self, by: str) -> None:
        """A save counts, and writes over nothing but what its own author alone has seen."""
        before = self.header
        self.changed(before.saved(by, self.now))
        assert (self.header.standing.by, self.header.standing.saved) == (by, self.now - 1)
        assert not [one for one in self.header.agreed if one.version == self.header.current]
        gone = [one for one in before.versions if one not in self.header.versions]
        assert all(one.by == by and not one.why for one in gone)

    @rule(by=PEOPLE)
    def put_aside(self, by: str) -> None:
        """What came second changes nothing that stands."""
        before = self.header.standing
        self.changed(self.header.put_aside(by, self.now))
        assert self.header.standing == before
        assert self.header.versions[-1].aside

    @rule(people=st.lists(PEOPLE))
    def share(self, people: list[str]) -> None:
        """Nobody is named twice."""
        self.changed(self.header.shared(people))
        assert len(set(self.header.people)) == len(self.header.people)

    @rule(by=PEOPLE)
    def agree(self, by: str) -> None:
        """Who agrees asks for no change of the same words."""
        self.changed(self.header.agreed_by(by, self.now))
        assert by in self.answering(agreed=True)
        assert by not in self.answering(agreed=False)

    @rule(by=PEOPLE)
    def ask(self, by: str) -> None:
        """And the other way round."""
        self.changed(self.header.asked_by(by, self.now, "why"))
        assert by in self.answering(agreed=False)
        assert by not in self.answering(agreed=True)
        assert self.header.state == "returned"

    def answering(self, *, agreed: bool) -> list[str]:
        """Who answers the words that stand."""
        found = self.header.agreed if agreed else self.header.returned
        return [one.by for one in found if one.version == self.header.current]

    @invariant()
    def what_others_saw_stays(self) -> None:
        """With who wrote it and when; reasons to keep it only grow."""
        found = {one.number: one for one in self.header.versions}
        for number, one in self.kept.items():
            assert replace(found[number], why=one.why) == one
            assert set(one.why) <= set(found[number].why)

    @invariant()
    def numbers_ascend_and_one_version_stands(self) -> None:
        """Whichever that is."""
        numbers = [one.number for one in self.header.versions]
        assert all(a < b for a, b in pairwise(numbers))
        assert self.header.current in numbers
        assert numbers[-1] <= self.header.last
        assert not self.header.standing.aside

    @invariant()
    def it_is_read_as_it_was_written(self) -> None:
        """Sealed and opened it is the same; so is one that was closed."""
        for one in (self.header, self.header.finished(3), self.header.discarded()):
            if one.versions:
                assert Header.decoded(one.encoded()) == one


TestDrafting = Drafting.TestCase
