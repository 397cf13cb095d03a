"""`python -m crypto verify BUNDLE --trust FILE`: verify a bundle with this folder alone."""

import argparse
import gc
import json
import os
import sys
from pathlib import Path
from textwrap import fill
from types import TracebackType
from typing import Final, NoReturn

from crypto.archive import MAX_BYTES
from crypto.bundle import BundleReport, render, verify_bundle
from crypto.bundlenames import VERIFIER
from crypto.errors import CryptoError
from crypto.page import digest
from crypto.trust import TrustFile, parse_trust

UNREADABLE: Final = 3
"""Exit code of what cannot be read, and of wrong usage."""
INTERRUPTED: Final = 130
"""As a shell says of a program that Ctrl-C ended."""
MAX_TRUST_BYTES: Final = 2**24
"""Longest trust file that is read: a bound of ours, many times what it may hold."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(UNREADABLE, f"{self.prog}: {message}\n")


def main() -> int:
    """Verify, report, and say with the exit code how it ended."""
    gc.disable()  # what one verification makes is needed to its end
    chosen = _arguments()
    try:
        trust = _trust(chosen.trust) if chosen.trust else None
        report = verify_bundle(_read(chosen.bundle, MAX_BYTES), trust)
    except CryptoError as error:
        return _unreadable(str(error))
    except OSError as error:
        return _unreadable(f"{error.filename}: {error.strerror}")
    return _printed(report, as_json=chosen.json, detail=chosen.detail)


def _unreadable(told: str) -> int:
    print(_safe(told), file=sys.stderr)
    return UNREADABLE


def _arguments() -> argparse.Namespace:
    parser = _Parser(prog="python -m crypto", description="Verify a bundle, without a network.")
    commands = parser.add_subparsers(required=True, metavar="verify")
    verify = commands.add_parser(
        "verify",
        help="verify a bundle",
        epilog="Exit code: 0 verified; 1 altered; 2 consistent, but not attested as the trust file "
        "asks, or without one; 3 not readable.",
    )
    verify.add_argument("bundle", type=Path, metavar="BUNDLE", help="the ZIP file")
    verify.add_argument("--trust", type=Path, help="the trust file, from the council by hand")
    verify.add_argument("--json", action="store_true", help="the report for machines")
    verify.add_argument("--detail", action="store_true", help="reasons and digests for an expert")
    return parser.parse_args()


def _trust(path: Path) -> TrustFile:
    try:
        return parse_trust(_read(path, MAX_TRUST_BYTES))
    except CryptoError as error:
        raise CryptoError(f"{path}: {error}") from None


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise CryptoError(f"{path}: larger than {most} bytes")
    return data


def _printed(report: BundleReport, *, as_json: bool, detail: bool) -> int:
    """How it ended, for whoever reads it or not: Python itself would end with 1, altered."""
    try:
        _print(report, as_json=as_json, detail=detail)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it is flushed once more
    except OSError as error:
        return _unreadable(f"the report cannot be written: {error.strerror}")
    return report.exit_code


def _print(report: BundleReport, *, as_json: bool, detail: bool) -> None:
    if as_json:
        print(json.dumps({**report.as_json(), "page": _page(report)}, indent=2), flush=True)
    else:
        print(_safe(render(report, detail=detail) + _page_words(report)), end="", flush=True)


def _page(report: BundleReport) -> dict[str, str | bool] | None:
    """The page that came with it. Another than ours is no finding: versions have their own."""
    return None if report.page is None else {"sha256": report.page, "own": report.page == digest()}


def _page_words(report: BundleReport) -> str:
    page = _page(report)
    if page is None:
        return ""
    if page["own"]:
        told = f"{VERIFIER} in it is, byte for byte, the page of this verifier"
    else:
        told = (
            f"{VERIFIER} in it is another page than this verifier’s: of another version, or "
            "exchanged. Compare its SHA-256 with what the authority states by another way"
        )
    return f"\n{fill(f'{told}:', 88)}\n{page['sha256']}\n"


def _safe(text: str) -> str:
    """Text that a terminal only shows.

    A name may hold what makes a terminal write over the verdict, or letters run backwards; and what
    its character set lacks would end the program as if the bundle were altered.
    """
    shown = "".join(one if one == "\n" or one.isprintable() else ascii(one)[1:-1] for one in text)
    known = getattr(sys.stdout, "encoding", None) or "utf-8"
    return shown.encode(known, "backslashreplace").decode(known)


def _defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error of ours is no finding either."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(INTERRUPTED if issubclass(kind, KeyboardInterrupt) else UNREADABLE)


if __name__ == "__main__":
    sys.excepthook = _defect
    sys.exit(main())
