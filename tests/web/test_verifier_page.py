"""The page that verifies bundles, as a clerk uses it: opened from disk, without a network."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from crypto import page as verify_html
from crypto.page.joining import JoinRefused, join
from tests.vectors.bundles import FOLDER
from tests.web.keyboard import Keyboard
from tests.web.measures import measured
from tests.web.verifier import Verifier, verifier

TRUST: Final = FOLDER / "trust.json"
GOOD: Final = FOLDER / "verified.zip"
WITHHELD: Final = FOLDER / "verified-parts-withheld.zip"
ALTERED: Final = FOLDER / "entry-signature-changed.zip"
_DROP: Final = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(
      new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""

_SLOWLY: Final = """() => {
  const read = Blob.prototype.arrayBuffer;
  let late = 800;
  Blob.prototype.arrayBuffer = async function arrayBuffer() {
    await new Promise((done) => setTimeout(done, late -= 200));
    return read.call(this);
  };
}"""
"""Files are read late, each after less time than the one before."""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Verifier]:
    """The page, opened from a file."""
    with verifier(browser, tmp_path) as page:
        yield page


def pick(page: Page, bundle: Path, trust: Path | None = TRUST) -> None:
    """Pick the files, check, and wait for the report."""
    if trust:
        page.set_input_files("#trust", trust)
    page.set_input_files("#bundle", bundle)
    page.get_by_role("button", name="Check the bundle").click()
    expect(page.locator("#report")).to_be_visible()


def drop(page: Page, *paths: Path) -> None:
    """Drop files on the page, all at once."""
    files = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in paths]
    page.evaluate(_DROP, files)


def test_the_page_says_the_hash_of_its_own_file(opened: Verifier) -> None:
    """What it shows is what `sha256sum` says of the file, and what `python -m crypto.page` does."""
    of_the_file = hashlib.sha256(opened.path.read_bytes()).hexdigest()
    expect(opened.page.locator("#own-hash")).to_have_text(of_the_file)
    assert verify_html.digest() == of_the_file


def test_a_page_that_was_changed_says_another_hash(browser: Browser, tmp_path: Path) -> None:
    """One word put in another's place on the page is seen by whoever compares."""
    path = tmp_path / "false.html"
    path.write_bytes(
        verify_html.page().replace(b"is this the right page", b"this is the right one")
    )
    page = browser.new_page(offline=True)
    page.goto(path.as_uri())
    expect(page.locator("#own-hash")).to_have_text(hashlib.sha256(path.read_bytes()).hexdigest())
    page.close()


def test_nothing_but_the_page_itself_runs_in_it(opened: Verifier) -> None:
    """Its policy allows no network, no other script, and no text that becomes one."""
    policy = opened.page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for attempt in ("fetch('https://example.org')", "new Function('return 1')()", "eval('1')"):
        assert opened.page.evaluate(
            "async (code) => { const tried = document.createElement('script');"
            " tried.textContent = `globalThis.ran = ${code}`; document.body.append(tried);"
            " return globalThis.ran === undefined; }",
            attempt,
        )
    assert [one for one in opened.troubles if "Content Security Policy" not in one] == []
    opened.troubles.clear()


def test_a_good_bundle_is_verified(opened: Verifier) -> None:
    """Picked files: the verdict, whose record it is, and what it does not prove."""
    pick(opened.page, GOOD)
    report = opened.page.locator("#report")
    expect(report.get_by_role("heading", level=2).first).to_have_text("Verified")
    expect(report.locator("#report-heading")).to_be_focused()
    expect(opened.page.locator("#whose")).to_contain_text("ledger.example/children")
    expect(report).to_contain_text("that the words are true; only that they are the words")
    expect(report).to_contain_text(hashlib.sha256(GOOD.read_bytes()).hexdigest())


def test_whoever_does_not_wait_for_the_files_means_those_that_they_see(opened: Verifier) -> None:
    """Asked while they are being read, it checks the last that was chosen of each."""
    page = opened.page
    page.evaluate(_SLOWLY)
    page.set_input_files("#trust", TRUST)
    page.set_input_files("#bundle", ALTERED)
    page.set_input_files("#bundle", GOOD)
    page.get_by_role("button", name="Check the bundle").click()
    expect(page.locator("#report-heading")).to_have_text("Verified")
    expect(page.locator("#errors")).to_be_hidden()


def test_an_altered_bundle_is_not(opened: Verifier) -> None:
    """Dropped together, the files are checked at once, and the place of the alteration is named."""
    drop(opened.page, ALTERED, TRUST)
    report = opened.page.locator("#report")
    expect(report.locator(".verdict")).to_contain_text("Altered")
    expect(report).to_contain_text("Altered: entry 2 of the enquiry")
    expect(opened.page.locator("#bundle")).to_have_js_property("files.length", 1)
    assert opened.page.locator("#trust").evaluate("one => one.files[0].name") == "trust.json"


def test_without_a_trust_file_nothing_is_vouched_for(opened: Verifier) -> None:
    """The bundle alone is consistent at best, and the report says why."""
    pick(opened.page, GOOD, trust=None)
    report = opened.page.locator("#report")
    expect(report.locator(".verdict")).to_contain_text("Consistent, but not attested")
    expect(report).to_contain_text("so the bundle vouched for its own keys")


def test_what_is_withheld_is_counted_and_shown_as_gaps(opened: Verifier) -> None:
    """Reasons with their numbers, and a gap in the words where a part is missing."""
    pick(opened.page, WITHHELD)
    report = opened.page.locator("#report")
    expect(report.get_by_role("table")).to_contain_text("about somebody else")
    report.locator("summary", has_text="entries of the enquiry").click()
    expect(report.locator(".entries .gap").first).to_be_visible()


def test_the_keyboard_is_enough(opened: Verifier) -> None:
    """From the top of the page to the report, and every stop on the way is seen."""
    expect(opened.page.locator("#own-hash")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    keyboard = Keyboard(opened.page)
    keyboard.skip()
    for name, field, path in (("Trust file", "trust", TRUST), ("Bundle", "bundle", GOOD)):
        keyboard.to(name)
        with opened.page.expect_file_chooser() as chooser:
            keyboard.press("Space")
        chooser.value.set_files(path)
        # A browser opens no second window for files while the first is still closing.
        expect(opened.page.locator(f"#{field}")).to_have_js_property("files.length", 1)
    keyboard.to("Check the bundle")
    keyboard.press("Enter")
    expect(opened.page.locator("#report-heading")).to_be_focused()
    keyboard.to("Print this page")


@pytest.mark.parametrize(
    ("field", "path", "words"),
    [
        ("trust", GOOD, "This is not a trust file."),
        ("bundle", TRUST, "This is not a bundle, which is a ZIP file."),
    ],
)
def test_the_wrong_file_is_said_to_be_wrong(
    opened: Verifier, field: str, path: Path, words: str
) -> None:
    """An error says which file and why, and leads to the field."""
    opened.page.set_input_files(f"#{field}", path)
    expect(opened.page.locator("#errors")).to_be_focused()
    link = opened.page.locator("#errors a")
    expect(link).to_have_text(f"{path.name}: {words}")
    link.click()
    expect(opened.page.locator(f"#{field}")).to_be_focused()


def test_a_trust_file_that_was_edited_is_none(opened: Verifier, tmp_path: Path) -> None:
    """What is not in its one form is refused, and nothing is checked with it."""
    edited = tmp_path / "edited.json"
    edited.write_bytes(TRUST.read_bytes().replace(b"children", b"Children", 1) + b"\n")
    opened.page.set_input_files("#trust", edited)
    expect(opened.page.locator("#errors")).to_contain_text("this is not a trust file")
    opened.page.set_input_files("#bundle", GOOD)
    opened.page.get_by_role("button", name="Check the bundle").click()
    expect(opened.page.locator("#errors")).to_contain_text("this is not a trust file")
    expect(opened.page.locator("#report")).to_be_hidden()


def test_a_failure_of_the_page_is_no_verdict(opened: Verifier) -> None:
    """What nobody foresaw takes away whatever was said, and names another way."""
    pick(opened.page, GOOD)
    opened.page.evaluate(
        "() => { DataView.prototype.getUint32 = () => { throw new Error('of a test'); }; }"
    )
    opened.page.get_by_role("button", name="Check the bundle").click()
    expect(opened.page.locator("#stopped")).to_contain_text("says nothing of the bundle")
    expect(opened.page.locator("#report")).to_be_hidden()
    expect(opened.page.locator("#status")).to_be_empty()
    assert [one for one in opened.troubles if "of a test" not in one] == []
    opened.troubles.clear()


def test_the_report_can_be_saved_for_machines(opened: Verifier, tmp_path: Path) -> None:
    """The file that is saved is the report that `--json` writes."""
    pick(opened.page, ALTERED)
    with opened.page.expect_download() as download:
        opened.page.get_by_role("link", name="Save the report").click()
    download.value.save_as(tmp_path / "report.json")
    saved: dict[str, Any] = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert saved == opened.report(ALTERED.read_bytes(), TRUST.read_bytes())


def test_what_is_printed_hides_nothing(opened: Verifier) -> None:
    """On paper every detail is open, and the form is gone."""
    pick(opened.page, WITHHELD)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    closed = opened.page.locator("#report details:not([open])")
    expect(closed).to_have_count(0)
    expect(opened.page.locator("#form")).to_be_hidden()


@pytest.mark.parametrize(
    "bundle", [None, GOOD, ALTERED, WITHHELD], ids=lambda one: one and one.stem
)
def test_everybody_can_use_it(opened: Verifier, bundle: Path | None) -> None:
    """WCAG 2.2 AA by axe, headings in order, 400 % zoom and spaced text, with all details open."""
    if bundle:
        pick(opened.page, bundle)
    machines = "The report for machines"
    opened.page.evaluate(
        "(but) => document.querySelectorAll('details').forEach("
        "(one) => { one.open = !one.textContent.startsWith(but); })",
        machines,
    )
    # One file holds its style and script, which the house keeps apart and small on a server.
    ours = ("weighs ", "inline: <style>", "inline: <script>")
    assert [one for one in measured(opened.page).wrong if not one.startswith(ours)] == []


def test_without_javascript_it_says_so(browser: Browser, tmp_path: Path) -> None:
    """Where the script does not run, the page says so, and how to check otherwise."""
    with verifier(browser, tmp_path, java_script_enabled=False) as plain:
        expect(plain.page.get_by_text("script does not run")).to_be_visible()
        expect(plain.page.get_by_role("button", name="Check the bundle")).to_be_disabled()


@pytest.mark.parametrize(
    "source",
    [
        'import "./other.js";\n',
        "export default 1;\n",
        'const other = import("./other.js");\nexport let one = other;\n',
        'export const text = "</script>";\n',
        'import { two } from "./main.js";\n',
    ],
    ids=["for-effect", "default", "let", "end-of-script", "circle"],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, source: str) -> None:
    """A module in a form that joining does not know never becomes half of a page."""
    (tmp_path / "main.js").write_text('import { one } from "./one.js";\n', encoding="utf-8")
    (tmp_path / "one.js").write_text(source, encoding="utf-8")
    with pytest.raises(JoinRefused):
        join(tmp_path / "main.js")
