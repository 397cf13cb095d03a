"""`code` and `vouch`: who has a key file gets a browser, and nobody else in their place."""

import re

import pytest

from crypto.canonical import b64
from crypto.checknumber import check_number
from ledger.device import Device
from ledger.invitations import CodeRefused, Invitations
from ledger.operating.opening import open_ledger
from ledger.settings import Settings
from tests.api.serving import new_device
from tests.cli.conftest import Demonstration
from tests.cli.running import Done, run, signing


def offered(ledger: Demonstration, code: str) -> Device:
    """A browser that has typed the code."""
    browser = new_device()
    opened = open_ledger(Settings(ledger.data))
    codes = Invitations(opened.store.database, opened.genesis.ledger, opened.now)
    codes.offer(code, b64(browser.public_key))
    opened.close()
    return browser


def vouched(ledger: Demonstration, code: str, number: str) -> Done:
    """Vouch for what came, by the number that a browser shows."""
    return registrar(ledger, "vouch", code[:4].lower(), "--number", number, "--yes")


def registrar(ledger: Demonstration, *arguments: object) -> Done:
    """Run a command as the registrar."""
    more = ("--key", ledger.key("registrar"), "--data", ledger.data)
    return run(*arguments, *more, variables=signing())


def test_a_registrar_gets_a_browser(copied: Demonstration) -> None:
    """The code is told once; the number that the browser shows signs its key in."""
    made = registrar(copied, "code")
    code = made.out.splitlines()[0]
    assert re.fullmatch(r"([B-Z]{4}-){3}[B-Z]{4}", code), made
    assert f"--data {copied.data}" in made.out.splitlines()[-1], "it works as it is pasted"
    browser = offered(copied, code)
    done = vouched(copied, code, " ".join(check_number(browser.kid)))
    assert done.code == 0, done
    assert "added a key for another device" in done.err
    opened = open_ledger(Settings(copied.data))
    key = opened.reads.practitioner(opened.genesis.registrar).keys[browser.kid]
    opened.close()
    assert key.state == "pending"


def test_another_number_throws_the_key_away(copied: Demonstration) -> None:
    """A key that is not the browser's is not signed, and its code is of no use any more."""
    code = registrar(copied, "code", "--json").json()["code"]
    offered(copied, code)
    other = " ".join(check_number(new_device().kid))
    vouched(copied, code, other).refused(1, "number", "thrown away")
    with pytest.raises(CodeRefused):
        offered(copied, code)


def test_nothing_is_vouched_for_before_a_key_came(copied: Demonstration) -> None:
    """Without a key there is nothing to sign, and the code still serves."""
    code = registrar(copied, "code", "--json").json()["code"]
    vouched(copied, code, "0" * 30).refused(1, "code", "/enrol")
    assert offered(copied, code).kid
