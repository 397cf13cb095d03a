"""Events of releases that are not this one: entered in the registry, and taken out again."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from domain.events import BY_NAME, BY_TYPE, Event


@contextmanager
def another_release() -> Iterator[None]:
    """Whatever is entered in the registry meanwhile is gone afterwards."""
    kept = dict(BY_NAME), dict(BY_TYPE)
    try:
        yield
    finally:
        for registry, before in zip((BY_NAME, BY_TYPE), kept, strict=True):
            registry.clear()
            registry.update(before)


def first_release() -> type[Event]:
    """A release with the first version of an event."""
    return _released("first")


def mistaken_release() -> type[Event]:
    """One in which its words were changed, and its number was not."""
    return _released("mistaken")


def second_release() -> type[Event]:
    """One with its second version: another sentence, one field is gone, another has come."""
    return _released("second")


def _released(name: str) -> type[Event]:
    """As a program that was installed anew: what the one before declared is not there."""
    BY_NAME.pop("ToyLeft", None)
    for event_type in [one for one in BY_TYPE if one.startswith("toy-left/")]:
        del BY_TYPE[event_type]
    sys.modules.pop(f"{__name__}.{name}", None)
    importlib.import_module(f"{__name__}.{name}")
    return BY_NAME["ToyLeft"]
