"""Ids of the requirements catalogue, as event classes and duties cite them."""

import re
from collections.abc import Mapping
from typing import Final

_ROW: Final = re.compile(r"([A-Z]{3}|S47)-(\d\d)(?:\.\.(\d\d))?")


def expand_rows(rows: str) -> tuple[str, ...]:
    """`"MED-09 MED-11..13"` as `("MED-09", "MED-11", "MED-12", "MED-13")`.

    Raises:
        ValueError: naming what is not an id or a range of ids.
    """
    found: list[str] = []
    for word in rows.split():
        match = _ROW.fullmatch(word)
        if not match:
            raise ValueError(f"{word!r} is not a requirement id such as MED-09 or MED-11..17")
        chapter, first, last = match.groups()
        found.extend(
            f"{chapter}-{number:02}" for number in range(int(first), int(last or first) + 1)
        )
    return tuple(found)


CHAPTERS: Final[Mapping[str, str]] = {
    "REF": "Referral and responsibility",
    "IMM": "Immediate protection",
    "STR": "Strategy discussion",
    "S47": "Deciding on section 47",
    "SEE": "The child seen and heard",
    "PAR": "Parents, carers and family",
    "OBJ": "Objections and complaints",
    "CHK": "Agency checks and information",
    "MED": "Medical and consent",
    "ABE": "Recorded interviews",
    "ASM": "Assessment and analysis",
    "OUT": "Outcome",
    "CPC": "Child protection conference",
    "FDB": "Feedback",
    "DIS": "Disagreements and escalation",
    "REC": "Records and countersignatures",
    "TIM": "Time limits",
}
"""The chapters of the requirements by the letters of their ids, in the order of an enquiry."""
