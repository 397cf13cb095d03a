"""Notes: others open ours and we theirs, one form each, and only a verified text is a text."""

import base64
import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.note import (
    MAX_NOTE_BYTES,
    MAX_SIGNATURES,
    NoteKey,
    NoteSignature,
    NoteSigner,
    UnverifiedNote,
    open_note,
    sign_note,
)
from tests.crypto.conftest import AskGo

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRK"
    "uwHjG1Yu72IneyaQM=\n"
).encode()
"""The verifier key and its note in the signed-note specification."""


def signer(name: str, seed: int = 1) -> NoteSigner:
    """A signer whose private key is the number `seed`."""
    return NoteSigner(name, Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big")))


ALICE, BOB = signer("log.example/1", 1), signer("witness.example", 2)
NOTE = sign_note("One line.\n", [ALICE, BOB])

characters = st.characters(exclude_categories=["Cs"], exclude_characters=bytes(range(32)).decode())
texts = st.text(characters, max_size=30)
bodies = st.lists(texts, min_size=1, max_size=5).map(lambda lines: "\n".join(lines) + "\n")
names = texts.filter(lambda name: name and "+" not in name and not any(map(str.isspace, name)))


def test_the_specification_s_example() -> None:
    """The example of the specification opens with the key printed beside it."""
    key = NoteKey.parse(EXAMPLE_KEY)
    assert key.vkey == EXAMPLE_KEY
    note = open_note(EXAMPLE_NOTE, [key])
    assert note.text == "This is an example message.\n"
    assert note.signers == (key,)


@given(bodies, st.lists(names, min_size=1, max_size=4, unique=True))
def test_what_is_signed_opens(text: str, signer_names: list[str]) -> None:
    """Any text by any signers opens with their keys, in their order, and encodes as it was."""
    signers = [signer(name, seed) for seed, name in enumerate(signer_names, 1)]
    raw = sign_note(text, signers)
    note = open_note(raw, [one.key for one in signers])
    assert note.text == text
    assert note.signers == tuple(one.key for one in signers)
    assert UnverifiedNote.parse(raw).encode() == raw


@given(st.integers(0, len(NOTE) - 1), st.integers(0, 255), st.sampled_from(["set", "cut", "add"]))
def test_one_form(at: int, byte: int, change: str) -> None:
    """A note with a byte changed, cut or added is refused, or has lost the signer it named."""
    cut = at + (change != "add")
    altered = NOTE[:at] + (b"" if change == "cut" else bytes([byte])) + NOTE[cut:]
    try:
        note = open_note(altered, [ALICE.key, BOB.key])
    except (Malformed, SignatureInvalid):
        return
    assert UnverifiedNote.parse(altered).encode() == altered
    assert altered == NOTE or (note.text == "One line.\n" and len(note.signers) == 1)


@given(names, st.binary(min_size=32, max_size=32))
def test_vkeys_read_back(name: str, seed: bytes) -> None:
    """A vkey reads back as the key that wrote it."""
    key = NoteSigner(name, Ed25519PrivateKey.from_private_bytes(seed)).key
    assert NoteKey.parse(key.vkey) == key


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        EXAMPLE_KEY.replace("example", "exemple"),
        EXAMPLE_KEY.replace("530d903a", "530D903A"),
        EXAMPLE_KEY.replace("530d903a", "530d903b"),
        EXAMPLE_KEY.replace("+Aeky", "+Beky"),
        EXAMPLE_KEY + "\n",
        EXAMPLE_KEY + "=",
        " " + EXAMPLE_KEY,
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ],
)
def test_other_vkeys_are_refused(vkey: str) -> None:
    """A vkey with another name, id, type or spelling is no key."""
    with pytest.raises(Malformed):
        NoteKey.parse(vkey)


def test_a_cosigning_key_is_not_taken_for_a_signing_one() -> None:
    """A sound vkey of another signature type, as witnesses have, is refused by its type."""
    material = b"\x04" + ALICE.key.public
    key_id = hashlib.sha256(b"witness.example\n" + material).hexdigest()[:8]
    with pytest.raises(Malformed, match="not an Ed25519 key"):
        NoteKey.parse(f"witness.example+{key_id}+{base64.b64encode(material).decode()}")


def test_unsound_keys_are_refused() -> None:
    """A key of small order, or of another length, is no verifier key."""
    for public in (bytes(32), bytes(31), b""):
        with pytest.raises(KeyRefused):
            NoteKey("log.example/1", public)


LINE = NoteSignature("a", b"1234", b"5")
SIGNED = LINE.encode() + "\n"
MALFORMED = {
    "empty": "",
    "no signature": "text\n",
    "no signature behind the blank line": "text\n\n",
    "no blank line": f"text\n{SIGNED}",
    "no text": f"\n{SIGNED}",
    "last newline missing": f"text\n\n{SIGNED}"[:-1],
    "blank line at the end": f"text\n\n{SIGNED}\n",
    "hyphen for the em dash": f"text\n\n{SIGNED}".replace("\u2014", "-"),
    "two spaces": f"text\n\n{SIGNED}".replace(" ", "  "),
    "no-break space": f"text\n\n{SIGNED}".replace("a ", "a\u00a0b "),
    "plus in the name": f"text\n\n{SIGNED}".replace("a ", "a+b "),
    "no name": f"text\n\n{SIGNED}".replace("a ", " "),
    "no signature behind the name": "text\n\n\u2014 a \n",
    "too short": "text\n\n\u2014 a MTIzNA==\n",
    "not base64": "text\n\n\u2014 a MTIzN*U=\n",
    "base64 without padding": "text\n\n\u2014 a MTIzNDU\n",
    "base64 with stray bits": "text\n\n\u2014 a MTIzNDV=\n",
    "base64url": "text\n\n\u2014 a MTIz_zQ1\n",
    "tab in the text": f"te\txt\n\n{SIGNED}",
    "carriage returns": f"text\n\n{SIGNED}".replace("\n", "\r\n"),
    "null byte": f"te\0xt\n\n{SIGNED}",
    "one signature too many": "text\n\n" + SIGNED * (MAX_SIGNATURES + 1),
    "too long": "x" * MAX_NOTE_BYTES + f"\n\n{SIGNED}",
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED)
def test_malformed_notes_are_refused(raw: str) -> None:
    """Whatever is not in the one accepted form is refused before any signature is looked at."""
    UnverifiedNote.parse(f"text\n\n{SIGNED}".encode())
    with pytest.raises(Malformed):
        UnverifiedNote.parse(raw.encode())


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80"], ids=bytes.hex)
def test_broken_utf8_is_refused(bad: bytes) -> None:
    """Bytes that are not UTF-8, overlong forms and surrogates included."""
    with pytest.raises(Malformed, match="UTF-8"):
        UnverifiedNote.parse(bad + f"\n\n{SIGNED}".encode())


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "cr\r\n", "\ud800\n"], ids=ascii)
def test_what_could_not_be_read_is_not_signed(text: str) -> None:
    """A text that no reader would accept gets no signature."""
    with pytest.raises(Malformed):
        sign_note(text, [ALICE])


def test_a_note_needs_a_signer() -> None:
    """Without a signature there is no note."""
    with pytest.raises(Malformed):
        sign_note("text\n", [])


def test_as_many_signatures_as_go_reads() -> None:
    """The most signatures that are allowed fit, each as long as post-quantum ones are."""
    lines = tuple(NoteSignature(f"w{i}.example", b"1234", bytes(4900)) for i in range(100))
    note = UnverifiedNote("text\n", lines)
    assert UnverifiedNote.parse(note.encode()) == note


def test_text_may_have_blank_lines() -> None:
    """The last blank line, and no other, ends the text."""
    text = "\n\none\n\n\u2014 looks like a signature\n\n"
    assert open_note(sign_note(text, [ALICE]), [ALICE.key]).text == text


def test_unknown_signatures_are_kept_but_vouch_for_nothing() -> None:
    """A signature by an unknown key is ignored and kept; alone, it does not open a note."""
    note = open_note(NOTE, [BOB.key])
    assert note.signers == (BOB.key,)
    assert [unknown.name for unknown in note.unknown] == [ALICE.name]
    with pytest.raises(SignatureInvalid, match="no signature by a known key"):
        open_note(NOTE, [signer("carol.example", 3).key])
    with pytest.raises(SignatureInvalid, match="no signature by a known key"):
        open_note(NOTE, [])


@pytest.mark.parametrize(
    "other", [signer("log.example/2", 1), signer("log.example/1", 3)], ids=["name", "key"]
)
def test_another_name_or_key_is_another_signer(other: NoteSigner) -> None:
    """The same key under another name, or the same name with another key, is unknown."""
    with pytest.raises(SignatureInvalid, match="no signature by a known key"):
        open_note(NOTE, [other.key])


def test_one_false_signature_spoils_the_note() -> None:
    """A known key's false signature is refused, even beside another's true one."""
    note = UnverifiedNote.parse(NOTE)
    alice, bob = note.signatures
    forged = NoteSignature(alice.name, alice.key_id, bob.signature)
    raw = UnverifiedNote(note.unverified_text, (forged, bob)).encode()
    with pytest.raises(SignatureInvalid, match=r"log\.example/1: does not verify"):
        open_note(raw, [ALICE.key, BOB.key])
    assert open_note(raw, [BOB.key]).signers == (BOB.key,)


@pytest.mark.parametrize("length", [1, 63, 65])
def test_signatures_of_other_lengths_are_false(length: int) -> None:
    """A known key's signature that is not 64 bytes long is false, not malformed."""
    line = NoteSignature(ALICE.name, ALICE.key.key_id, bytes(length))
    with pytest.raises(SignatureInvalid):
        open_note(UnverifiedNote("text\n", (line,)).encode(), [ALICE.key])


def test_a_signature_counts_once() -> None:
    """A line repeated does not make one signer two."""
    note = UnverifiedNote.parse(NOTE)
    repeated = UnverifiedNote(note.unverified_text, note.signatures * 2)
    assert open_note(repeated.encode(), [BOB.key, BOB.key]).signers == (BOB.key,)


def test_two_keys_with_one_id_are_refused() -> None:
    """Keys whose short ids collide could answer for each other, so they are not used together.

    The id is 32 bits: an attacker finds such a pair in a second, as we did.
    """
    one, other = signer("log.example/1", 2286).key, signer("log.example/1", 9089).key
    assert one.key_id == other.key_id
    with pytest.raises(KeyRefused, match="same id"):
        open_note(NOTE, [one, other])


def test_private_keys_do_not_show() -> None:
    """Printing a signer shows its name alone."""
    assert repr(ALICE) == "NoteSigner(name='log.example/1')"


def test_go_opens_our_notes(ask_go: AskGo) -> None:
    """Go's note package opens what we sign with the vkeys that we print, and sees who signed."""
    raw = sign_note("Où est l'enfant ?\n\nhere\n", [ALICE, BOB])
    answer = ask_go("open", note=raw, keys=[ALICE.key.vkey, BOB.key.vkey])
    assert answer["text"] == "Où est l'enfant ?\n\nhere\n"
    assert answer["names"] == [ALICE.name, BOB.name]
    answer = ask_go("open", note=raw, keys=[BOB.key.vkey])
    assert answer["names"] == [BOB.name]
    assert answer["unknown"] == [ALICE.name]
    altered = raw.replace(b"here", b"gone")
    assert "invalid signature" in ask_go("open", note=altered, keys=[ALICE.key.vkey])["error"]


def test_we_open_go_s_notes(ask_go: AskGo) -> None:
    """What Go's note package signs opens with the vkey that it prints, and its bytes are ours."""
    pair = ask_go("generate", name="go.example")
    raw = base64.b64decode(ask_go("sign", text="From Go.\n", keys=[pair["private"]])["note"])
    key = NoteKey.parse(pair["public"])
    assert key.vkey == pair["public"]
    note = open_note(raw, [key])
    assert (note.text, note.signers) == ("From Go.\n", (key,))
    seed = base64.b64decode(pair["private"].split("+", 4)[4])[1:]
    ours = NoteSigner("go.example", Ed25519PrivateKey.from_private_bytes(seed))
    assert sign_note("From Go.\n", [ours]) == raw


ALTERATIONS: dict[str, Callable[[str], str]] = {
    "name": lambda line: line.replace("log.example/1", "log.example/9"),
    "spelling": lambda line: line.replace("=", ""),
}


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS)
def test_go_and_we_refuse_alike(ask_go: AskGo, alter: Callable[[str], str]) -> None:
    """An altered signature line opens neither here nor in Go."""
    raw = alter(sign_note("text\n", [ALICE]).decode()).encode()
    assert "error" in ask_go("open", note=raw, keys=[ALICE.key.vkey])
    with pytest.raises((Malformed, SignatureInvalid)):
        open_note(raw, [ALICE.key])
