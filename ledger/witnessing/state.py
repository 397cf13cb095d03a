"""What became of asking each witness: a size to begin from next time, and what the report says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ledger.database import Database
from ledger.witnessing.schema import create_tables

_OF: Final = "SELECT vkey, size, cosigned, tried, trouble FROM witnesses WHERE origin = ?"
_KEEP: Final = (
    "INSERT INTO witnesses (vkey, origin, size, cosigned, tried, trouble) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (vkey, origin) DO UPDATE SET size = excluded.size, "
    "cosigned = excluded.cosigned, tried = excluded.tried, trouble = excluded.trouble"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a witness last cosigned, when it says that it did, when it was last asked (seconds since
    1970, 0: never), and why it did not cosign then (empty: it did).
    """

    size: int = 0
    cosigned: int = 0
    tried: int = 0
    trouble: str = ""


class Outcomes:
    """Kept in the ledger's database; nothing in it vouches for anything."""

    def __init__(self, database: Database) -> None:
        create_tables(database)
        self._database = database

    def of(self, origin: str) -> Mapping[str, Outcome]:
        """By the vkey of the witness, for one log of ours."""
        with self._database.read() as session:
            rows = session.rows(_OF, [origin])
        return {vkey: Outcome(*rest) for vkey, *rest in rows}

    def keep(self, vkey: str, origin: str, outcome: Outcome) -> None:
        """Keep the latest."""
        row = (outcome.size, outcome.cosigned, outcome.tried, outcome.trouble)
        with self._database.write() as session:
            session.run(_KEEP, (vkey, origin, *row))
