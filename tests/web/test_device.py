"""The device in a browser makes, reads and refuses what the one in Python does, to the byte."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from crypto.canonical import NotCanonical, b64, decode, encode
from crypto.english import date_words, instant_words
from tests.crypto.making import values
from tests.crypto.test_canonical import SPELLINGS
from tests.crypto.test_ed25519 import SMALL_ORDER, P
from tests.crypto.test_english import INSTANTS, NO_DATES, NO_INSTANTS, NO_WHENS, WHENS
from tests.crypto.test_entry import REASONS
from tests.domain.anything import DAYS
from tests.domain.anything import INSTANTS as ANY_INSTANT
from tests.vectors.accepted import CHILD_SEEN
from tests.vectors.examples import TEMPLATE, examples
from tests.vectors.load import ACCEPTED, FALSE, REFUSED, VECTORS
from tests.web.device import HELD, calls, raw, salts

UNWRITABLE = (
    *("fraction", "not a number", "infinity", "minus zero", "beyond 2^53", "undefined", "a hole"),
    *("bytes", "surrogate", "key with a surrogate", "key with an accent", "date", "map"),
    *("big integer", "function", "33 levels"),
)
"""What JavaScript has and canonical JSON has not."""


@settings(max_examples=20)
@given(st.lists(values(), min_size=1, max_size=40))
def test_canonical_json_is_the_same(modules: Page, several: list[Any]) -> None:
    """Any value is written as the same bytes, and what was written is read."""
    written = [raw(encode(value)) for value in several]
    answers = calls(modules, "canonical", [["encode", value] for value in several])
    assert [answer["gives"] for answer in answers] == written
    again = calls(modules, "canonical", [["rewritten", one] for one in written])
    assert [answer["gives"] for answer in again] == written


def test_no_second_spelling_of_json(modules: Page) -> None:
    """F0.2 to F0.6: what Python refuses to read, the browser refuses."""
    answers = calls(modules, "canonical", [["decode", raw(data)] for data in SPELLINGS.values()])
    assert [
        name for name, answer in zip(SPELLINGS, answers, strict=True) if "gives" in answer
    ] == []
    assert {answer["refuses"] for answer in answers} == {"NotCanonical"}


@settings(max_examples=10)
@given(st.lists(st.binary(max_size=12) | st.text('{}[]":,\\u019 -.e').map(str.encode), max_size=60))
def test_the_same_bytes_are_read(modules: Page, several: list[bytes]) -> None:
    """Any bytes are read by both or refused by both."""
    answers = calls(modules, "canonical", [["rewritten", raw(data)] for data in several])
    assert [answer.get("gives") for answer in answers] == [_rewritten(data) for data in several]


def _rewritten(data: bytes) -> dict[str, str] | None:
    try:
        return raw(encode(decode(data)))
    except NotCanonical:
        return None


def test_what_has_no_form_is_not_written(modules: Page) -> None:
    """A value that could not be read back is not written."""
    answers = calls(modules, "canonical", [["unwritable", name] for name in UNWRITABLE])
    assert [answer.get("refuses") for answer in answers] == ["NotCanonical"] * len(UNWRITABLE)


def test_base64url_has_one_spelling(modules: Page) -> None:
    """F0.1: padding, foreign characters and stray low bits are refused."""
    good = [b64(bytes(range(length))) for length in range(9)]
    bad = ["AB", "QUI=", "A", "A A", "AA\n", "+/", "é", "QR", "AAA\x00"]
    answers = calls(modules, "base64url", [["rewritten64", text] for text in (*good, *bad)])
    assert [answer.get("gives") for answer in answers] == [*good, *[None] * len(bad)]


@settings(max_examples=20)
@given(st.lists(ANY_INSTANT, max_size=60), st.lists(DAYS, max_size=20))
def test_times_read_the_same(modules: Page, several: list[str], days: list[str]) -> None:
    """F2.9: London's clocks and the calendar, whatever the time."""
    asked = [*(["instantWords", one] for one in several), *(["dateWords", one] for one in days)]
    words = [*map(instant_words, several), *map(date_words, days)]
    assert [answer.get("gives") for answer in calls(modules, "english", asked)] == words


def test_times_have_one_spelling(modules: Page) -> None:
    """F2.9 and F2.10: the examples read as in Python, and no other form is taken."""
    good: list[list[Any]] = [["instantWords", one] for one in INSTANTS]
    good += [["whenWords", one] for one, _ in WHENS]
    words = [*INSTANTS.values(), *(words for _, words in WHENS)]
    assert [answer.get("gives") for answer in calls(modules, "english", good)] == words
    bad = [
        *(["instantWords", one] for one in NO_INSTANTS),
        *(["dateWords", one] for one in NO_DATES),
        *(["whenWords", one] for one in NO_WHENS),
    ]
    assert {answer.get("refuses") for answer in calls(modules, "english", bad)} == {"TimeRefused"}


def test_the_example_of_the_format_reads(modules: Page) -> None:
    """Chapter 2 of docs/FORMAT.md: pieces with their parts, segments and words."""
    composed, *_ = calls(modules, "statement", [["compose", TEMPLATE, CHILD_SEEN]])
    asked = [["segments", composed["gives"]]]
    segments, *_ = calls(modules, "statement", asked)
    assert encode(segments["gives"]).decode() == examples()["statement"]
    words, *_ = calls(modules, "statement", [["plain", segments["gives"]]])
    assert words["gives"] == examples()["words"]


@pytest.mark.parametrize("vector", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_accepted_entries_are_read_and_made(modules: Page, vector: dict[str, Any]) -> None:
    """A vector yields the same claims and content; with its salts, the same bytes come out."""
    read, concealed = calls(
        modules,
        "verify",
        [
            ["verifyWhole", vector["entry"], vector["key"]],
            ["signedAsGiven", HELD, vector["yields"], salts(4096)],
        ],
    )
    wanted = vector["yields"]
    assert read["gives"] == {**wanted, "gaps": []}
    assert concealed["gives"] == vector["entry"]


def test_false_entries_are_refused(modules: Page) -> None:
    """Every mutated vector is refused, and for the reason that Python gives."""
    several = {**REFUSED, **FALSE}
    asked = [["verifyWhole", one["entry"], one["key"]] for one in several.values()]
    answers = dict(zip(several, calls(modules, "verify", asked), strict=True))
    assert {name: answer for name, answer in answers.items() if "gives" in answer} == {}
    reasons = {name: REASONS[several[name]["yields"]["breaks"]] for name in several}
    other = {
        name: answer["words"]
        for name, answer in answers.items()
        if not re.search(reasons[name], answer["words"])
    }
    assert other == {}
    false = {name for name, answer in answers.items() if answer["refuses"] == "SignatureInvalid"}
    assert false == set(FALSE)


def test_every_refusal_is_one_of_ours(modules: Page) -> None:
    """No vector ends in an error that the device did not foresee."""
    asked = [["verifyWhole", one["entry"], one["key"]] for one in REFUSED.values()]
    known = {"NotCanonical", "JwsRefused", "ClaimRefused", "EntryRefused", "DisclosureRefused"}
    known |= {"DisclosureUnreferenced"}
    assert {answer["refuses"] for answer in calls(modules, "verify", asked)} <= known


def test_signing_in_is_the_same(modules: Page) -> None:
    """Chapter 8 of docs/FORMAT.md: the same statement, to the byte."""
    nonce = b64(bytes(range(16)))
    now = 1_772_419_500_999
    asked = [["signedSignin", HELD, "https://ledger.example", nonce, now]]
    assert calls(modules, "signin", asked)[0]["gives"] == examples()["signin"]
    bad = [["signedSignin", HELD, "https://ledger.example/ä", nonce, now]]
    assert calls(modules, "signin", bad)[0]["refuses"] == "ClaimRefused"


def test_unsound_keys_are_refused(modules: Page) -> None:
    """F0.12: points of small order, second encodings, points off the curve."""
    bad = [*SMALL_ORDER.values(), P.to_bytes(32, "little"), (2).to_bytes(32, "little"), bytes(31)]
    answers = calls(modules, "ed25519", [["sound", b64(one)] for one in bad])
    assert [answer.get("refuses") for answer in answers] == ["KeyRefused"] * len(bad)
    assert calls(modules, "ed25519", [["sound", HELD["x"]]])[0]["gives"] is True


def test_receipts_are_verified(modules: Page) -> None:
    """Chapter 5 of docs/FORMAT.md: the receipt leads to the root; any other line does not."""
    example = examples()
    leaf, receipt = example["digest"], example["receipt"]
    ledger = {"ledger": example["ledger"], "genesis": example["genesis"]}
    good, *false = calls(
        modules,
        "receipts",
        [["receiptOf", ledger, one, text] for one, text in _changed(leaf, receipt)],
    )
    assert (good["gives"]["index"], good["gives"]["size"]) == (0, 2)
    assert good["gives"]["firstKey"] is True
    refused = {answer.get("refuses") for answer in false}
    assert refused == {"Malformed", "ProofInvalid", "SignatureInvalid"}


def _changed(leaf: str, receipt: str) -> Iterator[tuple[str, str]]:
    yield leaf, receipt
    yield VECTORS["countersignature"]["yields"]["digest"], receipt
    for old, new in (
        ("index 0", "index 1"),
        ("index 0", "index 00"),
        ("index 0", "index 2"),
        ("\n2\n", "\n3\n"),
        ("children/1\n2", "children/2\n2"),
        ("proof@v1", "proof@v2"),
        ("wnGd", "wnGe"),
        ("lXCZ", "lXCY"),
        ("8wI=", "8wM="),
        ("7SHq", "7SHr"),
    ):
        assert old in receipt
        yield leaf, receipt.replace(old, new)


def test_a_key_file_opens_with_its_passphrase_alone(modules: Page) -> None:
    """F12.7: whoever changes a member, also one in the clear, has no key; nobody reads it out."""
    whose = {**HELD, "name": "Ruth Adeyemi", "demonstration": True}
    answer = calls(modules, "keyfile", [["keyFiles", whose, "correct horse battery"]])[0]["gives"]
    refused = ("other", "rounds", "box", "format", "name", "passphrase", "rubbish")
    assert answer["found"] == {"right": "signs", **dict.fromkeys(refused, "KeyFileRefused")}
    assert answer["extractable"] is False
    clear = ["demonstration", "format", "kid", "ledger", "name", "practitioner", "rounds", "x"]
    assert sorted(answer["members"]) == sorted([*clear, "box", "nonce", "salt"])
    short = calls(modules, "keyfile", [["keyFiles", whose, "too short"]])[0]
    assert short["refuses"] == "KeyFileRefused"
