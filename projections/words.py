"""Small pieces of views as words: statements with their gaps, people, sources, event names.

For every place where a view becomes text: a terminal, a printer, a page, a table for download.
"""

from collections.abc import Iterable
from typing import Final

from projections.parts import Author, Pieces, Somebody, Withheld
from projections.rows import KnownBy
from projections.times import Happened

__all__ = [
    "author",
    "capital",
    "entries",
    "people",
    "person",
    "source",
    "spaced",
    "when",
    "words_of",
]

_HOW: Final = {
    "own_act": "",
    "present": "Was present.",
    "telephone": "By telephone",
    "video": "By video call",
    "message": "By message",
    "document": "From a document",
}


def words_of(pieces: Pieces) -> str:
    """The words as they were signed; what is withheld shows as a gap with its reason."""
    return "".join(
        f"[withheld: {spaced(piece.mark)}]" if isinstance(piece, Withheld) else piece.text
        for piece in pieces
    )


def person(who: Somebody) -> str:
    """Somebody with their agency, where they have one."""
    return f"{who.name} ({who.agency})" if who.agency else who.name


def people(who: Iterable[Somebody]) -> str:
    """Several people."""
    return ", ".join(person(one) for one in who)


def author(who: Author) -> str:
    """Who recorded something, and in which capacity."""
    return f"{who.name}, {who.title}, {who.agency}"


def source(known: KnownBy) -> str:
    """How the author knows; nothing for an own act."""
    how = _HOW[known.how]
    told = f"{how} from {person(known.told_by)}" if known.told_by else how.rstrip(".")
    through = f" through {people(known.through)}" if known.through else ""
    witness = f", witnessed by {person(known.witness)}" if known.witness else ""
    return f"{told}{through}{witness}." if told else ""


def when(told: Happened) -> str:
    """When something happened, where it stands alone and not in a sentence."""
    if told.precision == "unknown":
        return "Time not known"
    alone = capital(told.words.removeprefix("on "))
    return f"{alone}, time not recorded" if told.precision == "day" else alone


def spaced(name: str) -> str:
    """A code as words."""
    return name.replace("_", " ")


def capital(text: str) -> str:
    """As the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def entries(numbers: Iterable[int]) -> str:
    """`entry 4`, `entries 4, 7 to 9 and 12`: runs of three or more are drawn together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in _run(run)]
    listed = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else "none"
    single = len(runs) == 1 and len(runs[0]) == 1
    return f"{'entry' if single else 'entries'} {listed}"


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]  # noqa: PLR2004
