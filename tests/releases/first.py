"""The first release: where a toy was left."""

from domain.events.base import Event
from domain.values import Words


class ToyLeft(Event, type="toy-left/1", rows="REC-01", by="any"):
    """A toy was left somewhere."""

    says = "{author} left {toy} at {place}"
    example = {"toy": "the bear", "place": "the office"}

    toy: Words
    """What was left."""
    place: Words
    """Where it was left."""
