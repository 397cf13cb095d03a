"""`countersign witnesses` and `witness`: who cosigns our log, and whose logs we cosign."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from crypto.cosignature import verify_cosignatures
from crypto.note import UnverifiedNote
from ledger.cli.console import say, say_json, say_table
from ledger.cli.failing import WRONG_USAGE
from ledger.cli.options import Data, Database, Json, opened, settings_of
from ledger.ledger import Ledger
from ledger.settings import Settings
from ledger.witnessing import Witness
from ledger.witnessing.report import WitnessesReport, WitnessReport, witnesses_report
from ledger.witnessing.watched import make_witness_key, watch, watched_logs
from projections.times import instant_words

NO_QUORUM = 2
"""How `witnesses` ends where what is published lacks its quorum: as an unanchored record does."""


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("witnesses")(witnesses)
    group = typer.Typer(help="Be a witness: cosign the logs of other authorities’ ledgers.")
    group.callback(invoke_without_command=True)(_explained)
    group.command("key")(key)
    group.command("watch")(watch_log)
    group.command("logs")(logs)
    app.add_typer(group, name="witness")


def witnesses(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """Say who cosigned what we published, and what keeps others.

    Who they are, and how many are enough, stands in witness-policy.txt in the data folder (a C2SP
    tlog-policy). Ends with 2 where the newest published checkpoint lacks its quorum.
    """
    settings = settings_of(data, database)
    with opened(data, database) as ledger:
        report = witnesses_report(ledger, settings)
    if as_json:
        say_json(_as_json(report))
    else:
        _say(report)
    if report.policy and not report.quorum:
        raise typer.Exit(NO_QUORUM)


def key(
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Make another, as after a restore: the old one may not sign."),
    ] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Print our key as a witness, made if there is none.

    It goes into the policies of those whose logs we cosign.
    """
    settings = settings_of(data, database)
    with opened(data, database) as ledger:
        vkey = make_witness_key(settings.keystore, ledger.genesis, renew=renew).key.vkey
    if as_json:
        say_json({"vkey": vkey})
    else:
        say(vkey)


def watch_log(
    vkey: Annotated[str, typer.Argument(metavar="VKEY", help="The log’s key, as a C2SP vkey.")],
    url: Annotated[str, typer.Option(metavar="URL", help="Where the log is published.")] = "",
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Witness the log of another ledger from now on.

    Its trust file has its keys. What a server asks for afterwards is cosigned at /witness.
    """
    settings = settings_of(data, database)
    with opened(data, database) as ledger:
        new = watch(settings.data, ledger.genesis, vkey, url)
        ours = make_witness_key(settings.keystore, ledger.genesis).key
    if as_json:
        say_json({"origin": new.name, "witness": ours.vkey})
    else:
        say(f"Witnesses {new.name} from now on, as {ours.vkey}")


def logs(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """List the logs that we witness, and what we cosigned."""
    settings = settings_of(data, database)
    with opened(data, database) as ledger:
        lines = _logs(settings, ledger)
    if as_json:
        say_json(lines)
        return
    columns = ("origin", "size", "cosigned", "")
    say_table(
        columns,
        [
            (one["origin"], str(one["size"]), _when(one["time"]), _alarm(one["contradiction"]))
            for one in lines
        ],
    )


def _explained(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USAGE)


def _logs(settings: Settings, ledger: Ledger) -> list[dict[str, Any]]:
    ours = make_witness_key(settings.keystore, ledger.genesis).key
    seen = {one.origin: one for one in Witness.of(ledger).witnessed()}
    lines = []
    for origin in sorted({*watched_logs(settings.data), *seen}):
        kept = seen.get(origin)
        signed = verify_cosignatures(UnverifiedNote.parse(kept.note), [ours]) if kept else ()
        against = kept.contradiction if kept else None
        lines.append(
            {
                "origin": origin,
                "size": kept.size if kept else 0,
                "time": signed[0].time if signed else 0,
                "contradiction": against and against.decode(),
            }
        )
    return lines


def _alarm(contradiction: str | None) -> str:
    return "SIGNED TWO TREES OF ONE SIZE: see --json" if contradiction else ""


def _say(report: WitnessesReport) -> None:
    if not report.policy:
        say("No witness is asked: there is no witness-policy.txt in the data folder.")
        return
    if report.size == 0:
        say("Nothing was published yet.")
    else:
        lacks = "" if report.quorum else "NOT "
        say(f"Published: {report.size} entries, {lacks}cosigned by the quorum of the policy.")
    say_table(("witness", "cosigned", "of", ""), [_line(one) for one in report.witnesses])


def _line(one: WitnessReport) -> tuple[str, str, str, str]:
    outcome = one.outcome
    if not one.url:
        trouble = "it has no URL in the policy, so it is not asked"
    elif not outcome.tried:
        trouble = "not asked yet"
    else:
        trouble = outcome.trouble and f"{_when(outcome.tried)}: {outcome.trouble}"
    size = str(outcome.size) if outcome.cosigned else ""
    return one.name, _when(outcome.cosigned), size, trouble


def _as_json(report: WitnessesReport) -> dict[str, Any]:
    return {
        "policy": report.policy,
        "size": report.size,
        "quorum": report.quorum,
        "witnesses": [
            {
                "name": one.name,
                "vkey": one.key,
                "url": one.url,
                "on_published": one.on_published,
                "size": one.outcome.size,
                "cosigned": one.outcome.cosigned,
                "tried": one.outcome.tried,
                "trouble": one.outcome.trouble,
            }
            for one in report.witnesses
        ],
    }


def _when(time: int) -> str:
    return instant_words(datetime.fromtimestamp(time, UTC)) if time else "never"
