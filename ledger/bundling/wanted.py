"""What a bundle is to be: whose record, for whom, by which policy, as known when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from crypto.canonical import digest
from domain.disclosure import Policy, PolicyInvalid, load_policy, shipped_policies
from domain.disclosure.policy import FOUND, Rule
from ledger.bundling.hits import place_of, signers_part
from ledger.errors import Problem


class PolicyUnknown(Problem):
    """No policy of that name ships, or the file is none."""

    code = "policy-unknown"
    status = 422
    title = "There is no such policy"


@dataclass(frozen=True, slots=True)
class Saved:
    """A policy as its file states it: the digest of the bytes goes into the bundle."""

    policy: Policy
    digest: str

    @classmethod
    def read(cls, toml: str) -> "Saved":
        """The policy in this text.

        Raises:
            PolicyUnknown: it is none.
        """
        try:
            return cls(load_policy(toml), digest(toml.encode("utf-8")))
        except PolicyInvalid as error:
            raise PolicyUnknown(f"policy: {error}", field="policy") from None

    @classmethod
    def shipped(cls, name: str) -> "Saved":
        """A policy that ships with the program.

        Raises:
            PolicyUnknown: there is none of this name.
        """
        texts = shipped_policies()
        if name not in texts:
            known = ", ".join(sorted(texts))
            raise PolicyUnknown(f"policy: none of {known}, and no file", field="policy")
        return cls.read(texts[name])


MAX_CHARACTERS: Final = 400
"""Characters of a recipient, a purpose or a reason, as the issuing entry has them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of something that the search found."""

    hit: str
    """The hit, as the search names it."""
    answer: Literal["give", "withhold"]
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `size` is that of the view, None for now; `known` the moment that was
    asked for instead, in seconds since 1970. `files` are further ones, such as an absence.
    """

    enquiry: str
    saved: Saved
    recipient: str
    purpose: str
    size: int | None = None
    known: int | None = None
    decisions: tuple[Decision, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The policy, with what was decided to be withheld besides."""
        rules = tuple(self._decided())
        policy = self.saved.policy
        return policy.model_copy(update={"withhold": (*policy.withhold, *rules)})

    def asking(self, **changes: Any) -> "Wanted":
        """The same with changes."""
        return replace(self, **changes)

    def found_in(self, place: str) -> frozenset[str]:
        """The parts decided to be withheld of an entry by which signatures are checked, which the
        search named so.
        """
        withheld = (signers_part(one.hit) for one in self.decisions if one.answer == "withhold")
        return frozenset(part for where, part in filter(None, withheld) if where == place)

    def _decided(self) -> Iterator[Rule]:
        for one in self.decisions:
            place = place_of(one.hit) if one.answer == "withhold" else None
            if place is None:
                continue
            number, path = place
            if path == "document":
                yield Rule(reason=FOUND, documents=(number,))
            else:
                yield Rule(reason=FOUND, segments=(f"{number}:{path}",))
