"""The browser's check numbers are those of everybody else."""

import hashlib

from playwright.sync_api import Browser

from crypto.canonical import b64
from crypto.checknumber import check_number
from tests.web.device import calls, device


def test_the_browser_computes_the_same_numbers(browser: Browser) -> None:
    """F12.9: two people compare one number, whichever program each of them uses."""
    digests = [bytes(32), b"\xff" * 32]
    digests += [hashlib.sha256(bytes([number])).digest() for number in range(100)]
    kids = [b64(digest) for digest in digests]
    with device(browser) as page:
        answers = calls(page, "checknumber", [["checkNumber", kid] for kid in kids])
    assert [one["gives"] for one in answers] == [list(check_number(kid)) for kid in kids]
