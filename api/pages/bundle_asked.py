"""What bundle somebody asks for, and what they decided of what the search found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal, cast

from api.forms.asked import Answers
from api.web.typed import Typed, Within, typed_in, typed_moment
from domain.disclosure import Found
from domain.events.disclosure import Decided
from domain.wording import Phrases
from ledger.bundling import (
    MAX_CHARACTERS,
    Decision,
    Saved,
    Wanted,
    can_be_withheld,
    found_by,
    hit_of,
    place_of,
)
from ledger.bundling.finding import UNSEARCHABLE

POLICIES: Final = ("court", "parent", "police", "subject_access")
"""For whom bundles are made here; policies of an authority's own are files of the command line."""
MOST: Final = 40
"""Places that are decided of on one page; more follow."""
_KINDS: Final[Mapping[str, str]] = next(
    mark.words for mark in Decided.model_fields["kind"].metadata if isinstance(mark, Phrases)
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the search found something, and what was decided of it."""

    hit: str
    found: Found
    answer: str = ""
    reason: str = ""

    @property
    def entry(self) -> int | None:
        """The entry of the enquiry in which it stands."""
        place = place_of(self.hit)
        return place and place[0]

    @property
    def what(self) -> str:
        """What was found."""
        return _KINDS[self.found.kind]

    @property
    def unsearchable(self) -> bool:
        """Whether it is a file that the search could not read."""
        return self.found.kind == UNSEARCHABLE

    @property
    def can_be_withheld(self) -> bool:
        """Whether it can stay out; otherwise somebody must word it in another way."""
        return can_be_withheld(self.hit)

    @property
    def errors(self) -> Mapping[str, str]:
        """What is missing, by the part of the question."""
        found = {}
        if self.answer not in ("give", "withhold"):
            found["answer"] = "Select whether it is given or withheld"
        elif self.answer == "withhold" and not self.can_be_withheld:
            found["answer"] = "It cannot be withheld: word it in another way, or give it"
        if not 1 <= len(self.reason) <= MAX_CHARACTERS:
            found["reason"] = f"Enter a reason, in {MAX_CHARACTERS} characters or fewer"
        return found

    @property
    def decision(self) -> Decision:
        """As the ledger takes it."""
        return Decision(self.hit, cast(Literal["give", "withhold"], self.answer), self.reason)


@dataclass(frozen=True)
class Asked:
    """The form as it stands."""

    policy: str = ""
    recipient: str = ""
    purpose: str = ""
    known: Typed = field(default_factory=lambda: Typed("known"))
    moment: datetime | None = None
    places: tuple[Place, ...] = ()

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong with it, by the id of the field."""
        found = {}
        if self.policy not in POLICIES:
            found["policy"] = "Select whom the bundle is for"
        for name, words in (("recipient", self.recipient), ("purpose", self.purpose)):
            if len(words) > MAX_CHARACTERS:
                found[name] = f"Enter the {name} in {MAX_CHARACTERS} characters or fewer"
        if self.known.error:
            found["known-day"] = self.known.error
        return found

    @property
    def carried(self) -> Sequence[tuple[str, str]]:
        """What the page with the places sends along of this form."""
        typed = ((f"known-{part}", words) for part, words in self.known.values.items() if words)
        named = (("policy", self.policy), ("recipient", self.recipient), ("purpose", self.purpose))
        return (*named, *typed)

    def open(self, found: Sequence[Found]) -> "Asked":
        """The same with further places to be decided of, as many as a page takes."""
        known = {one.hit for one in self.places}
        new = [Place(hit_of(one), one) for one in found if hit_of(one) not in known]
        places = (*self.places, *new)
        undecided = [one for one in places if one.errors][:MOST]
        decided = (one for one in places if not one.errors)
        return replace(self, places=(*decided, *undecided))

    def wanted(self, enquiry: str, size: int) -> Wanted:
        """As the ledger takes it, in the tree of this size."""
        saved = Saved.shipped(self.policy)
        told = saved.policy.policy
        return Wanted(
            enquiry,
            saved,
            self.recipient or told.name,
            self.purpose or told.purpose,
            size=size,
            known=None if self.moment is None else int(self.moment.timestamp()),
            decisions=tuple(one.decision for one in self.places),
        )


def asked_in(answers: Answers, times: Within) -> Asked:
    """What a form sent."""
    one = {name: given[0].strip() for name, given in answers.items() if given}
    moment, known = typed_moment(typed_in(one, "known"), "The day", times)
    return Asked(
        one.get("policy", ""),
        one.get("recipient", ""),
        one.get("purpose", ""),
        known,
        moment,
        tuple(_places(answers, one)),
    )


def _places(answers: Answers, one: Mapping[str, str]) -> Iterator[Place]:
    for number, hit in enumerate(answers.get("hit", ())):
        found = found_by(hit)
        if found and found.kind in _KINDS:
            yield Place(
                hit, found, one.get(f"answer.{number}", ""), one.get(f"reason.{number}", "")
            )
