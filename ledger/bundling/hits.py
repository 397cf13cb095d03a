"""How what the search found is named, so that somebody can decide of it and give the name back."""

import re
from typing import Final

from domain.disclosure import Found
from domain.disclosure.policy import NEEDED

_PARTS: Final = 3
_NUMBER: Final = re.compile("[0-9]{1,9}")
_SIGNERS_ENTRY: Final = re.compile(r"the .+, entry [1-9][0-9]*")


def hit_of(found: Found) -> str:
    """How a decision names what was found: place, kind, and from which entry it is withheld."""
    return f"{found.place}/{found.kind}/{found.withheld_in}"


def found_by(hit: str) -> Found | None:
    """What a hit names; None where it is not written as `hit_of` writes."""
    place, *rest = hit.rsplit("/", _PARTS - 1)  # a person's name may have a stroke in it
    if not place or len(rest) != _PARTS - 1 or not _NUMBER.fullmatch(rest[1]):
        return None
    return Found(place, rest[0], int(rest[1]))


def can_be_withheld(hit: str) -> bool:
    """Whether what a hit names can be: not what an officer wrote, nor what verifiers need."""
    return place_of(hit) is not None or signers_part(hit) is not None


def is_needed(hit: str) -> bool:
    """Whether verifiers check signatures by the part of the directory that a hit names."""
    found = found_by(hit)
    entry, _, path = found.place.rpartition(", ") if found else ("", "", "")
    return bool(_SIGNERS_ENTRY.fullmatch(entry)) and path.partition(".")[0] in NEEDED


def place_of(hit: str) -> tuple[int, str] | None:
    """Entry of the enquiry and part that a hit names, if it names one that can be withheld."""
    found = found_by(hit)
    words, _, path = found.place.partition(", ") if found else ("", "", "")
    number = words.removeprefix("entry ")
    known = path and words != number and _NUMBER.fullmatch(number)
    return (int(number), path) if known else None


def signers_part(hit: str) -> tuple[str, str] | None:
    """Entry and part that a hit in the directory names, if no signature is checked by the part."""
    found = found_by(hit)
    entry, _, path = found.place.rpartition(", ") if found else ("", "", "")
    part = path.partition(".")[0]
    return (entry, part) if _SIGNERS_ENTRY.fullmatch(entry) and part not in NEEDED else None
