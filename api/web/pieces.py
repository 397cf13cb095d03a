"""Words of the record as markup: what was signed, with its gaps and whose words they are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from markupsafe import Markup, escape

from domain.values import Mark
from projections.parts import Named, Pieces, Withheld, Words
from projections.rows import Row

MARKS: Final[dict[Mark, str]] = {
    "ordinary": "ordinary",
    "police_sensitive": "police-sensitive",
    "privileged": "legally privileged",
    "third_party": "third party",
    "restricted": "restricted",
}
"""Marks as readers see them."""
_VERBATIM: Final = Markup('<q class="app-verbatim">{}</q>')
_PARAGRAPH: Final = Markup('<span class="app-paragraph">{}</span>')
_GAP: Final = Markup('<span class="app-gap">[withheld: {}]</span>')


def pieces(words: Pieces) -> Markup:
    """Words as they were signed. What somebody said themselves is a quotation; what this reader may
    not see is a gap that says why.
    """
    runs = groupby(words, key=_is_verbatim)
    return Markup("").join(_run(run, verbatim=verbatim) for verbatim, run in runs)


def paragraphs(row: Row) -> Markup:
    """The statement of a row, in paragraphs where it is long: the same words in the same order, to
    the last blank, for whoever copies or checks them.
    """
    if not row.paragraphs:
        return pieces(row.statement)
    begins = pairwise((0, *row.paragraphs, len(row.statement)))
    return broken([pieces(row.statement[one:next_]) for one, next_ in begins])


def broken(told: Sequence[str]) -> Markup:
    """Words in paragraphs, with nothing between them; a single one is no more than its words."""
    if len(told) == 1:
        return escape(told[0])
    return Markup("").join(map(_PARAGRAPH.format, told))


def _run(run: Iterable[Words | Named | Withheld], *, verbatim: bool) -> Markup:
    inner = Markup("").join(_shown(run))
    return _VERBATIM.format(inner) if verbatim else inner


def _shown(run: Iterable[Words | Named | Withheld]) -> Iterator[Markup]:
    for piece in run:
        if isinstance(piece, Withheld):
            yield _GAP.format(MARKS[piece.mark])
        else:
            yield escape(piece.text)


def _is_verbatim(piece: Words | Named | Withheld) -> bool:
    return not isinstance(piece, Withheld) and piece.said == "verbatim"
