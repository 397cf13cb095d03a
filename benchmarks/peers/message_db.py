"""Message DB (Eventide): functions inside PostgreSQL, one call and one transaction a message."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from psycopg_pool import ConnectionPool

from benchmarks.peers.fetch import from_npm
from benchmarks.peers.peer import KIND, Append, Appended

_PACKAGE: Final = "@eventide/message-db@1.3.1"
_SHA512: Final = (
    "n3hdE5YAZNXTr2HK9gG0GJ6dusgdE544LTvS+21/yOEHBvNuUzNmXXw5vS05vpe6RSuhzTRy5Wg0q7c1VfJg+A=="
)
_INSTALL: Final = (
    *("schema/message-store", "extensions/pgcrypto", "tables/messages", "types/message"),
    *("functions/hash-64", "functions/category", "functions/id", "functions/cardinal-id"),
    *("functions/acquire-lock", "functions/is-category", "functions/stream-version"),
    *("functions/write-message", "indexes/messages-id", "indexes/messages-stream"),
    "indexes/messages-category",
)
"""What its own `install.sh` runs, less roles and reports."""
_PATH: Final = "-c search_path=message_store,public"
_WRITE: Final = "SELECT write_message(%s, %s, %s, %s, NULL, %s)"
MOST_WRITERS: Final = 8


@contextmanager
def message_db(url: str) -> Iterator[Append]:
    """Message DB in a PostgreSQL database of its own.

    Raises:
        PeerMissing: its package cannot be had here.
    """
    _install(from_npm(_PACKAGE, _SHA512) / "database", url)
    options = {"options": _PATH, "autocommit": True}
    with ConnectionPool(url, max_size=MOST_WRITERS, kwargs=options, open=True) as pool:
        pool.wait()

        def append(event: Appended) -> None:
            data = json.dumps({"entry": event.data.decode("ascii")})
            # One category, as a ledger is one: its lock is what gives its messages an order.
            place = (str(uuid4()), f"ledger-{event.stream}", KIND, data, event.seq - 2)
            with pool.connection() as connection:
                connection.execute(_WRITE, place)

        yield append


def _install(database: Path, url: str) -> None:
    with psycopg.connect(url, options=_PATH, autocommit=True) as connection:
        for name in _INSTALL:
            connection.execute((database / f"{name}.sql").read_bytes())
