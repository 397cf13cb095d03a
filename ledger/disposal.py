"""Carrying out a certificate of disposal: keys, words and envelopes go, and digests stay.

The certificate stands in the log before anything is touched. Each step may be the last before a
crash, and all of them may be done again: what is gone is passed over. Of two processes that carry
out the same certificate, the second finds it done.

After a crash the world is one of these. A whole enquiry: its key is destroyed and its rows remain,
which nobody can open; or all is done. Single entries: the stream has two keys, and each of its
entries is wrapped by one of them; or all is done.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from crypto.canonical import b64
from crypto.errors import CryptoError
from crypto.sealing import Place, Sealed, rewrap
from domain.events.authority import RecordsDisposed, WholeEnquiry
from ledger.database import Session
from ledger.faults import fault
from ledger.mapper import DISPOSED, TOPIC
from ledger.register import Register
from ledger.store import Store

_ENVELOPES: Final = (
    "SELECT notification_id, originator_version, state FROM stored_events "
    "WHERE originator_id = ? AND topic = ? ORDER BY originator_version"
)
_WORDS: Final = "SELECT seq, wrapped_key, box FROM sealed WHERE stream = ?"
_EMPTY: Final = "UPDATE stored_events SET topic = ?, state = ? WHERE notification_id = ?"
_DELETE: Final = "DELETE FROM sealed WHERE stream = ? AND seq = ?"
_REWRAP: Final = "UPDATE sealed SET wrapped_key = ? WHERE stream = ? AND seq = ?"


def carry_out(disposal: RecordsDisposed, store: Store, register: Register, ledger: str) -> None:
    """Destroy what a certificate names, unless that was done before.

    Raises:
        DiskFull, ReadOnly, ...: it is not done yet; it will be when it is carried out again.
    """
    stream = disposal.enquiry
    if isinstance(disposal.extent, WholeEnquiry):
        if _is_whole_done(store, stream):
            return
        store.keystore.destroy(stream)
        fault("after-key-destroyed")
        register.forget(stream)
        with store.database.write() as session:
            gone = store.documents.drop(session, stream, disposal.covers, waiting=True)
            store.drafts.drop(session, stream, disposal.covers, unsigned=True)
            _empty(session, disposal)
        register.forget(stream)  # whoever came by in between found it without a key
    else:
        if _are_some_done(store, disposal):
            return
        with store.database.write() as session:
            gone = store.documents.drop(session, stream, disposal.covers, waiting=False)
            store.drafts.drop(session, stream, disposal.covers, unsigned=False)
            _rewrap(session, store, stream, ledger, disposal)
            _empty(session, disposal)
        fault("after-disposal-commit")
        register.read_again(stream)
        store.keystore.retire(stream)
    store.database.scrub()
    store.documents.remove(gone)


def _is_whole_done(store: Store, stream: str) -> bool:
    return not (store.keystore.stream_keys([stream]) or _envelopes(store, stream))


def _are_some_done(store: Store, disposal: RecordsDisposed) -> bool:
    stream = disposal.enquiry
    if any(disposal.covers(seq) for seq in _envelopes(store, stream)):
        return False
    return not store.keystore.older_keys(stream)


def _envelopes(store: Store, stream: str) -> Sequence[int]:
    with store.database.read() as session:
        return [seq for _, seq, _ in session.rows(_ENVELOPES, (stream, TOPIC))]


def _empty(session: Session, disposal: RecordsDisposed) -> None:
    """Put digests in the place of envelopes, and take the sealed words away."""
    stream = disposal.enquiry
    for position, seq, jws in session.rows(_ENVELOPES, (stream, TOPIC)):
        if disposal.covers(seq):
            session.run(_EMPTY, (DISPOSED, hashlib.sha256(jws).digest(), position))
            session.run(_DELETE, (stream, seq))
    fault("before-disposal-commit")


def _rewrap(
    session: Session, store: Store, stream: str, ledger: str, disposal: RecordsDisposed
) -> None:
    """Give the stream a new key, and to its other entries' keys.

    All of it under the lock of every writer: an entry sealed under the old key could otherwise come
    in behind this, and be lost with that key.
    """
    keystore = store.keystore
    if not keystore.stream_keys([stream]):
        return  # all of it was disposed of since
    if not keystore.older_keys(stream):
        keystore.replace(stream)
    fault("after-key-replaced")
    new, older = keystore.stream_key(stream), keystore.older_keys(stream)
    digests = {
        seq: b64(hashlib.sha256(jws).digest())
        for _, seq, jws in session.rows(_ENVELOPES, (stream, TOPIC))
    }
    for seq, wrapped_key, box in session.rows(_WORDS, (stream,)):
        if seq in digests and not disposal.covers(seq):
            place = Place(ledger, stream, seq, digests[seq])
            _rewrap_one(session, place, Sealed(wrapped_key, box), older, new)
    store.documents.rewrap(session, stream, older, new)
    store.drafts.rewrap(session, stream, older, new)


def _rewrap_one(
    session: Session, place: Place, sealed: Sealed, older: Sequence[bytes], new: bytes
) -> None:
    for old in older:
        try:
            again = rewrap(place, old, new, sealed)
        except CryptoError:
            continue  # wrapped by the new key already, or altered so that no key opens it
        session.run(_REWRAP, (again.wrapped_key, place.stream, place.seq))
        return
