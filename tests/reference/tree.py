"""RFC 9162, sections 2.1.3.2 and 2.1.4.2, step by step, for proofs that RFC 6962 defines."""

from collections.abc import Sequence
from hashlib import sha256

from tests.reference.basics import need

EMPTY = sha256().digest()


def _h(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def included(data: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """2.1.3.2: verifying an inclusion proof."""
    need(0 <= index < size, "1: index")
    need(all(len(p) == 32 for p in path), "a hash of another length")
    fn, sn, r = index, size - 1, sha256(b"\x00" + data).digest()
    for p in path:
        need(sn != 0, "4a")
        if fn % 2 or fn == sn:
            r = _h(p, r)
            while not fn % 2 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = _h(r, p)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and r == root, "5")


def consistent(first: int, old: bytes, second: int, new: bytes, path: Sequence[bytes]) -> None:
    """2.1.4.2: verifying consistency between two tree heads; every tree continues the empty one."""
    need(0 <= first <= second, "sizes")
    need(all(len(p) == 32 for p in path), "a hash of another length")
    if first in {0, second}:
        need(not path, "a proof where none is due")
        need(old == (new if first else EMPTY) and (second or new == EMPTY), "roots")
        return
    need(path, "1")
    steps = list(path)
    if not first & (first - 1):
        steps.insert(0, old)
    fn, sn = first - 1, second - 1
    while fn % 2:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = steps[0]
    for c in steps[1:]:
        need(sn != 0, "6a")
        if fn % 2 or fn == sn:
            fr, sr = _h(c, fr), _h(c, sr)
            while not fn % 2 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = _h(sr, c)
        fn, sn = fn >> 1, sn >> 1
    need((fr, sr, sn) == (old, new, 0), "7")
