"""`countersign stamps` and `stamp`: what time-stamping authorities outside attest of the log."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

import typer

from ledger.cli.console import say, say_json, say_table, warn
from ledger.cli.options import Data, Database, Json, opened, settings_of
from ledger.serving.attesting import attest
from ledger.stamping import (
    AuthoritiesRefused,
    Failure,
    Stamp,
    ask_for_roots,
    failures,
    stamps,
    time_authorities,
)
from ledger.stamping.authorities import FILE

GAVE_NONE: Final = 1
"""Exit code of `stamp` where an authority gave none."""
_COLUMNS: Final = ("Log", "Entries", "Stamped", "By", "Holds until")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("stamps")(list_stamps)
    app.command("stamp")(stamp)


def list_stamps(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """List the time stamps over the log.

    Each proves that the log had reached that size by then. It holds until the first certificate of
    its authority ends, and is renewed before. Authorities that gave none when they were last asked
    are named, with the reason.
    """
    with opened(data, database) as ledger:
        found = stamps(ledger.store.database)
        failed = failures(ledger.store.database)
        now = ledger.now()
    if as_json:
        say_json({"stamps": [asdict(one) for one in found], "failing": list(map(asdict, failed))})
    else:
        if not (found or time_authorities(settings_of(data, database))):
            say(f"No time authority is asked: no {FILE} in the data folder names one.")
        say_table(_COLUMNS, [_line(one, now) for one in found])
        _warn_of(failed)


def stamp(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """Publish the log and have it stamped now.

    Every authority in time-authorities.toml is asked, and what is about to expire is renewed. Ends
    with 1 if an authority gave none.
    """
    settings = settings_of(data, database)
    authorities = time_authorities(settings)
    if not authorities:
        raise AuthoritiesRefused(
            f"{FILE}: names no authority; see docs/OPERATING.md for how to name one", field="data"
        )
    with opened(data, database) as ledger:
        asks_anew = ask_for_roots(settings, authorities)
        outcome = attest(ledger, settings)
        failed = failures(ledger.store.database)
        now = ledger.now()
    if as_json:
        kept = [asdict(one) for one in outcome.stamped]
        say_json({"stamps": kept, "failing": list(map(asdict, failed))})
    else:
        say_table(_COLUMNS, [_line(one, now) for one in outcome.stamped])
        _warn_of(failed)
        if asks_anew:
            warn(
                f"{settings.data / 'trust.json'} asks for these authorities now: give it by hand "
                "to everybody who verifies."
            )
    raise typer.Exit(GAVE_NONE if outcome.failed else 0)


def _line(one: Stamp, now: int) -> tuple[str, ...]:
    until = "renewed since" if one.renewed else _time(one.expires)
    shown = f"{until} (over)" if one.expires <= now and not one.renewed else until
    return str(one.log), str(one.size), _time(one.time), one.authority, shown


def _warn_of(failed: Sequence[Failure]) -> None:
    for one in failed:
        warn(f"{one.authority} has given no stamp since {_time(one.since)}: {one.reason}")


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
