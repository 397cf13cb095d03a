"""The page shows a report on whatever verifies, however odd what was signed is."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from crypto.canonical import Json
from tests.crypto.bundles import trust_file
from tests.vectors.bundle_ledgers import drafted, says
from tests.vectors.bundle_made import made, put
from tests.vectors.bundles import FOLDER
from tests.web.verifier import Verifier, verifier

ODD: list[Json] = [None, 5, True, ["x"], {}, {"as": {"toString": 1}}, {"as": ["x"]}, {"as": None}]
"""No words, though they stand where words do: an event that nobody has a template for."""


def _shown(page: Verifier, bundle: Path, trust: Path) -> None:
    page.page.set_input_files("#trust", trust)
    page.page.set_input_files("#bundle", bundle)
    page.page.get_by_role("button", name="Check the bundle").click()
    expect(page.page.locator("#report")).to_be_visible()


@pytest.mark.parametrize("kept", ["nothing", "x"])
def test_words_that_are_none_stop_nothing(
    browser: Browser,
    tmp_path: Path,
    kept: str,
) -> None:
    """What an author signed in the place of words is passed over, and the rest is shown."""
    said: dict[str, Json] = {"type": "odd/1", "statement": ["She was ", *ODD, "calm."]}
    draft = drafted(says(said), withhold=lambda *part: "privileged" if part[-1] == kept else None)
    bundle, trust = tmp_path / "odd.zip", tmp_path / "trust.json"
    bundle.write_bytes(made(draft))
    trust.write_bytes(trust_file(draft.ledger).encode())
    with verifier(browser, tmp_path) as page:
        _shown(page, bundle, trust)
        expect(page.page.locator("#report-heading")).to_have_text("Verified")
        assert "She was " in (page.page.locator(".entries").text_content() or "")


@pytest.mark.parametrize("name", ["constructor", "__proto__"])
def test_a_file_is_called_by_its_name(browser: Browser, tmp_path: Path, name: str) -> None:
    """Also by one that every object in JavaScript has."""
    draft = drafted(says({"type": "odd/1"}))
    bundle, trust = tmp_path / "odd.zip", tmp_path / "trust.json"
    bundle.write_bytes(made(draft, files=put(name, b"")))
    trust.write_bytes(trust_file(draft.ledger).encode())
    with verifier(browser, tmp_path) as page:
        _shown(page, bundle, trust)
        expect(page.page.locator(".findings h3").first).to_have_text(f"Altered: the file {name}")


def test_what_no_list_names_is_said(browser: Browser, tmp_path: Path) -> None:
    """F16.32: parts of what came with the officer's signature, beside what is listed."""
    with verifier(browser, tmp_path) as page:
        _shown(page, FOLDER / "verified-issue-without-a-part.zip", FOLDER / "trust.json")
        told = page.page.locator("#report").inner_text()
    assert "Nothing is withheld" not in told
    assert "Beside what is listed, 1 part of the entries by which the bundle was issued" in told
