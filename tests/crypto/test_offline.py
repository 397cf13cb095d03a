"""Notes signed away from the ledger: words with a claimed time, and good for nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from crypto import jws
from crypto.claims import ClaimRefused
from crypto.entry import parse_envelope
from crypto.errors import SignatureInvalid
from crypto.jws import JwsRefused
from crypto.offline import MAX_TEXT, TYP, Note, open_note, sign_note, unverified_note
from tests.crypto.making import AUTHOR, KEY, KID, LEDGER, OTHER, PUBLIC

NOTE = Note(LEDGER, AUTHOR, 1_772_408_400, "Maya came to the door by herself.")


def test_it_opens_as_signed() -> None:
    """What was signed is what is read; before that, it says whose key to verify it with."""
    data = sign_note(NOTE, KID, KEY)
    assert open_note(data, PUBLIC) == NOTE
    note, signed = unverified_note(data)
    assert (note, signed.kid) == (NOTE, KID)


def test_another_key_or_another_letter_opens_nothing() -> None:
    """Neither somebody else's signature, nor other words under this one."""
    with pytest.raises(SignatureInvalid):
        open_note(sign_note(NOTE, KID, KEY), OTHER.public_key())
    header, _, signature = sign_note(NOTE, KID, KEY).split(b".")
    other = sign_note(replace(NOTE, text="Maya did not come."), KID, KEY).split(b".")[1]
    with pytest.raises(SignatureInvalid):
        open_note(b".".join((header, other, signature)), PUBLIC)


def test_it_is_no_entry_and_no_entry_is_a_note() -> None:
    """Each kind of statement has a type of its own (F0.14)."""
    with pytest.raises(JwsRefused, match="typ"):
        parse_envelope(sign_note(NOTE, KID, KEY))
    with pytest.raises(JwsRefused, match="typ"):
        open_note(jws.sign("countersign-entry+sd-jwt", KID, NOTE.as_json(), KEY), PUBLIC)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "a" * (MAX_TEXT + 1)},
        {"text": 1},
        {"iat": 0},
        {"iat": True},
        {"iss": "Ruth"},
        {"aud": "ledger"},
        {"exp": 1_772_408_500},
    ],
)
def test_other_claims_are_refused(changes: dict[str, Any]) -> None:
    """By whoever signs as by whoever reads."""
    data = jws.sign(TYP, KID, {**NOTE.as_json(), **changes}, KEY)
    with pytest.raises(ClaimRefused):
        open_note(data, PUBLIC)
