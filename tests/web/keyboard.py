"""Using a page with the keyboard alone: every stop on the way must be seen and not covered."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

_FOCUSED: Final = (Path(__file__).parent / "focused.js").read_text(encoding="utf-8")
_MOST: Final = 250
"""Stops on a page; whoever needs more will not find their way."""
_CHOICE: Final = 60


@dataclass
class Keyboard:
    """Somebody without a mouse. Names may be given in part; they are those that are read out."""

    page: Page
    pressed: int = 0

    def __post_init__(self) -> None:
        # The browser hands over windows for files only once somebody listens, and not at once.
        self.page.on("filechooser", lambda _window: None)

    def skip(self) -> None:
        """Go to the main content, as the first stop of every page offers."""
        self.press("Tab")
        assert self.on()["name"] == "Skip to main content"
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def on(self) -> dict[str, Any]:
        """What the keyboard stands on; its focus is seen, and nothing lies over it."""
        focused = self.page.evaluate(_FOCUSED)
        if focused is None:
            return {"name": "", "group": "", "kind": "", "checked": None}
        assert focused["seen"], f"focus is not seen on {focused['shown']}"
        assert focused["bare"], f"something covers {focused['shown']}"
        found: dict[str, Any] = focused
        return found

    def to(self, name: str, *, group: str = "", back: bool = False) -> dict[str, Any]:
        """Tab to what has this name (and stands in a group of that name)."""
        passed = []
        for _ in range(_MOST):
            focused = self.on()
            if _has(focused["name"], name) and _has(focused["group"], group):
                return focused
            passed.append(focused["name"])
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no “{name}” among {passed[:80]}")

    def follow(self, name: str) -> None:
        """Follow a link or press a button that leads to another page."""
        self.to(name)
        with self.page.expect_event("load"):  # an address that a script changes is no other page
            self.press("Enter")

    def write(self, name: str, words: str, *, group: str = "") -> None:
        """Write into a field."""
        self.to(name, group=group)
        self.page.keyboard.type(words)

    def choose(self, name: str, *, group: str = "") -> None:
        """Choose one of several radio buttons, with the arrows."""
        for _ in range(_MOST):
            focused = self.on()
            if focused["kind"] == "radio" and _has(focused["group"], group):
                break
            self.press("Tab")
        for _ in range(_CHOICE):
            if _has(self.on()["name"], name):
                self.press("Space")
                return
            self.press("ArrowDown")
        raise AssertionError(f"no choice “{name}”")

    def date(self, group: str, *parts: str) -> None:
        """Write the day, the month and the year of a date."""
        for name, words in zip(("Day", "Month", "Year"), parts, strict=True):
            self.write(name, words, group=group)

    def tick(self, name: str, *, group: str = "") -> None:
        """Tick a box."""
        self.to(name, group=group)
        self.press("Space")


def _has(whole: str, part: str) -> bool:
    return (
        re.search(rf"(^|\W){re.escape(part)}($|\W)", whole, re.IGNORECASE) is not None or not part
    )
