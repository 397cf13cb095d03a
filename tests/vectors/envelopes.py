"""Every way known to us of writing the clear part of an entry that must not be accepted."""

from typing import Any

from tests.vectors.changes import low_bits, part, plus_order, put, reverse, rewrite, twice
from tests.vectors.forge import AUTHOR, LEDGER, REF, STRANGER, TYPE, Forged, b64, canon, kid, salt

NAME = canon([salt(1), "name", "Maya"])
SECOND = {"seq": 2, "prev": b64(bytes(32))}
"""Claims of an entry that is not the first, so that it may refer to one before it."""


def header(old: str, new: str) -> Forged:
    """An entry whose header has `new` for `old`."""
    return Forged(header=put(old, new))


def payload(old: str, new: str) -> Forged:
    """An entry whose payload has `new` for `old`."""
    return Forged(payload=put(old, new))


def claims(**changed: Any) -> Forged:
    """An entry with other claims."""
    return Forged(claims=changed)


HEADERS: dict[str, tuple[str, str, Forged]] = {
    "alg-none": ("F0.10", "no signature is asked for", header("Ed25519", "none")),
    "alg-eddsa": ("F0.10", "the name of RFC 8037 instead of RFC 9864", header("Ed25519", "EdDSA")),
    "header-crit": ("F0.10", "a critical extension", header(',"kid"', ',"crit":["x"],"kid"')),
    "header-jwk": ("F0.10", "a key to verify with", header(',"kid"', ',"jwk":{},"kid"')),
    "header-without-kid": (
        "F0.10",
        "kid is missing",
        header(f'"kid":"{kid(AUTHOR)}",', ""),
    ),
    "header-unsorted": (
        "F0.2",
        "typ stands before alg",
        Forged(header=lambda text: "{" + ",".join(text[1:-1].split(",")[::-1]) + "}"),
    ),
    "header-with-space": ("F0.2", "a space", header(",", ", ")),
    "typ-of-signin": ("F1.2", "a sign-in statement", header("entry+sd-jwt", "signin+jwt")),
    "typ-in-capitals": ("F1.2", "capitals, which JOSE ignores", header("sd-jwt", "SD-JWT")),
    "kid-low-bits": ("F0.7", "a second spelling", Forged(kid=low_bits(kid(AUTHOR)))),
}

PAYLOADS: dict[str, tuple[str, str, Forged]] = {
    "claim-missing": ("F1.3", "no refs", payload('"refs":[],', "")),
    "claim-extra": ("F1.3", "a claim of JWT", claims(nbf=1)),
    "claim-twice": ("F0.3", "seq stands twice", payload('"seq":1', '"seq":1,"seq":1')),
    "payload-array": ("F1.3", "an array", Forged(payload=lambda text: f"[{text}]")),
    "payload-unsorted": (
        "F0.2",
        "seq stands before refs",
        payload('"refs":[],"seq":1', '"seq":1,"refs":[]'),
    ),
    "payload-with-space": ("F0.2", "a space", payload(":[]", ": []")),
    "payload-newline-behind": ("F0.2", "a newline", Forged(payload=lambda text: text + "\n")),
    "payload-more-behind": ("F0.2", "a second value", Forged(payload=lambda text: text + "{}")),
    "payload-bom": ("F0.2", "a byte order mark", Forged(payload=lambda text: "\ufeff" + text)),
    "payload-needless-escape": ("F0.2", "a as \\u0061", payload('"aud"', '"\\u0061ud"')),
    "seq-true": ("F1.4", "true, which some languages count as 1", payload(":1,", ":true,")),
    "seq-string": ("F1.4", "a string", claims(seq="1")),
    "seq-zero": ("F1.4", "positions count from 1", claims(seq=0)),
    "seq-minus-zero": ("F0.4", "-0", payload('"seq":1', '"seq":-0')),
    "seq-leading-zero": ("F0.2", "01", payload('"seq":1', '"seq":01')),
    "seq-float": ("F0.4", "1.0", payload('"seq":1', '"seq":1.0')),
    "seq-exponent": ("F0.4", "1e0", payload('"seq":1', '"seq":1e0')),
    "seq-beyond-2-53": ("F0.4", "2^53", claims(seq=2**53, prev=b64(bytes(32)))),
    "seq-huge": ("F0.4", "5,000 digits", payload('"seq":1', f'"seq":{"9" * 5000}')),
    "iat-year-10000": ("F0.9", "RFC 3339 cannot write it", claims(iat=253_402_300_800)),
    "iat-zero": ("F0.9", "1970 itself", claims(iat=0)),
    "iss-in-capitals": (
        "F0.8",
        "a second spelling",
        claims(iss="0E9D8C7B-6A5F-4E3D-9C2B-1A0F9E8D7C6B"),
    ),
    "sub-without-hyphens": (
        "F0.8",
        "a second spelling",
        claims(sub="5f2d1b0a3c4e4d5f8a6b7c8d9e0f1a2b"),
    ),
    "aud-padded": ("F0.7", "a second spelling", claims(aud=f"{LEDGER}=")),
    "dir-low-bits": ("F0.7", "a second spelling", claims(dir=low_bits(LEDGER))),
    "aud-list": ("F1.4", "several audiences, as JWT allows", claims(aud=[LEDGER])),
    "prev-foreign-at-1": ("F1.5", "not the ledger id", claims(prev=b64(bytes(32)))),
    "prev-ledger-at-2": ("F1.5", "the ledger id", claims(seq=2)),
    "refs-itself": ("F1.6", "an entry that refers to itself", claims(refs=[REF])),
    "refs-twice": ("F1.6", "one reference twice", claims(**SECOND, refs=[REF, REF])),
    "refs-extra-member": ("F1.6", "five members", claims(**SECOND, refs=[{**REF, "why": "x"}])),
    "refs-rel-in-capitals": (
        "F1.6",
        "a capital",
        claims(**SECOND, refs=[{**REF, "rel": "Corrects"}]),
    ),
    "sd-alg-other": ("F1.3", "another hash", claims(_sd_alg="sha-512")),
    "sd-empty": ("F1.7", "no digests", Forged(top=())),
    "sd-unsorted": ("F1.7", "descending", Forged(top=(TYPE, NAME), sd=reverse)),
    "sd-twice": ("F1.7", "a digest stands twice", Forged(sd=twice)),
}

SIGNATURES: dict[str, tuple[str, str, Forged]] = {
    "jws-four-parts": ("F0.10", "a part more", Forged(entry=put(".", ".."))),
    "payload-padded": ("F0.1", "padding", Forged(entry=part(1, lambda text: text + "=="))),
    "payload-not-ascii": ("F0.1", "a letter of no alphabet", Forged(entry=part(1, put("A", "é")))),
    "signature-low-bits": ("F0.1", "a second spelling", Forged(entry=part(2, low_bits))),
    "signature-stripped": ("F0.10", "no signature", Forged(entry=part(2, lambda _: ""))),
    "signature-short": ("F0.10", "63 bytes", Forged(entry=part(2, lambda text: text[:84]))),
}

FALSE_SIGNATURES: dict[str, tuple[str, str, Forged]] = {
    "signature-zero": ("F0.13", "64 zero bytes", Forged(entry=part(2, lambda _: b64(bytes(64))))),
    "signature-plus-order": ("F0.13", "S + L instead of S", Forged(entry=part(2, plus_order))),
    "signature-of-stranger": ("F0.13", "by another key", Forged(signer=STRANGER)),
    "kid-of-stranger": ("F0.11", "kid names another key", Forged(kid=kid(STRANGER))),
    "claims-changed-after": (
        "F0.13",
        "the payload was changed after signing",
        Forged(entry=part(1, rewrite('"iat":1772419500', '"iat":1772419501'))),
    ),
}
"""Entries in their accepted form, whose signature the author's key does not verify."""
