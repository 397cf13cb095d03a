"""Signing in: a key proves itself to this server once, and a short session follows.

The server gives out a nonce, the device signs it with ledger, origin and expiry in a JWS of its own
type, and gets a random token. Tokens are kept as hashes and in memory only: who reads the memory of
the process can read every case anyway, and a restart signs everybody out.
"""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from api.problems import SignInNeeded
from crypto.canonical import unb64
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError
from crypto.signin import open_signin, unverified_signer
from domain.refusals import Refused
from ledger.errors import Problem
from ledger.ledger import Ledger

NONCE_SECONDS: Final = 300
"""How long a nonce waits: as long as a sign-in statement may live (crypto.signin.MAX_LIFETIME)."""
SESSION_SECONDS: Final = 15 * 60
"""How long a session lasts without a request: OWASP's upper bound for systems of this worth."""
MAX_HELD: Final = 10_000
"""Bound on nonces and on sessions: more than a council and its partners have practitioners."""


class SignInRefused(Problem):
    """The sign-in statement is not by a key in force, or not for this server and nonce."""

    code = "sign-in-refused"
    status = 401
    title = "You are not signed in"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, with which key, until when (seconds since 1970) if they do nothing."""

    practitioner: str
    kid: str
    expires: int


class Sessions:
    """The nonces and sessions of one server. `origin` is the web origin that devices sign for."""

    def __init__(self, ledger: Ledger, origin: str) -> None:
        self.origin = origin
        self._ledger = ledger
        self._lock = Lock()
        self._nonces: OrderedDict[str, int] = OrderedDict()
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def new_nonce(self) -> tuple[str, int]:
        """A nonce for one attempt, and when it expires."""
        nonce, expires = secrets.token_urlsafe(24), self._ledger.now() + NONCE_SECONDS
        with self._lock:
            self._nonces[nonce] = expires
            if len(self._nonces) > MAX_HELD:
                self._nonces.popitem(last=False)
        return nonce, expires

    def sign_in(self, nonce: str, statement: bytes) -> tuple[str, Session]:
        """The token of a new session.

        Raises:
            SignInRefused: the nonce is unknown, used or expired; the statement is not for it; or
                its key is not in
                force.
        """
        now = self._ledger.now()
        with self._lock:
            expires = self._nonces.pop(nonce, 0)
        if expires <= now:
            raise SignInRefused("nonce: unknown, used or expired; ask for another", field="nonce")
        try:
            practitioner, kid = unverified_signer(statement)
            key = self._ledger.reads.practitioner(practitioner).key_in_force(kid)
            raw = load_public_key(unb64(key.x))
            open_signin(
                statement,
                raw,
                ledger=self._ledger.genesis.ledger,
                origin=self.origin,
                nonce=nonce,
                now=now,
            )
        except CryptoError as error:
            raise SignInRefused(f"statement: {error}", field="statement") from None
        except Refused as refused:
            raise SignInRefused(str(refused), field="statement") from None
        token, session = (
            secrets.token_urlsafe(32),
            Session(practitioner, kid, now + SESSION_SECONDS),
        )
        with self._lock:
            self._sessions[_hash(token)] = session
            if len(self._sessions) > MAX_HELD:
                self._sessions.popitem(last=False)
        return token, session

    def find(self, token: str) -> Session:
        """The session of a token, prolonged by this request.

        Raises:
            SignInNeeded: there is none, it has expired, or its key was revoked meanwhile.
        """
        now = self._ledger.now()
        with self._lock:
            session = self._sessions.pop(_hash(token), None)
            if session is None or session.expires <= now:
                raise SignInNeeded("the session has ended; sign in again")
            session = Session(session.practitioner, session.kid, now + SESSION_SECONDS)
            self._sessions[_hash(token)] = session
        try:
            self._ledger.reads.practitioner(session.practitioner).key_in_force(session.kid)
        except Refused:
            self.end(token)
            raise SignInNeeded("the key of this session is no longer in force") from None
        return session

    def end(self, token: str) -> None:
        """End a session; one that has ended already is no error."""
        with self._lock:
            self._sessions.pop(_hash(token), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
