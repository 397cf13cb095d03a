"""The pages and states that are checked: by whom, where, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page


@dataclass(frozen=True)
class Listed:
    """A page in a state. `path` names an enquiry by its child, `{tia}`, and people by their keys.

    `act` brings the page into its state; `scripted` says that it needs JavaScript to be there.
    """

    id: str
    path: str
    act: Callable[[Page], object] | None = None
    scripted: bool = False
    status: int = 200


def _open_all(page: Page) -> None:
    """Everything that is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def _submit(page: Page) -> None:
    """Send a form as it stands."""
    with page.expect_event("load"):
        page.locator("main form").last.get_by_role("button").last.click()


def _choose_all(page: Page) -> None:
    """Every last choice of every question, with what it opens; then everything that is folded."""
    for _ in range(4):  # what a choice opens has choices
        page.evaluate(_LAST_CHOICES)
    _open_all(page)


_LAST_CHOICES: Final = """() => {
  const names = new Set([...document.querySelectorAll("main [type=radio]")].map((one) => one.name));
  for (const name of names) {
    const all = document.querySelectorAll(`main [type=radio][name="${CSS.escape(name)}"]`);
    all[all.length - 1].click();
  }
  document.querySelectorAll("main [type=checkbox]:not(:checked)").forEach((one) => one.click());
}"""


def _continue(page: Page) -> None:
    """Continue with a form as it stands: to its errors."""
    with page.expect_event("load"):
        page.locator("#record .govuk-button-group button").first.click()


def _no_such_day(page: Page) -> None:
    page.get_by_text("Filter and order").click()
    for part, value in (("day", "31"), ("month", "2"), ("year", "2026")):
        page.fill(f"#from-{part}", value)
    with page.expect_event("load"):
        page.get_by_role("button", name="Apply").click()


CASE: Final = "/enquiries/{tia}"
NIGHT: Final = "/enquiries/{harper}"
PAST: Final = "2026-05-26T08:00:00Z"
LISTED: Final[dict[str | None, tuple[Listed, ...]]] = {
    None: (
        Listed("sign-in", "/sign-in", _open_all),
        Listed("sign-in-next", "/sign-in?next=/duty"),
        Listed("enrol", "/enrol"),
        Listed("not-found", "/nowhere", status=404),
        Listed("signing-code", "/signing-code"),
        Listed("help", "/help"),
        Listed("accessibility", "/accessibility"),
        Listed("cookies", "/cookies"),
    ),
    "ruth": (
        Listed("home", "/"),
        Listed("keys", "/keys", _open_all),
        Listed("drafts", "/drafts"),
        Listed("search", "/search?q=Tia"),
        Listed("search-nothing", "/search?q=zzzz"),
        Listed("new-enquiry", "/new-enquiry"),
        Listed("log", "/log"),
        Listed("case", CASE, _open_all),
        Listed("case-past", f"{CASE}?as_of={PAST}"),
        Listed("duties", f"{CASE}/duties"),
        Listed("documents", f"{CASE}/documents"),
        Listed("documents-add", f"{CASE}/documents/add"),
        Listed("countersignatures", f"{CASE}/countersignatures"),
    ),
    "priya": (
        Listed("manager-home", "/"),
        Listed("duty", "/duty"),
        Listed("queue", "/countersign"),
        Listed("countersign", f"{CASE}/entries/47/countersign", _choose_all),
        Listed("countersign-errors", f"{CASE}/entries/47/countersign", _submit),
        Listed("countersign-corrected", f"{CASE}/entries/30/countersign"),
        Listed("case-manager", CASE),
        Listed("chronology", f"{CASE}/chronology", _open_all),
        Listed("chronology-table", f"{CASE}/chronology?form=table"),
        Listed("chronology-past", f"{CASE}/chronology?as_of={PAST}"),
        Listed("chronology-filtered", f"{CASE}/chronology?kind=ChildSeen&first=2026-05-01"),
        Listed("chronology-error", f"{CASE}/chronology", _no_such_day),
        Listed("comparison", f"{CASE}/comparison"),
        Listed("comparison-made", f"{CASE}/comparison?earlier={PAST}"),
        Listed("case-decisions", f"{CASE}/decisions"),
        Listed("entry", f"{CASE}/entries/20", _open_all),
        Listed("bundle", f"{CASE}/bundles/new", _open_all),
        Listed("bundle-errors", f"{CASE}/bundles/new", _submit),
    ),
    "oduya": (
        Listed("other-case", CASE, status=404),
        Listed("record", f"{NIGHT}/record", _open_all),
        Listed("record-found", f"{NIGHT}/record?q=medical"),
        Listed("record-form", f"{NIGHT}/record/ChildSeen", _choose_all),
        Listed("record-long-form", f"{NIGHT}/record/StrategyRecord", _choose_all),
        Listed("record-errors", f"{NIGHT}/record/ChildSeen", _continue),
        Listed("record-correction", f"{NIGHT}/record/DelayExplained?corrects=15"),
        Listed("body-map", f"{NIGHT}/record/BodyMap", _choose_all),
    ),
    "ellison": (
        Listed("inspector-home", "/"),
        Listed("decisions", "/decisions", _open_all),
        Listed("decisions-sample", "/decisions?sample=5"),
        Listed("inspector-case", CASE),
        Listed("inspector-chronology", f"{CASE}/chronology"),
        Listed("inspector-record", f"{CASE}/record", status=403),
    ),
    "hallam": (
        Listed("police-home", "/"),
        Listed("police-case", CASE),
        Listed("police-chronology", f"{CASE}/chronology"),
    ),
    "registrar": (
        Listed("registrar-home", "/"),
        Listed("people", "/people"),
        Listed("enrol-somebody", "/people/enrol"),
        Listed("person", "/people/{ruth}"),
    ),
}
"""By who reads them, as their key file in the demonstration is called; None for nobody."""
