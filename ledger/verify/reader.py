"""Opening the database that the settings name, to read it as it lies there."""

from ledger.settings import Settings
from ledger.verify.rows import Reader
from ledger.verify.rows_sqlite import SqliteReader


def open_reader(settings: Settings) -> Reader:
    """Open the ledger's database for reading.

    Raises:
        DatabaseUnavailable: it cannot be read at all.
    """
    if settings.postgres:
        # Every process would pay for its driver, a fifth of a second.
        from ledger.verify.rows_postgres import PostgresReader  # noqa: PLC0415 - slow to import

        return PostgresReader(settings.postgres)
    return SqliteReader(settings.sqlite)
