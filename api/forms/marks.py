"""Marks on a body map: placed on an outline, or by the name of a region.

A script places marks by pointer or keyboard and fills in where they are. Without one, or for who
prefers it, each mark has a list of regions, and stands in the middle of the one that is chosen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from api.forms.asked import Answers, Asked, Choice, Shown
from api.forms.regions import REGIONS, nearest
from api.forms.shapes import ListAsked, is_answered
from domain.events.body_map import VIEWS

NEW: Final = "new"
"""What stands for the number of a mark in the empty one that a script copies."""
_MOST: Final = 1000


@dataclass(frozen=True)
class MarksAsked(ListAsked):
    """Marks, each with its place on the outline that the answer `view` names."""

    VIEW: ClassVar[str] = "view"

    def read(self, asked: Asked) -> Any:
        """Every mark; one whose region was changed stands in the middle of that."""
        placed = dict(asked.answers)
        for item in self._items(asked):
            if is_answered(item.name, asked.answers):
                placed |= self._place(item)
        return super().read(replace(asked, answers=placed))

    def _place(self, item: Asked) -> Answers:
        region, known = item.part("region"), _place_of(item)
        view = _view(item)
        chosen = next((one for one in REGIONS.get(view, ()) if one.code == region.words), None)
        if known and (chosen is None or nearest(view, *known) == chosen):
            return {}
        if chosen is None:
            region.refuse("Select where the mark is" if view else "Select the view, then the place")
        x, y = (chosen.x, chosen.y) if chosen else (0, 0)
        return {item.part("x").name: [str(x)], item.part("y").name: [str(y)]}

    def show(self, asked: Asked) -> Shown:
        """Each mark with its region, and at the end an empty one to copy."""
        shown = super().show(asked)
        new = asked.part(NEW)
        items = tuple(
            self._shown(at, item) for at, item in zip(self._items(asked), shown.parts, strict=True)
        )
        return replace(shown, kind="marks", parts=(*items, self._shown(new, self.item.show(new))))

    def _shown(self, item: Asked, shown: Shown) -> Shown:
        view, known = _view(item), _place_of(item)
        code = item.part("region").words
        if not code and view and known:
            code = nearest(view, *known).code
        choices = (Choice("", "Select a place"), *_choices(view, code))
        region = item.part("region")
        where = Shown(
            "select", region.name, "Region of the outline", error=region.error, choices=choices
        )
        hidden = {item.part("x").name, item.part("y").name}
        rest = (
            replace(part, kind="hidden") if part.name in hidden else part for part in shown.parts
        )
        return replace(shown, label="", parts=(where, *rest))


def _view(asked: Asked) -> str:
    view = next(iter(asked.answers.get(MarksAsked.VIEW, ())), "")
    return view if view in REGIONS else ""


def _place_of(item: Asked) -> tuple[int, int] | None:
    """Where a script has put the mark."""
    words = [item.part(axis).words for axis in ("x", "y")]
    if not all(one.isascii() and one.isdecimal() and int(one[:5]) <= _MOST for one in words):
        return None
    return int(words[0]), int(words[1])


def _choices(view: str, chosen: str) -> Iterator[Choice]:
    """The regions of the view; of every view, under its name, until one is chosen."""
    for name in (view,) if view else REGIONS:
        group = "" if view else VIEWS[name].capitalize()
        for one in REGIONS[name]:
            words = one.words[:1].upper() + one.words[1:]
            yield Choice(one.code, words, checked=one.code == chosen, group=group)
