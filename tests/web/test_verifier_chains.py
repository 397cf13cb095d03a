"""Chains of time stamps: the page draws the line where OpenSSL does."""

import base64
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from tests.crypto.test_stamp_chains import CASES, HOLDS, TEXT, stamps
from tests.web.verifier import verifier

_OPEN: Final = """async ([text, cases]) => {
  const bytes = (one) => Uint8Array.from(atob(one), (character) => character.charCodeAt(0));
  const told = [];
  for (const [answer, root] of cases) {
    try {
      told.push((await $stamp.openStamp(bytes(answer), bytes(text), [bytes(root)])).expires);
    } catch (error) {
      if (!(error instanceof $errors.Refused)) throw error;
      told.push(error.name);
    }
  }
  return told;
}"""


def test_every_chain_ends_as_it_does_elsewhere(browser: Browser, tmp_path: Path) -> None:
    """F15.5, with code of ours."""
    cases = [[base64.b64encode(one).decode() for one in pair] for pair in stamps(tmp_path).values()]
    with verifier(browser, tmp_path) as page:
        asked = [base64.b64encode(TEXT).decode(), cases]
        told: list[Any] = page.page.evaluate(_OPEN, asked)
    ended = [one if isinstance(one, str) else HOLDS for one in told]
    assert dict(zip(CASES, ended, strict=True)) == {n: case.ends for n, case in CASES.items()}
