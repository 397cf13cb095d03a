"""The statement of an event: its template is read once, then composed for every entry."""

from functools import cache

from crypto.statement import Sentence
from domain.events.base import Event


@cache
def sentence_of(event: type[Event]) -> Sentence:
    """What composes the statements of an event's entries."""
    return Sentence(event.template)
