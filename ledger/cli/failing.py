"""How a command fails: one line on standard error, nothing changed, nothing leaked, an exit code.

The codes are 1 for what is refused, 2 for a command line that cannot be read, and for `verify`
3 for both, since its 1 and 2 say what was found (design, section 7). A mirror is a verification:
its 1 is a log that contradicts the copy.
"""

import os
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import orjson
from eventsourcing.persistence import PersistenceError
from pydantic import ValidationError
from typer.exceptions import TyperException

from crypto.errors import CryptoError
from domain.reasons import reason_of
from ledger.cli.console import warn
from ledger.errors import Problem
from ledger.mirroring.refusing import LogRefused

REFUSED: Final = 1
WRONG_USAGE: Final = 2
NOT_READABLE: Final = 3
DEFECT: Final = 70
"""EX_SOFTWARE of sysexits.h: an error of ours, and not of what was asked."""
NOBODY_READS: Final = 141
"""As a shell says of a program that SIGPIPE ended: `countersign show … | head`."""

Expected = Problem | CryptoError | PersistenceError | OSError
EXPECTED: Final = (Problem, CryptoError, PersistenceError, OSError)
"""What can go wrong without an error of ours."""


@dataclass(frozen=True, slots=True)
class Failing:
    """How this command line fails: in JSON where it asks for JSON."""

    verifying: bool
    as_json: bool

    @classmethod
    def of(cls, arguments: Sequence[str]) -> "Failing":
        """What the arguments ask for."""
        asked = list(arguments[:2])
        verifying = asked[:1] == ["verify"] or asked == ["log", "mirror"]
        return cls(verifying, as_json="--json" in arguments)

    def usage(self, error: TyperException) -> int:
        """The command line cannot be read."""
        context: Any = getattr(error, "ctx", None)
        command = context.command_path if context else "countersign"
        if isinstance(error.__cause__, ValidationError):
            error.message = reason_of(error.__cause__.errors(include_url=False)[0])
        reason = " ".join(error.format_message().split())
        self._say(
            {"code": "usage", "detail": reason}, f"{command}: {reason} (see {command} --help)"
        )
        return NOT_READABLE if self.verifying else WRONG_USAGE

    def expected(self, error: Expected) -> int:
        """The ledger refused, or what it needs cannot be used."""
        members = {"code": "problem", "detail": _detail(error)}
        cited = ""
        if isinstance(error, Problem):
            more = {"code": error.code, "field": error.field, "clause": error.clause}
            members |= {name: value for name, value in more.items() if value is not None}
            cited = f" ({error.clause})" if error.clause else ""
        self._say(members, f"countersign: {members['detail']}{cited}")
        found = isinstance(error, LogRefused)
        return NOT_READABLE if self.verifying and not found else REFUSED

    def defect(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An error of ours: where it arose, and never its message, which may quote a record."""
        frames = traceback.extract_tb(trace)[-3:]
        where = ", ".join(f"{Path(one.filename).name} line {one.lineno}" for one in frames)
        name = f" {error.name}" if isinstance(error, ImportError) else ""
        detail = f"an error in this program ({kind.__name__}{name} at {where}); please report it"
        self._say({"code": "defect", "detail": detail}, f"countersign: {detail}")
        os._exit(NOT_READABLE if self.verifying else DEFECT)  # Python would end with 1: altered

    def _say(self, members: dict[str, str], line: str) -> None:
        if self.as_json:
            warn(orjson.dumps(members).decode("utf-8"))
        else:
            warn(line, "red")


def _detail(error: Expected) -> str:
    if isinstance(error, Problem):
        return " ".join(error.detail.split())
    if isinstance(error, CryptoError):
        return str(error)
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or type(error).__name__}"
    return f"database: it failed ({type(error).__name__}); try again, then verify the ledger"
