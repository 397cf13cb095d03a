"""What leaves the record: orders that let protected content leave, and the bundles made of it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.directory import Bytes32
from domain.events.roles import CHILDRENS_SERVICES, LEGAL, MANAGERS
from domain.values import (
    Count,
    Day,
    EntryNumber,
    Instant,
    Opinion,
    Refers,
    Text,
    Value,
    Words,
    unique,
)
from domain.wording import Phrases

Protected = Literal["police_sensitive", "privileged"]
"""The marks of content that belongs to somebody else, and leaves only if they or a court say so."""

RecipientKind = Annotated[
    Literal["court", "parent", "police", "subject_access", "other"],
    Phrases(
        {
            "court": "a court",
            "parent": "a parent or carer",
            "police": "the police",
            "subject_access": "somebody who asked for the data held about them",
            "other": "somebody else",
        }
    ),
]


class DisclosureOrdered(
    Event,
    type="disclosure-ordered/1",
    rows="CHK-09 CHK-11 IMM-08",
    by=f"{LEGAL} {MANAGERS}",
    countersign=NONE,
):
    """Police-sensitive or privileged content may leave, because a court or its owner said so.

    It covers what was recorded before it, and nothing leaves under it until a second person has
    approved it.
    """

    says = (
        "{author} recorded that, on {dated}, {made_by} allowed {marks} in this record to be given "
        "to {recipient}[, from these entries only: {concerns}]. {terms}"
    )
    example = {
        "made_by": "the family court at Watford (case WD26C00042)",
        "dated": "2026-02-27",
        "marks": ["police_sensitive"],
        "recipient": "court",
        "concerns": [9],
        "terms": "The police log of the two calls shall be served on the parties.",
    }

    made_by: Words
    """Which court ordered it, with the number of the case, or whose content it is and who agreed.
    """
    dated: Day
    """The date of the order or of the agreement."""
    marks: Annotated[
        tuple[
            Annotated[
                Protected,
                Phrases(
                    {
                        "police_sensitive": "what is police-sensitive",
                        "privileged": "what is legally privileged",
                    }
                ),
            ],
            ...,
        ],
        Field(min_length=1),
        unique(),
    ]
    """Which protected content may leave."""
    recipient: RecipientKind
    """To whom."""
    concerns: Annotated[tuple[EntryNumber, ...], unique(), Refers("concerns")] = ()
    """The entries that it is about; none: every earlier entry with these marks."""
    terms: Text
    """What was ordered or agreed, in its own words."""


class DisclosureApproved(
    Event,
    type="disclosure-approved/1",
    rows="CHK-09 CHK-11 IMM-08",
    by=f"{LEGAL} {MANAGERS}",
    countersign=NONE,
):
    """A second person has read the order and approves what leaves under it."""

    says = "{author} approved the disclosure ordered in entry {approves}.[ {comment}]"
    example = {"approves": 12, "comment": "I have read the sealed order of the court."}

    approves: Annotated[EntryNumber, Refers("approves", "DisclosureOrdered")]
    """The entry with the order."""
    comment: Opinion | None = None
    """A remark, if any."""


class Decided(Value):
    """What somebody decided of words that the search found in what was to leave."""

    says: ClassVar[str] = "{place} ({kind}) is {answer}, because {reason}"

    place: Words
    """Where, without the words found, such as “entry 12, words”."""
    kind: Annotated[
        Literal["name", "alias", "date_of_birth", "address", "words", "unsearchable"],
        Phrases(
            {
                "name": "a name that is withheld",
                "alias": "another name that is withheld",
                "date_of_birth": "a date of birth that is withheld",
                "address": "an address that is withheld",
                "words": "words that are withheld elsewhere",
                "unsearchable": "a document that cannot be searched",
            }
        ),
    ]
    """What was found."""
    answer: Annotated[
        Literal["give", "withhold"], Phrases({"give": "given", "withhold": "withheld"})
    ]
    """Whether it leaves all the same."""
    reason: Words
    """Why."""


class BundleIssued(
    Event,
    type="bundle-issued/1",
    rows="CHK-09 CHK-10 CHK-11",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=NONE,
):
    """A bundle of this record was made for somebody outside: from here on it is beyond reach.

    The ledger records it as it writes the bundle, whose list of contents it names by its digest, so
    that the officer's signature covers all of it.
    """

    says = (
        "{author} issued a bundle of this record to {recipient} ({name}), for {purpose}. It shows "
        "the record as it stood when the log had {size} entries[, which is as it was known on "
        "{as_known_at}]. Withheld by the policy “{policy_name}”: {withheld_entries} (entries as a "
        "whole), {withheld_parts} (parts of other entries) and {withheld_documents} (documents)[. "
        "Protected content is given under the orders of these entries: {orders}]. The list of what "
        "is in it has the digest {manifest}, the policy {policy}.[ Of what the search found it was "
        "decided: {decisions}.]"
    )
    example = {
        "recipient": "court",
        "name": "the family court at Watford, case WD26C00042",
        "purpose": "care proceedings",
        "size": 214,
        "policy_name": "court",
        "policy": "d" * 42 + "A",
        "manifest": "d" * 42 + "A",
        "withheld_entries": 2,
        "withheld_parts": 5,
        "withheld_documents": 0,
    }

    recipient: RecipientKind
    """What kind of recipient it was made for."""
    name: Words
    """Who receives it."""
    purpose: Words
    """What for, as it follows the word "for"."""
    size: Annotated[int, Field(ge=1, strict=True)]
    """The size of the log up to which it shows the record; nothing later is in it."""
    as_known_at: Instant | None = None
    """The moment that was asked for, where it shows the record as it was known then."""
    policy_name: Words
    """The policy by which parts were withheld."""
    policy: Bytes32
    """SHA-256 of that policy's file, base64url."""
    manifest: Bytes32
    """SHA-256 of the bundle’s list of contents, base64url: so this signature covers all of it."""
    withheld_entries: Count
    """How many entries are withheld whole."""
    withheld_parts: Count
    """How many parts of other entries are."""
    withheld_documents: Count
    """How many documents are, that an entry in it deposits."""
    orders: Annotated[
        tuple[EntryNumber, ...], unique(), Refers("concerns", "DisclosureOrdered")
    ] = ()
    """The orders under which protected content is in it."""
    decisions: tuple[Decided, ...] = ()
    """What was decided of what the search found before it was written."""
