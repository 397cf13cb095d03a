"""A policy: what one kind of recipient may have of a record, and why the rest is withheld."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from domain.events import BY_NAME
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.directory import DIRECTORY_EVENTS
from domain.events.disclosure import Protected, RecipientKind
from domain.events.documents import Form
from domain.events.people import PersonKind
from domain.reasons import reason_of
from domain.values import LocalId, Mark
from domain.wording import Json

__all__ = ["LookFor", "Policy", "PolicyInvalid", "Rule", "load_policy", "shipped_policies"]

Reason = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
"""A reason's code, as the list of contents carries it."""
_Words = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
_Number = Annotated[int, Field(ge=1, strict=True)]
_Part = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
_Field = Annotated[str, StringConstraints(pattern=r"^(\*|[A-Z][A-Za-z0-9]*)\.[a-z_]+$")]
_Place = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*:[a-z_]+(\.[a-z_]+|\.[0-9]+)*$")]

OF_MARK: Final[Mapping[Mark, str]] = {
    "ordinary": "ordinary",
    "police_sensitive": "police-sensitive",
    "privileged": "privileged",
    "third_party": "third-party",
    "restricted": "restricted",
}
"""The reason for which a part of each mark is withheld."""

Told = Literal["identity", "staffing"]
"""What entries about practitioners tell beside who could sign when: by what the registrar knew
somebody; why somebody left, or stood in for another."""

NEEDED: Final = frozenset(
    {"type", "capacity", "name", "key", "kid", "offer", "capacities", "granted", "scope", "id"}
    | {"last_day", "compromised"}
)
"""The parts by which every verifier knows who could sign when (docs/FORMAT.md, F16.17)."""

_SIGNERS: Final = frozenset(event.__name__ for event in (*DIRECTORY_EVENTS, *AUTHORITY_EVENTS))
"""The events of the directory, and of the authority's stream."""

FOUND: Final = "found"
"""The reason for what is withheld because of what the search before writing found."""

REASONS: Final[Mapping[str, str]] = {
    "ordinary": "This policy does not give ordinary parts of the record.",
    "police-sensitive": "It belongs to the police, and no approved order lets it leave.",
    "privileged": "It is legally privileged, and no approved order lets it leave.",
    "third-party": "It is about somebody else, who has not agreed that it leaves.",
    "restricted": "Few in the authority itself may read it.",
    "disposed": "It was disposed of, and nobody can read it any more.",
    "not-asked": "It is not what this policy is about, which gives certain parts of entries alone.",
    "identity": "It tells by which papers the registrar knew a practitioner. The registrar answers "
    "for that, and no signature is checked by it.",
    "staffing": "It tells why a practitioner’s work ended, or why somebody stood in for them. "
    "From when to when they could sign is given.",
    FOUND: "The search before writing found withheld words in it.",
}
"""The words for reasons that every policy has; a policy may say them otherwise."""


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Closed):
    """What is withheld beyond marks: whatever any of these fits, for one reason."""

    reason: Reason
    events: tuple[str, ...] = ()
    """Entries of these events, whole; none of the directory, by which signatures are checked."""
    entries: tuple[_Number, ...] = ()
    """These entries, whole, and those that correct them."""
    persons: tuple[LocalId, ...] = ()
    """Everything that names these people of the enquiry, by their local ids."""
    kinds_of_person: tuple[PersonKind, ...] = ()
    """Everything that names people who were added as one of these."""
    about: tuple[LocalId, ...] = ()
    """Fields whose author marked them as being about these people."""
    fields: tuple[_Field, ...] = ()
    """Fields of events (`ChildSeen.place`), or of all (`*.source`)."""
    of_kind: tuple[str, ...] = ()
    """Of `fields`, only those whose value is one of these kinds."""
    segments: tuple[_Place, ...] = ()
    """Single parts by entry and path: `12:words.2` is the third sentence of entry 12's words."""
    documents: tuple[_Number, ...] = ()
    """The files that these entries deposit; the entries themselves are given."""
    forms: tuple[Form, ...] = ()
    """The files deposited as one of these."""

    @model_validator(mode="after")
    def _fits_something(self) -> Rule:
        unknown = {*self.events, *(one.partition(".")[0] for one in self.fields)} - {"*", *BY_NAME}
        if unknown:
            raise ValueError(f"there is no event called {min(unknown)}")
        if not any(getattr(self, name) for name in type(self).model_fields if name != "reason"):
            raise ValueError("says nothing that it withholds")
        named = (one.partition(".") for one in self.fields)
        needed = {event for event, _, name in named if event in _SIGNERS and name in NEEDED}
        needed |= _SIGNERS.intersection(self.events)
        if needed:
            raise ValueError(f"signatures are checked by what {min(needed)} states there")
        return self

    def names_field(self, event: str, name: str, value: Json) -> bool:
        """Whether a field of an event, with this value, is among `fields`."""
        if {f"{event}.{name}", f"*.{name}"}.isdisjoint(self.fields):
            return False
        inner = value.get("v") if isinstance(value, dict) else None
        kind = inner.get("kind") if isinstance(inner, dict) else inner
        return not self.of_kind or kind in self.of_kind


class LookFor(_Closed):
    """Words that must not leave, besides those that follow from what is withheld."""

    kind: Literal["name", "alias", "date_of_birth", "address"]
    words: _Words


class _About(_Closed):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    title: _Words
    recipient: RecipientKind
    name: _Words
    purpose: _Words


class _Give(_Closed):
    marks: tuple[Literal["ordinary", "third_party", "restricted"], ...]
    under_order: tuple[Protected, ...] = ()
    parts: tuple[_Part, ...] = ()
    """Of each entry of the enquiry these parts alone; all of them where none is named."""
    of_practitioners: tuple[Told, ...] = ()
    """What of practitioners, beside what their signatures are checked by; nothing by itself."""


class Policy(_Closed):
    """A policy, as its TOML file states it."""

    policy: _About
    """Its id and title, for whom it is, and who and what for where nothing else is said."""
    give: _Give
    """The marks of what is given, and of what is given only under an approved order."""
    treat: Mapping[Mark, tuple[str, ...]] = {}
    """Events whose entries are taken to have a mark though their authors gave them none."""
    reasons: Mapping[Reason, _Words] = {}
    """The words for each reason that the rules use."""
    withhold: tuple[Rule, ...] = ()
    look_for: tuple[LookFor, ...] = ()

    @model_validator(mode="after")
    def _has_words_for_its_reasons(self) -> Policy:
        lacking = {rule.reason for rule in self.withhold} - self.words.keys()
        if lacking:
            raise ValueError(f"reasons: no words for {min(lacking)}")
        unknown = {event for events in self.treat.values() for event in events} - BY_NAME.keys()
        if unknown:
            raise ValueError(f"treat: there is no event called {min(unknown)}")
        return self

    @property
    def words(self) -> Mapping[str, str]:
        """The words for every reason."""
        return {**REASONS, **self.reasons}

    def mark_of(self, event: str) -> Mark | None:
        """The mark that entries of an event are taken to have, where their authors gave none."""
        return next((mark for mark, events in self.treat.items() if event in events), None)


class PolicyInvalid(ValueError):
    """A text is no policy; the message names the field and the reason, and quotes no value."""


def load_policy(text: str) -> Policy:
    """The policy that a TOML text states.

    Raises:
        PolicyInvalid: naming what is wrong first.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PolicyInvalid(f"TOML: {error}") from error
    try:
        # As JSON, where a list may become a tuple; dates, which no policy has, become strings.
        return Policy.model_validate_json(json.dumps(document, default=str))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "policy"
        raise PolicyInvalid(f"{where}: {reason_of(first)}") from error


def shipped_policies() -> dict[str, str]:
    """The TOML text of every policy in this package, by its id."""
    return {
        entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8")
        for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
