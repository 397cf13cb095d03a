"""`countersign duty`: the duty manager's screen."""

from datetime import datetime
from typing import Annotated

import typer

from ledger.across.duty import (
    LIMIT,
    MAX_LIMIT,
    TITLES,
    DutyScreen,
    DutySection,
    duty_screen,
    with_names,
)
from ledger.cli.console import OUT, say, say_json, say_table
from ledger.cli.options import Data, Database, Json, Key, Purpose, opened
from ledger.cli.readers import reader_of, warn_of
from ledger.register import PressingLine
from projections.times import duration
from projections.words import spaced


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("duty")(duty)


def duty(
    limit: Annotated[
        int,
        typer.Option(metavar="NUMBER", min=1, max=MAX_LIMIT, help="Lines of a section at most."),
    ] = LIMIT,
    names: Annotated[
        bool, typer.Option("--names", help="Open the enquiries shown, and say who it is about.")
    ] = False,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Show what presses, across all enquiries.

    Children not seen, by the hours left; protection and orders that end; harm suspected and no
    strategy discussion; no lead social worker; whereabouts unknown; decisions that await
    authority; and last what the record lacks.
    """
    with opened(data, database) as ledger:
        reader = reader_of(ledger, key, purpose)
        screen = duty_screen(ledger, reader, limit)
        shown = with_names(screen, reader) if names else screen
    warn_of(screen.unreadable)
    if as_json:
        say_json(shown)
    elif OUT.is_terminal:
        _say_sections(shown)
    else:
        lines = [line for section in shown.sections for line in section.lines]
        say_table((), [(line.section, *_cells(line, shown.now)) for line in lines])


def _say_sections(screen: DutyScreen) -> None:
    for section in screen.sections:
        say(f"{TITLES[section.section]}: {_counted(section)}")
        if section.lines:
            rows = [_cells(line, screen.now) for line in section.lines]
            say_table(("When", "What", "Who", "Enquiry", "Entry"), rows)
            say()


def _counted(section: DutySection) -> str:
    shown = len(section.lines)
    more = f" (the first {shown})" if shown < section.many else ""
    return f"{section.many or 'none'}{more}"


def _cells(line: PressingLine, now: datetime) -> tuple[str, ...]:
    what = spaced(line.what) + (f" ({line.many})" if line.many > 1 else "")
    return (_when(line, now), what, line.name or "", line.stream, str(line.seq or ""))


def _when(line: PressingLine, now: datetime) -> str:
    if line.due_at is None:
        return f"for {duration(now - line.since)}"
    if line.due_at < now:
        return f"{duration(now - line.due_at)} over"
    return f"{duration(line.due_at - now)} left"
