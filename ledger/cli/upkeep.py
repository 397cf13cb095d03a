"""`countersign rotate-ledger-key`, `retire-ledger-key` and `reset-log`: what an operator does."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from crypto.checkpoint import unverified_checkpoint
from crypto.errors import CryptoError
from ledger.cli.console import say, say_json
from ledger.cli.options import Data, Database, Json, OptionRefused, opened, settings_of
from ledger.cli.signing import sign
from ledger.draft import DraftRequest
from ledger.keys.ledger_keys import signing_keys
from ledger.ledger import Ledger
from ledger.operating.opening import keep_trust_file
from ledger.operating.resetting import declare_reset
from ledger.operating.rotation import introduction, retirement


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("rotate-ledger-key")(rotate_ledger_key)
    app.command("retire-ledger-key")(retire_ledger_key)
    app.command("reset-log")(reset_log)


Registrar = Annotated[Path, typer.Option(metavar="FILE", help="Your key file, as a registrar.")]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]
Yes = Annotated[bool, typer.Option("--yes", help="Sign without asking.")]


def rotate_ledger_key(
    key: Registrar,
    reason: Reason = "the ledger’s key is changed",
    yes: Yes = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Introduce the next key of the ledger.

    It signs beside the present one until that is retired. Give the new trust file by hand to
    everybody who verifies.
    """
    _change(key, lambda ledger: introduction(ledger, reason), (data, database), yes, as_json)


def retire_ledger_key(
    key: Registrar,
    reason: Reason = "every verifier has the new trust file",
    yes: Yes = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Retire the oldest key of the ledger, which then signs no more.

    Do this once everybody who verifies has the new trust file; its file may then be destroyed.
    """
    _change(
        key,
        lambda ledger: retirement(ledger, _signing(ledger)[0], reason),
        (data, database),
        yes,
        as_json,
    )


def reset_log(
    published: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The last checkpoint that was published before."),
    ],
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Declare that a restore lost entries, and begin the next log.

    Every report says so from then on. Give the new trust file by hand to everybody who verifies,
    and the new log’s keys in it to witnesses.
    """
    note = published.read_bytes()
    try:
        unverified_checkpoint(note)
    except CryptoError as error:
        raise OptionRefused(f"published: no checkpoint ({error})", field="published") from None
    with opened(data, database) as ledger:
        origin = declare_reset(ledger, settings_of(data, database), note)
    if as_json:
        say_json({"origin": origin})
    else:
        say(f"The log is {origin} from now on.")
        say("Hand out trust.json anew, and give witnesses the keys of this log in it.")


def _change(
    key: Path,
    request: Callable[[Ledger], DraftRequest],
    where: tuple[Data, Database],
    yes: bool,
    as_json: bool,
) -> None:
    with opened(*where) as ledger:
        wanted = request(ledger)
        sign(ledger, key, lambda _author, _kid: wanted, sure=yes)
        settings = settings_of(*where)
        keep_trust_file(ledger, settings)
        keys = _signing(ledger)
    trust = str(settings.data / "trust.json")
    if as_json:
        say_json({"keys": keys, "trust": trust})
    else:
        say(f"Keys that sign now: {', '.join(keys)}. Give {trust} to everybody who verifies.")


def _signing(ledger: Ledger) -> list[str]:
    """The ids of the keys that sign, the oldest first."""
    return list(signing_keys(ledger.genesis, ledger.reads.authority()))
