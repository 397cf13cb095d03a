"""`countersign log publish`, `log export` and `log mirror`: the published log, and copies of it."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from crypto.errors import CryptoError
from crypto.trust import TrustFile, parse_trust
from ledger.cli.console import finish, progress, say, say_json, warn
from ledger.cli.options import Data, Database, Json, OptionRefused, opened, settings_of
from ledger.mirroring.exporting import Exported, export
from ledger.mirroring.mirror import Followed, Mirror
from ledger.mirroring.source import Source, SourceUnavailable
from ledger.serving.configured import publisher
from ledger.serving.jobs import MAX_SECONDS
from ledger.unfinished import alone_in

group = typer.Typer(help="The published log, and copies of it.", no_args_is_help=True)

UNWATCHED: Final = 2
"""Exit code: what is missing is a witness, and nothing contradicts the copy."""
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the copy.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(group, name="log")


@group.command()
def publish(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """Publish the newest checkpoint now.

    A serving process does so by itself (serve --publish-every); this is for when none runs.
    """
    settings = settings_of(data, database)
    with opened(data, database) as ledger:
        made = publisher(ledger, settings, patient=True).publish(ledger.now())
        size = ledger.store.log.size()
    if as_json:
        say_json({"size": size, "new": made is not None})
    elif made:
        say(made.note.decode("utf-8").rstrip("\n"))
    else:
        say(f"The log of {size} entries is published already.")


@group.command("export")
def export_log(
    folder: Folder, data: Data = None, database: Database = None, as_json: Json = False
) -> None:
    """Write the published log to a folder of files.

    A static file server shows it as C2SP tlog-tiles, one folder for each log. What is there is
    added to, and never changed.
    """
    with opened(data, database) as ledger, _copy(folder), progress("Writing") as done:
        written = export(ledger, folder, done)
    if as_json:
        say_json([_exported(one) for one in written])
    elif not written:
        say("Nothing is published yet: countersign log publish, or serve, publishes.")
    for one in written if not as_json else ():
        say(f"{one.origin}: {one.size} entries, of which {one.size - one.before} are new")


@group.command("mirror")
def mirror_log(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Where the logs are shown: https://…/log.")
    ],
    folder: Folder,
    trust: Annotated[
        Path, typer.Option(metavar="FILE", help="The ledger’s trust file, handed to you.")
    ],
    every: Annotated[
        int | None,
        typer.Option(
            metavar="SECONDS",
            min=1,
            max=MAX_SECONDS,
            help="Go on until Ctrl-C, looking this often; otherwise look once.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Keep a verified copy of another ledger’s log.

    Whatever it has shown once, it must show for ever: a log that does not continue the copy is
    refused, in words, and what was refused is kept beside the copy as evidence.

    Ends with 0 verified, 1 refused, 2 verified without the witnesses that the trust file asks for,
    3 not to be fetched or wrong usage.
    """
    trusted = _trust(trust)
    with closing(Source(url)) as source, _copy(folder):
        while every is not None:
            try:
                _look(source, folder, trusted, as_json=as_json)
            except SourceUnavailable as unavailable:
                warn(unavailable.detail)  # it may be back the next time
            source.close()
            time.sleep(every)
        missing = _look(source, folder, trusted, as_json=as_json)
    raise typer.Exit(UNWATCHED if missing else 0)


def _look(source: Source, folder: Path, trust: TrustFile, *, as_json: bool) -> tuple[str, ...]:
    """Follow once, and say what was found; the witnesses that are missing for a quorum."""
    with progress("Fetching") as done:
        followed = list(Mirror(source, folder, trust, done).follow())
    if as_json:
        say_json([_followed(one) for one in followed])
    for line in _lines(followed) if not as_json else ():
        say(line)
    finish()
    return followed[-1].missing


@contextmanager
def _copy(folder: Path) -> Iterator[None]:
    """The folder of a copy, made where it is missing, for this process alone to write to."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder, f"another process writes {folder}; wait for it, or end it"):
        yield


def _lines(followed: list[Followed]) -> Iterator[str]:
    for one in followed:
        new = one.size - one.before
        yield f"{one.origin}: {one.size} entries verified, of which {new} are new"
        if one.lost is not None:
            yield (
                f"{one.origin}: the ledger has declared that it lost entries of it; it had been "
                f"published up to {one.lost}, and this copy keeps its {one.size}"
            )
    last = followed[-1]
    if last.missing:
        yield f"{last.origin}: no quorum of witnesses; missing are {', '.join(last.missing)}"


def _exported(one: Exported) -> dict[str, Any]:
    return {"origin": one.origin, "size": one.size, "before": one.before, "files": one.files}


def _followed(one: Followed) -> dict[str, Any]:
    members: dict[str, Any] = {"origin": one.origin, "size": one.size, "before": one.before}
    if one.lost is not None:
        members["lost"] = one.lost
    return {**members, "missing": list(one.missing)}


def _trust(path: Path) -> TrustFile:
    try:
        return parse_trust(path.read_bytes())
    except (OSError, CryptoError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise OptionRefused(f"trust: {path} cannot be used ({reason})", field="trust") from error
