"""`countersign code` and `vouch`: a browser of one's own, for who has only a key file so far.

The first registrar begins so: `init` wrote their key into a file, and their work is in a browser.
"""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from crypto.checknumber import check_number
from ledger.cli.console import say, say_json
from ledger.cli.options import Data, Database, Json, OptionRefused, key_members, opened
from ledger.cli.signing import sign
from ledger.draft import DraftRequest
from ledger.invitations import Invitation, Invitations
from ledger.ledger import Ledger

Key = Annotated[Path, typer.Option(metavar="FILE", help="Your key file.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("code")(code)
    app.command("vouch")(vouch)


def code(key: Key, data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """Make a one-time code for a browser of your own.

    Type it at /enrol in that browser; then vouch for the key that the browser has made.
    """
    with opened(data, database) as ledger:
        whose = str(key_members(key, ledger)["practitioner"])
        made, letters = _invitations(ledger).make(whose, "another_device", whose)
    if as_json:
        say_json({"code": letters, "reference": made.reference, "expires": made.expires})
        return
    say(letters)
    say("It works once, within a day. Type it at /enrol; the browser then shows a number. Then:")
    place = f" --data {quote(str(data))}" if data else ""
    say(f"countersign vouch {made.reference} --number … --key {quote(str(key))}{place}")


def vouch(
    reference: Annotated[
        str, typer.Argument(metavar="CODE", help="The first four letters of the code.")
    ],
    number: Annotated[
        str, typer.Option(metavar="DIGITS", help="The check number that the browser shows.")
    ],
    key: Key,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without being asked again.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Vouch for the key that came with a code of yours.

    A key with another number than the browser shows is somebody else's: it is thrown away.
    """
    with opened(data, database) as ledger:
        whose = str(key_members(key, ledger)["practitioner"])
        found = _compared(_invitations(ledger), reference.upper()[:4], whose, number)
        sign(ledger, key, lambda author, _: _adding(ledger, author, found), sure=yes)
    if as_json:
        say_json({"practitioner": whose, "kid": found.kid})
    else:
        say("The key is added. Accept it in the browser to take it into use.")


def _compared(codes: Invitations, reference: str, whose: str, number: str) -> Invitation:
    """The key that came, if it has this number.

    Raises:
        NotFound: there is no such code of theirs.
        OptionRefused: no key has come, or it has another number.
    """
    found = codes.get(reference, whose)
    if found.kid is None:
        raise OptionRefused("code: no key has come with it; type it at /enrol first", field="code")
    digits = "".join(letter for letter in number if letter.isdigit())
    if digits != "".join(check_number(found.kid)):
        codes.cancel(reference, whose)
        raise OptionRefused(
            "number: the key that came has another; it was thrown away, and somebody may have "
            "used the code: make another",
            field="number",
        )
    return found


def _adding(ledger: Ledger, author: str, found: Invitation) -> DraftRequest:
    return DraftRequest(
        event="KeyAdded",
        streams=(author,),
        data={"key": {"kid": found.kid, "x": found.x}, "reason": "another_device"},
        occurred=ledger.moment().isoformat(),
    )


def _invitations(ledger: Ledger) -> Invitations:
    return Invitations(ledger.store.database, ledger.genesis.ledger, ledger.now)
