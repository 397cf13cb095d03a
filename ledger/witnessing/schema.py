"""The tables of witnessing: whom we have cosigned for, and what became of asking others."""

from typing import Final

from ledger.database import Database

WITNESSED: Final = """
CREATE TABLE IF NOT EXISTS witnessed (
    vkey text NOT NULL, origin text NOT NULL, size bigint NOT NULL, note text NOT NULL,
    contradiction text, PRIMARY KEY (vkey, origin))
"""
"""The latest checkpoint of each log that our witness key `vkey` cosigned, with the log's signatures
and our cosignature; `contradiction` is a checkpoint by which the log shows that it has two trees of
one size."""

WITNESSES: Final = """
CREATE TABLE IF NOT EXISTS witnesses (
    vkey text NOT NULL, origin text NOT NULL, size bigint NOT NULL, cosigned bigint NOT NULL,
    tried bigint NOT NULL, trouble text NOT NULL, PRIMARY KEY (vkey, origin))
"""
"""What the witness `vkey` last cosigned of a log of ours, when it says that it did (0: never), when
it was last asked, and why it did not cosign then (empty: it did). Times in seconds since 1970."""


def create_tables(database: Database) -> None:
    """Make the tables where they are missing."""
    with database.exclusive(), database.write() as session:
        session.run(WITNESSED)
        session.run(WITNESSES)
