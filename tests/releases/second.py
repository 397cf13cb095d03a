"""The second release: with whom a toy was left. What was recorded before still reads as it did."""

from domain.events.base import Event
from domain.values import Words


class ToyLeft(Event, type="toy-left/2", rows="REC-01", by="any"):
    """A toy was left with somebody."""

    says = "{author} handed {toy} to {keeper} for safe keeping"
    example = {"toy": "the bear", "keeper": "the receptionist"}

    toy: Words
    """What was left."""
    keeper: Words
    """Who keeps it."""


class ToyLeft1(ToyLeft, type="toy-left/1"):
    """A toy was left somewhere."""

    says = "{author} left {toy} at {place}"
    example = {"toy": "the bear", "place": "the office"}

    place: Words
    """Where it was left."""
    keeper: None = None  # type: ignore[assignment]  # has come with version 2
