"""The pages and states that are checked: by whom, where, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page


@dataclass(frozen=True)
class Listed:
    """A page in a state. `path` names an enquiry by its child: `{tia}`.

    `act` brings the page into its state; `scripted` says that it needs JavaScript to be there.
    """

    id: str
    path: str
    act: Callable[[Page], object] | None = None
    scripted: bool = False
    status: int = 200


def _submit(page: Page) -> None:
    page.locator("main form button").last.click()


CASE: Final = "/enquiries/{tia}"
NIGHT: Final = "/enquiries/{harper}"
LISTED: Final[dict[str | None, tuple[Listed, ...]]] = {
    None: (
        Listed("sign-in", "/sign-in"),
        Listed("enrol", "/enrol"),
        Listed("not-found", "/nowhere", status=404),
        Listed("signing-code", "/signing-code"),
    ),
    "ruth": (
        Listed("home", "/"),
        Listed("keys", "/keys"),
        Listed("drafts", "/drafts"),
        Listed("search", "/search?q=Tia"),
        Listed("search-nothing", "/search?q=zzzz"),
        Listed("log", "/log"),
        Listed("case", CASE),
        Listed("duties", f"{CASE}/duties"),
        Listed("documents", f"{CASE}/documents"),
        Listed("countersignatures", f"{CASE}/countersignatures"),
    ),
    "priya": (
        Listed("manager-home", "/"),
        Listed("duty", "/duty"),
        Listed("countersign-queue", "/countersign"),
        Listed("case-manager", CASE),
        Listed("chronology", f"{CASE}/chronology"),
        Listed("chronology-past", f"{CASE}/chronology?as_of=2026-05-26T08:00:00Z"),
        Listed("comparison", f"{CASE}/comparison"),
        Listed("case-decisions", f"{CASE}/decisions"),
        Listed("entry", f"{CASE}/entries/20"),
    ),
    "oduya": (
        Listed("record", f"{NIGHT}/record"),
        Listed("record-form", f"{NIGHT}/record/ChildSeen"),
        Listed("record-errors", f"{NIGHT}/record/ChildSeen", _submit),
    ),
    "ellison": (
        Listed("inspector-home", "/"),
        Listed("decisions", "/decisions"),
        Listed("inspector-case", CASE),
        Listed("inspector-chronology", f"{CASE}/chronology"),
    ),
    "hallam": (
        Listed("police-home", "/"),
        Listed("police-case", CASE),
        Listed("police-decisions", "/decisions"),
    ),
    "registrar": (
        Listed("registrar-home", "/"),
        Listed("people", "/people"),
    ),
}
"""By who reads them, as their key file in the demonstration is called; None for nobody."""
