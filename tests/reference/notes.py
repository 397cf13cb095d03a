"""Chapter 5 and C2SP: signed notes, checkpoints, proofs, and cosignatures where a policy asks."""

import base64
import hashlib
import re
from dataclasses import dataclass

from tests.reference.basics import No, need, signed_by

Key = tuple[str, bytes]
"""A name and a public key."""


def unb64(text: str) -> bytes:
    """F5.8: base64 with padding."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise No("not base64") from error
    need(base64.b64encode(data).decode() == text, "another spelling of base64")
    return data


def decimal(text: str) -> int:
    """F5.8: a number of leaves, or an index."""
    need(re.fullmatch("0|[1-9][0-9]{0,18}", text), "not a decimal")
    return int(text)


def key_id(name: str, material: bytes) -> bytes:
    """Signed-note: the first four bytes of a digest over name, type and key."""
    return hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]


def vkey(text: str, kind: bytes = b"\x01") -> Key:
    """Signed-note, verifier keys."""
    need(text.count("+") >= 2, "vkey")
    name, shown, encoded = text.split("+", 2)
    material = unb64(encoded)
    need(name and material[:1] == kind and len(material) == 33, "vkey")
    need(shown == key_id(name, material).hex(), "vkey: id")
    return name, material[1:]


@dataclass
class Note:
    """A note: its text, and its signatures as (name, id, signature)."""

    text: str
    signatures: list[tuple[str, bytes, bytes]]

    def signers(self, keys: list[Key]) -> list[Key]:
        """F5.4: those of the keys that signed; a false signature in the name of one refuses all."""
        found = []
        for name, shown, signature in self.signatures:
            for key in keys:
                if key[0] == name and key_id(name, b"\x01" + key[1]) == shown:
                    signed_by(key[1], signature, self.text.encode())
                    found.append(key)
        return found

    def cosigners(self, keys: list[Key]) -> list[tuple[Key, int]]:
        """Tlog-cosignature: who cosigned, and when by their clock."""
        found = []
        for name, shown, signature in self.signatures:
            for key in keys:
                if key[0] == name and key_id(name, b"\x04" + key[1]) == shown:
                    need(len(signature) == 72, "cosignature")
                    time = int.from_bytes(signature[:8], "big")
                    need(0 < time < 2**63, "cosignature: time")
                    said = f"cosignature/v1\ntime {time}\n{self.text}"
                    signed_by(key[1], signature[8:], said.encode())
                    found.append((key, time))
        return found


def note(raw: bytes) -> Note:
    """Signed-note, in its one form."""
    need(len(raw) <= 2**20, "too long")
    try:
        text, blank, lines = raw.decode().rpartition("\n\n")
    except UnicodeDecodeError as error:
        raise No("not UTF-8") from error
    need(blank and lines.endswith("\n") and 1 <= lines.count("\n") <= 100, "signatures")
    need(not re.search("[\x00-\x09\x0b-\x1f]", raw.decode()), "a control character")
    signatures = []
    for line in lines[:-1].split("\n"):
        need(line.count(" ") == 2 and line.startswith("\u2014 "), "a signature line")
        _, name, encoded = line.split(" ")
        need(name and "+" not in name and not re.search(r"\s|[\x1c-\x1f\x85]", name), "a name")
        value = unb64(encoded)
        need(len(value) > 4, "a signature")
        signatures.append((name, value[:4], value[4:]))
    return Note(text + "\n", signatures)


@dataclass
class Tree:
    """A checkpoint: what it says, and the note that says it."""

    origin: str
    size: int
    root: bytes
    note: Note


def checkpoint(raw: bytes) -> Tree:
    """F5.3."""
    signed = note(raw)
    lines = signed.text.split("\n")
    need(len(lines) >= 4 and not lines[-1] and all(lines[:-1]), "not three lines")
    size, root = decimal(lines[1]), unb64(lines[2])
    need(size < 2**53, "F16.28")
    need(size < 2**63 and len(root) == 32, "size, root")
    need(size or root == hashlib.sha256().digest(), "root of the empty tree")
    return Tree(lines[0], size, root, signed)


@dataclass
class Proof:
    """A receipt or a proof of a bundle: index, hashes, and the bytes of its checkpoint."""

    index: int
    hashes: list[bytes]
    checkpoint: bytes


def proof(raw: bytes) -> Proof:
    """F5.7."""
    need(len(raw) <= 2**20 + 2**17, "too long")
    head, _, tail = raw.partition(b"\n\n")
    need(head.isascii(), "not ASCII")
    first, *lines = head.decode().split("\n")
    need(first == "c2sp.org/tlog-proof@v1" and lines, "header")
    if lines[0].startswith("extra "):
        extra = unb64(lines.pop(0).removeprefix("extra "))
        need(0 < len(extra) <= 2**16, "extra")
    need(lines and lines[0].startswith("index "), "index")
    index = decimal(lines[0].removeprefix("index "))
    hashes = [unb64(line) for line in lines[1:]]
    need(index < 2**63 - 1 and len(hashes) <= 63, "index, hashes")
    need(all(len(one) == 32 for one in hashes), "a hash")
    checkpoint(tail)
    return Proof(index, hashes, tail)
