"""What a command line names: an event, a role, somebody of the directory. A name that nobody and
nothing has is refused with the nearest that there is, and never answered with an empty list, which
would read as "there was none".
"""

import uuid
from collections.abc import Iterable
from difflib import get_close_matches

from domain.events import BY_NAME
from ledger.cli.options import OptionRefused
from ledger.ledger import Ledger
from ledger.register.facts import COURT
from ledger.register.needs import ANYBODY


def event_names(incomplete: str) -> list[str]:
    """The events whose names begin so, for a shell that completes them."""
    return [name for name in BY_NAME if name.startswith(incomplete)]


def event_named(name: str) -> str:
    """The name of an event.

    Raises:
        OptionRefused: no event has it.
    """
    if name not in BY_NAME:
        raise OptionRefused(
            f"event: not an event that this ledger knows{_nearest(name, BY_NAME)}; "
            "countersign schema lists them",
            field="event",
        )
    return name


def role_named(ledger: Ledger, name: str, field: str) -> str:
    """A role of a procedure that the ledger has adopted, or a court.

    Raises:
        OptionRefused: there is none of this name.
    """
    known = _roles(ledger)
    if name not in known:
        raise OptionRefused(
            f"{field}: no role of a procedure adopted here{_nearest(name, known)}", field=field
        )
    return name


def practitioner_named(ledger: Ledger, named: str, field: str) -> str:
    """The id of a practitioner who is given by name or id.

    Raises:
        OptionRefused: nobody is called so, or several are.
    """
    people = ledger.reads.directory().people.values()
    found = [one.id for one in people if named.casefold() in {one.name.casefold(), one.id}]
    if len(found) > 1:
        reason = f"{field}: several practitioners have this name; give an id"
        raise OptionRefused(reason, field=field)
    if not found and not _is_id(named):
        reason = (
            f"{field}: nobody in the directory has this name; countersign practitioners lists them"
        )
        raise OptionRefused(reason, field=field)
    return found[0] if found else str(uuid.UUID(named))


def awaited(ledger: Ledger, named: str) -> str:
    """Whom a countersignature may wait for: a role, a practitioner by name or id, or `anybody`.

    Raises:
        OptionRefused: it is none of these.
    """
    known = _roles(ledger)
    if named in {*known, ANYBODY}:
        return named
    near = _nearest(named, known)
    if near:
        raise OptionRefused(f"whom: no role of a procedure adopted here{near}", field="whom")
    return practitioner_named(ledger, named, "whom")


def _roles(ledger: Ledger) -> frozenset[str]:
    adopted = (one.profile.roles for one in ledger.reads.authority().profiles)
    return frozenset({COURT}.union(*adopted))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1, cutoff=0.75)
    return f" (did you mean {near[0]}?)" if near else ""
