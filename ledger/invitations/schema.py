"""The table of invitations: references, hashes, ids and times; nobody's name and no code."""

from typing import Final

from ledger.database import Database

TABLE: Final = """
CREATE TABLE IF NOT EXISTS invitations (
    reference text PRIMARY KEY, hash text NOT NULL, purpose text NOT NULL,
    practitioner text NOT NULL, maker text NOT NULL, made bigint NOT NULL,
    expires bigint NOT NULL, tries bigint NOT NULL, x text)
"""
"""`tries` is how many wrong secrets are still borne; `x` the public key that was offered."""
COLUMNS: Final = "reference, purpose, practitioner, maker, made, expires, tries, x"


def create_table(database: Database) -> None:
    """Make the table where it is missing."""
    with database.exclusive(), database.write() as session:
        session.run(TABLE)
