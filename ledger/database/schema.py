"""The tables of a ledger's database, but for the library's own (`stored_events`, `tracking`).

`{blob}` and `{clustered}` differ between the databases. Streams are the UUID texts that are signed.
"""

from collections.abc import Sequence
from typing import Final

LEDGER: Final = "CREATE TABLE IF NOT EXISTS ledger (id text PRIMARY KEY)"

ENTRIES: Final = """
CREATE TABLE IF NOT EXISTS sealed (
    stream text NOT NULL, seq bigint NOT NULL, wrapped_key {blob} NOT NULL, box {blob} NOT NULL,
    PRIMARY KEY (stream, seq))
"""

DOCUMENTS: Final = """
CREATE TABLE IF NOT EXISTS documents (
    name text PRIMARY KEY, stream text NOT NULL, seq bigint, wrapped {blob} NOT NULL,
    deposited bigint NOT NULL);
CREATE INDEX IF NOT EXISTS documents_stream ON documents (stream)
"""
"""`seq` is of the entry that deposits it, none until that is admitted; `deposited` is when it came
in. What it is lies in `wrapped`."""

DRAFTS: Final = """
CREATE TABLE IF NOT EXISTS drafts (
    id text PRIMARY KEY, stream text NOT NULL, wrapped {blob} NOT NULL, revision bigint NOT NULL,
    box {blob} NOT NULL, expires bigint, seq bigint);
CREATE INDEX IF NOT EXISTS drafts_stream ON drafts (stream);
CREATE TABLE IF NOT EXISTS draft_versions (
    draft text NOT NULL, version bigint NOT NULL, box {blob} NOT NULL,
    PRIMARY KEY (draft, version));
CREATE TABLE IF NOT EXISTS draft_people (
    practitioner text NOT NULL, draft text NOT NULL, PRIMARY KEY (practitioner, draft))
"""
"""What people have begun to write: no evidence. `seq` is of the entry that a draft became, and
`expires` when one goes that its author alone has seen. `draft_people` finds what concerns somebody;
who may read a draft is sealed in its `box`."""

LOG: Final = """
CREATE TABLE IF NOT EXISTS log_leaves (
    log bigint NOT NULL, idx bigint NOT NULL, notification_id bigint NOT NULL,
    stream text NOT NULL, seq bigint NOT NULL, digest {blob} NOT NULL, known bigint NOT NULL,
    PRIMARY KEY (log, idx)) {clustered};
CREATE UNIQUE INDEX IF NOT EXISTS log_leaves_place ON log_leaves (log, stream, seq);
CREATE INDEX IF NOT EXISTS log_leaves_known ON log_leaves (log, known, idx);
CREATE TABLE IF NOT EXISTS log_nodes (
    log bigint NOT NULL, level bigint NOT NULL, idx bigint NOT NULL, hash {blob} NOT NULL,
    PRIMARY KEY (log, level, idx)) {clustered};
CREATE TABLE IF NOT EXISTS log_checkpoints (
    log bigint NOT NULL, size bigint NOT NULL, root {blob} NOT NULL, note {blob},
    signed_at bigint NOT NULL, PRIMARY KEY (log, size)) {clustered};
CREATE TABLE IF NOT EXISTS log_resets (log bigint PRIMARY KEY, note {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS published (
    log bigint NOT NULL, size bigint NOT NULL, note {blob} NOT NULL, at bigint NOT NULL,
    PRIMARY KEY (log, size)) {clustered}
"""
"""`known` is the latest `iat` up to a leaf: it never falls, so "as known at" is one look-up.

`signed_at` is when the row was committed; `note` follows once somebody has asked for it.

`log_resets` holds, to the byte, the checkpoint that the first leaf of a log names; `published`
those that were shown to everybody, with the cosignatures that they had."""

STAMPS: Final = """
CREATE TABLE IF NOT EXISTS stamps (
    log bigint NOT NULL, size bigint NOT NULL, place bigint NOT NULL, authority text NOT NULL,
    token {blob} NOT NULL, time bigint NOT NULL, expires bigint NOT NULL,
    renewed bigint NOT NULL, PRIMARY KEY (log, size, place));
CREATE INDEX IF NOT EXISTS stamps_expires ON stamps (renewed, authority, expires);
CREATE INDEX IF NOT EXISTS stamps_authority ON stamps (log, authority, size);
CREATE TABLE IF NOT EXISTS stamp_failures (
    authority text PRIMARY KEY, since bigint NOT NULL, last bigint NOT NULL, reason text NOT NULL)
"""
"""`token` is what an authority answered over the checkpoint of that size, `place` its place among
the answers over it, from 1; `renewed` is 1 once a later one took over from it. `stamp_failures`
says which authority gave none when it was last asked, and since when."""


def sqlite(script: str) -> Sequence[str]:
    """The statements as SQLite takes them."""
    return script.format(blob="blob", clustered="WITHOUT ROWID").split(";")


def postgres(script: str) -> Sequence[str]:
    """The statements as PostgreSQL takes them."""
    return script.format(blob="bytea", clustered="").split(";")
