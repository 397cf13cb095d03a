"""The statement of an event: its template is read once, then composed for every entry."""

from collections.abc import Mapping
from functools import cache

from crypto.canonical import Json
from crypto.statement import Sentence, segments
from domain.events.base import Event


@cache
def sentence_of(event: type[Event]) -> Sentence:
    """What composes the statements of an event's entries."""
    return Sentence(event.template)


def statement_of(event: type[Event], content: Mapping[str, Json]) -> list[Json]:
    """The words that the signed parts of an entry say.

    Raises:
        TemplateError: they lack what the sentence needs.
    """
    return segments(sentence_of(event).compose(content))
