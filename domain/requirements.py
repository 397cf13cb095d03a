"""Ids of the requirements catalogue, as event classes and duties cite them."""

import re
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
