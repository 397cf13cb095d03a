"""The pictures of the README and of docs/: `make pictures` takes them anew.

They show the demonstration on a Wednesday in June, so but for keys, digests and the day on which a
bundle is made they change only where a page does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize

from ledger.settings import Settings
from tests.api.serving import Told
from tests.cli.running import run
from tests.web.chromium import NAMES, chromium, find
from tests.web.house import House, housed, tell
from tests.web.verifier import verifier
from tests.web.visiting import visiting

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it. `path` names an enquiry by its child: `{tia}`."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = (1280, 900)
    """Of the window, in pixels."""
    act: Callable[[Page], object] | None = None


_TIA: Final = "/enquiries/{tia}"
PICTURES: Final = (
    Picture("home", "priya", "/"),
    Picture("case", "priya", _TIA, (1280, 1400)),
    Picture("chronology", "priya", f"{_TIA}/chronology", (1280, 1200)),
    Picture("record", "oduya", "/enquiries/{harper}/record/ChildSeen", (1280, 1200)),
    Picture("countersign", "priya", f"{_TIA}/entries/47/countersign", (1280, 1200)),
    Picture("decisions", "ellison", "/decisions"),
    Picture("evidence", "priya", f"{_TIA}/entries/30", (1280, 1200)),
    Picture("phone", "ruth", _TIA, (375, 740)),
)


def main() -> None:
    """Take every picture.

    Raises:
        SystemExit: the machine has no browser.
    """
    program = find()
    if program is None:
        raise SystemExit(f"no browser is installed ({', '.join(NAMES)})")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="countersign-pictures-") as folder:
        told = tell(Settings(Path(folder) / "data"))
        with chromium(program) as browser, housed(told) as house:
            for picture in PICTURES:
                _take(browser, house, picture)
            _take_verdict(browser, told, Path(folder))


def _take(browser: Browser, house: House, picture: Picture) -> None:
    width, height = picture.size
    size = ViewportSize(width=width, height=height)
    with visiting(browser, house, viewport=size) as visitor:
        visitor.carry(house.token(picture.who))
        page = visitor.open(house.path(picture.path))
        if picture.act:
            picture.act(page)
        page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled")


def _take_verdict(browser: Browser, told: Told, folder: Path) -> None:
    """What the page in a bundle says of it, opened from a file."""
    bundle, data = folder / "bundle.zip", told.settings.data
    done = run("bundle", told.enquiries["tia"], "-o", bundle, "--data", data)
    assert done.code == 0, done
    with verifier(browser, folder) as opened:
        page = opened.page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.set_input_files("#trust", data / "trust.json")
        page.set_input_files("#bundle", bundle)
        page.get_by_role("button", name="Check the bundle").click()
        verdict = page.get_by_role("heading", name="Verified", exact=True)
        verdict.evaluate("here => here.parentElement.scrollIntoView()")
        page.screenshot(path=FOLDER / "verdict.png", animations="disabled")


if __name__ == "__main__":
    main()
