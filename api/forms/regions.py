"""The regions of each outline: a name for every place, for whoever chooses from a list or hears it.

Places are in thousandths of the outline's width and height, from the top left. Left and right are
the child's own: seen from the front, the child's right hand is on the left of the picture.
"""

from dataclasses import dataclass
from typing import Final

from projections.body_map_svg import OUTLINES


@dataclass(frozen=True, slots=True)
class Region:
    """A region and its middle."""

    code: str
    words: str
    x: int
    y: int


def _both(
    words: str, x: int, y: int, mirror: int, *, child_right_first: bool
) -> tuple[tuple[str, int, int], ...]:
    """A region on either side: `{side}` stands for left or right."""
    first, second = ("right", "left") if child_right_first else ("left", "right")
    return (words.format(side=first), x, y), (words.format(side=second), mirror, y)


def _pairs(
    rows: tuple[tuple[str, int, int], ...], *, child_right_first: bool
) -> tuple[tuple[str, int, int], ...]:
    found: list[tuple[str, int, int]] = []
    for words, x, y in rows:
        if "{side}" in words:
            found += _both(words, x, y, 1000 - x, child_right_first=child_right_first)
        else:
            found.append((words, x, y))
    return tuple(found)


_FRONT: Final = _pairs(
    (
        ("forehead", 500, 35),
        ("face", 500, 85),
        ("{side} side of the head", 415, 75),
        ("neck, front", 500, 150),
        ("{side} shoulder", 330, 200),
        ("{side} side of the chest", 415, 235),
        ("middle of the chest", 500, 250),
        ("{side} upper arm", 245, 290),
        ("inside of the {side} elbow", 210, 390),
        ("{side} forearm, front", 190, 445),
        ("{side} hand", 165, 515),
        ("abdomen", 500, 350),
        ("{side} hip", 360, 420),
        ("groin", 500, 470),
        ("{side} thigh, front", 395, 570),
        ("{side} knee", 385, 690),
        ("{side} shin", 385, 800),
        ("{side} ankle", 385, 915),
        ("{side} foot", 355, 955),
    ),
    child_right_first=True,
)
_BACK: Final = _pairs(
    (
        ("back of the head", 500, 75),
        ("neck, back", 500, 150),
        ("back of the {side} shoulder", 330, 200),
        ("{side} shoulder blade", 410, 240),
        ("back of the {side} upper arm", 245, 290),
        ("{side} elbow", 210, 390),
        ("{side} forearm, back", 190, 445),
        ("back of the {side} hand", 165, 515),
        ("upper back, middle", 500, 240),
        ("middle of the back", 500, 320),
        ("lower back", 500, 395),
        ("{side} buttock", 415, 470),
        ("{side} thigh, back", 395, 590),
        ("back of the {side} knee", 385, 690),
        ("{side} calf", 385, 800),
        ("{side} heel", 370, 945),
    ),
    child_right_first=False,
)
_SIDE: Final = (
    ("{side} side of the head", 560, 55),
    ("{side} side of the face", 340, 85),
    ("{side} ear", 500, 85),
    ("{side} side of the neck", 500, 150),
    ("{side} shoulder, from the side", 500, 205),
    ("outside of the {side} upper arm", 500, 290),
    ("outside of the {side} elbow", 485, 390),
    ("outside of the {side} forearm", 480, 445),
    ("{side} hand, from the side", 480, 505),
    ("{side} side of the chest", 385, 270),
    ("{side} side of the back", 620, 270),
    ("{side} side of the abdomen", 380, 370),
    ("outside of the {side} hip", 580, 430),
    ("{side} buttock, from the side", 640, 470),
    ("outside of the {side} thigh", 520, 600),
    ("outside of the {side} knee", 510, 700),
    ("outside of the {side} lower leg", 500, 820),
    ("{side} foot, from the side", 400, 950),
)
_FACE: Final = _pairs(
    (
        ("forehead", 500, 230),
        ("{side} temple", 190, 350),
        ("{side} eye", 356, 440),
        ("{side} eyebrow", 356, 385),
        ("{side} ear", 105, 500),
        ("nose", 495, 560),
        ("{side} cheek", 285, 600),
        ("mouth and lips", 500, 705),
        ("{side} side of the jaw", 270, 760),
        ("chin", 500, 840),
    ),
    child_right_first=True,
)
_HEAD: Final = _pairs(
    (
        ("crown of the head", 500, 170),
        ("back of the head, {side} side", 300, 450),
        ("back of the head, middle", 500, 480),
        ("behind the {side} ear", 150, 540),
        ("back of the head, low", 500, 700),
        ("nape of the neck", 500, 860),
    ),
    child_right_first=False,
)


def _listed(rows: tuple[tuple[str, int, int], ...]) -> tuple[Region, ...]:
    return tuple(
        Region(words.replace(", ", " ").replace(" ", "-"), words, x, y) for words, x, y in rows
    )


REGIONS: Final = {
    "front": _listed(_FRONT),
    "back": _listed(_BACK),
    "left_side": _listed(tuple((words.format(side="left"), x, y) for words, x, y in _SIDE)),
    "right_side": _listed(
        tuple((words.format(side="right"), 1000 - x, y) for words, x, y in _SIDE)
    ),
    "face": _listed(_FACE),
    "back_of_head": _listed(_HEAD),
}
"""By the outline that they are on (`domain.events.body_map.VIEWS`)."""


def nearest(view: str, x: int, y: int) -> Region:
    """The region whose middle is nearest to a place, as the eye measures it on the outline."""
    outline = OUTLINES[view]

    def apart(region: Region) -> int:
        across, down = (region.x - x) * outline.width, (region.y - y) * outline.height
        return across * across + down * down

    return min(REGIONS[view], key=apart)
