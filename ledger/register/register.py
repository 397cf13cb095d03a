"""The register: questions across all enquiries, answered from indexes and not from the records.

Answers name streams and entries; who may see what of them is for the caller to decide (clearance).
"""

from crypto.genesis import Genesis
from ledger.folder import read_key
from ledger.register.following import Following
from ledger.register.names import BlindIndex
from ledger.settings import Settings
from ledger.store import Store


class Register(Following):
    """The register of one ledger."""

    def practitioners(self) -> tuple[str, ...]:
        """The ids of everybody in the directory, in their own order."""
        with self._database.read() as session:
            rows = session.rows(
                "SELECT stream FROM register_streams WHERE kind = ? ORDER BY stream", ("directory",)
            )
        return tuple(stream for (stream,) in rows)


def open_register(settings: Settings, store: Store, genesis: Genesis) -> Register:
    """The register of an open store; its tables are made where they are missing.

    Raises:
        KeystoreRefused: the master key is missing, or others may read it.
    """
    master = read_key(settings.keystore / "master.key")
    return Register(store, genesis, BlindIndex(master, genesis.ledger))
