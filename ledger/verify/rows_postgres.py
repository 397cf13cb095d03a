"""Reading a PostgreSQL database as it lies there."""

from collections.abc import Sequence
from typing import Any, Final

import psycopg
from psycopg import Connection
from psycopg.rows import tuple_row

from ledger.errors import DatabaseUnavailable
from ledger.verify.rows import Row, damaged


class PostgresReader:
    """A PostgreSQL database, read in one repeatable read-only transaction.

    Raises:
        DatabaseUnavailable: the server does not answer.
    """

    def __init__(self, url: str) -> None:
        try:
            connection = psycopg.connect(url, autocommit=False)
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
        except psycopg.Error:
            # The URL may hold a password, and so may the message about it.
            raise DatabaseUnavailable("database: the server does not answer") from None
        self._connection: Connection[Row] = connection

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a statement."""
        text = statement.replace("%", "%%").replace("?", "%s").encode()
        with damaged(psycopg.Error):
            return self._connection.cursor(row_factory=tuple_row).execute(text, values).fetchall()

    def tables(self) -> list[str]:
        """The names of the ledger's tables."""
        statement = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return [str(name) for (name,) in self.rows(statement)]

    def additions(self) -> list[str]:
        """The triggers, views and rules in the database."""
        return [str(name) for (name,) in self.rows(_ADDITIONS)]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


_ADDITIONS: Final = (
    "SELECT 'trigger ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace "
    "UNION ALL SELECT 'view ' || viewname FROM pg_views WHERE schemaname = current_schema() "
    "UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = current_schema() "
    "ORDER BY 1"
)
