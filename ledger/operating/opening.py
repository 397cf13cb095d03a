"""Opening the ledger of a data folder: what a crash left undone is done first."""

from contextlib import ExitStack

from crypto.jws import thumbprint
from domain.profiles import ProfileInvalid
from ledger import folder
from ledger.errors import DatabaseUnavailable, KeystoreRefused, OtherVersion
from ledger.keys.ledger_keys import held_keys
from ledger.ledger import Clock, Ledger, system_clock
from ledger.operating.trusting import keep_trust
from ledger.register import open_register
from ledger.settings import Settings
from ledger.store import open_store


def open_ledger(
    settings: Settings, clock: Clock | None = None, *, beginning: bool = False
) -> Ledger:
    """Open the ledger of a data folder; its database is made only where the ledger is `beginning`.

    Raises:
        Problem: the folder, its keystore or its database is not ours, damaged or of another
            version.
    """
    genesis = folder.open_genesis(settings)
    if not beginning:
        _check_there(settings)
    time = clock or system_clock
    first = held_keys(settings.keystore).get(thumbprint(genesis.ledger_key))
    with ExitStack() as opened:
        store = opened.enter_context(open_store(settings, genesis, [first] if first else [], time))
        ledger = Ledger(genesis, store, open_register(settings, store, genesis), time)
        _attend(ledger)
        if first is None and not ledger.reads.authority().introduced:
            raise KeystoreRefused("keystore: ledger.key is another ledger’s; restore the keystore")
        keep_trust_file(ledger, settings)
        opened.pop_all()
    return ledger


def _check_there(settings: Settings) -> None:
    """An empty database in the place of one that was taken away would be a ledger in which nothing
    was ever recorded, and consistent.

    Raises:
        DatabaseUnavailable: the file is not there.
    """
    if not settings.postgres and not settings.sqlite.exists():
        raise DatabaseUnavailable(
            f"database: there is no file {settings.sqlite}; restore a backup", field="data"
        )


def _attend(ledger: Ledger) -> None:
    """Carry out now what a crash left of an order, and read the procedures that were adopted.

    Raises:
        OtherVersion: this program cannot read a procedure that the ledger has adopted.
    """
    try:
        ledger.attend()
        for adopted in ledger.reads.authority().profiles:
            _ = adopted.profile
    except ProfileInvalid as error:
        raise OtherVersion(
            f"procedure: one that this ledger has adopted is not in the form that this program "
            f"reads ({error.problems[0]}); use the version of Countersign that adopted it"
        ) from error


def keep_trust_file(ledger: Ledger, settings: Settings) -> None:
    """Have the trust file of the data folder name the keys that sign now.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    logs = ledger.store.log.newest().log
    authority = ledger.reads.authority()
    keep_trust(settings.data / "trust.json", ledger.genesis, authority, logs)
