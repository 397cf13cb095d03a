"""Reading an SQLite file as it lies there."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ledger.errors import DatabaseUnavailable
from ledger.verify.rows import Row, damaged


class SqliteReader:
    """An SQLite file, opened so that not even its write-ahead log is touched.

    Raises:
        DatabaseUnavailable: there is no such file, it cannot be read, or it is no database.
    """

    def __init__(self, path: Path) -> None:
        self._connection = _open(path)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a statement."""
        with damaged(sqlite3.Error):
            return self._connection.execute(statement, values).fetchall()

    def tables(self) -> list[str]:
        """The names of the ledger's tables."""
        return [str(name) for (name,) in self.rows(_TABLES)]

    def additions(self) -> list[str]:
        """The triggers and views in the database."""
        return [str(name) for (name,) in self.rows(_ADDITIONS)]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DatabaseUnavailable(f"database: there is no file {path}", field="data")
    # A medium that cannot be written cannot hold the shared memory of a write-ahead log.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            connection = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?{options}", uri=True, isolation_level=None
            )
            connection.text_factory = _text
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            continue
        return connection
    raise DatabaseUnavailable(f"database: {path} cannot be read as an SQLite file", field="data")


def _text(data: bytes) -> str:
    """Text of a column, whatever bytes somebody put there."""
    return data.decode("utf-8", "replace")


_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_ADDITIONS: Final = (
    "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1"
)
