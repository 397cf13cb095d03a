"""The commands, put together: all of them, or those of the one module that a command line needs.

What the commands need between them takes three times as long to import as what one of them does,
so a module is imported when one of its commands is run, and all of them where help is asked for.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Final

import typer

from ledger.cli.console import say, warn
from ledger.cli.failing import WRONG_USAGE

MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("init", "enrol", "practitioners"),
    "vouching": ("code", "vouch"),
    "recording": ("record",),
    "noting": ("note",),
    "documents": ("deposit", "document"),
    "enquiries": ("enquiries", "show"),
    "across": ("decisions", "waiting", "running-out", "find"),
    "duty": ("duty",),
    "log": ("checkpoint", "receipt", "head"),
    "publishing": ("log",),
    "stamping": ("stamps", "stamp"),
    "witnessing": ("witnesses", "witness"),
    "bundling": ("bundle",),
    "exhibiting": ("absence", "certificate"),
    "verifying": ("verify",),
    "scenarios": ("replay",),
    "schema": ("schema",),
    "serving": ("serve",),
    "adopting": ("procedure", "adopt", "adopt-calendar"),
    "disposing": ("dispose",),
    "upkeep": ("rotate-ledger-key", "retire-ledger-key", "reset-log"),
}
"""What each module of this package adds, in the order in which help lists it."""


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """What runs these arguments; all that there is, unless they begin with a command."""
    app = typer.Typer(
        name="countersign",
        help="The record of a Section 47 enquiry that still stands up in court years later.",
        epilog="Every command explains itself: countersign COMMAND --help",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(invoke_without_command=True)(_countersign)
    for name in _needed(arguments):
        import_module(f"ledger.cli.{name}").add_to(app)
    return app


def _needed(arguments: Sequence[str]) -> Sequence[str]:
    asked = next(iter(arguments), "")
    return [name for name, commands in MODULES.items() if asked in commands] or list(MODULES)


def _countersign(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print which version this is, and exit.")
    ] = False,
) -> None:
    """What all commands have in common."""
    if show_version:
        say(f"countersign {version('countersign')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        warn(context.get_help())
        raise typer.Exit(WRONG_USAGE)
