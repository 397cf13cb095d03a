"""The words that are about to be signed, as the record will show them: in paragraphs if long."""

from datetime import UTC, datetime
from itertools import pairwise

from markupsafe import Markup

from api.web.pieces import broken
from crypto.pieces import words_of
from crypto.statement import compose, segments
from domain.entry import Entry, Reference, read_content
from ledger.draft import Draft, DraftEntry
from projections.paragraphs import breaks


def stated(drafted: Draft) -> tuple[Markup, ...]:
    """The statement of each entry, to the letter as the author's device composes it."""
    return tuple(broken(_paragraphs(drafted, one)) for one in drafted.entries)


def entry_of(drafted: Draft, one: DraftEntry) -> Entry:
    """The entry as it would stand; nobody has signed it, so its digest is empty."""
    statement = segments(compose(drafted.template, one.content))
    content = read_content({**one.content, "statement": statement})
    claims = one.claims
    return Entry(
        stream=claims["sub"],
        seq=claims["seq"],
        digest="",
        author=claims["iss"],
        recorded=datetime.fromtimestamp(claims["iat"], UTC),
        refs=tuple(
            Reference(ref["rel"], ref["sub"], ref["seq"], ref["digest"]) for ref in claims["refs"]
        ),
        frame=content.frame,
        event=content.event,
        parts=content.parts,
    )


def _paragraphs(drafted: Draft, one: DraftEntry) -> tuple[str, ...]:
    composed = compose(drafted.template, one.content)
    told = [(words_of(piece.segment), piece.source) for piece in composed]
    places = (0, *breaks(entry_of(drafted, one), lambda: told), len(told))
    return tuple("".join(words for words, _ in told[a:b]) for a, b in pairwise(places))
