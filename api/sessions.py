"""Signing in: a key proves itself to this server once, and a short session follows.

The server gives out a nonce, the device signs it with ledger, origin and expiry in a JWS of its own
type, and gets a random token. Tokens are kept as hashes and in memory only: who reads the memory of
the process can read every case anyway, and a restart signs everybody out.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from api.people import practitioner_of
from api.problems import SignInNeeded
from crypto.canonical import unb64
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, SignatureInvalid
from crypto.signin import MAX_LIFETIME, Signin, open_signin, unverified_signer
from domain.holding import Key
from ledger.errors import Problem
from ledger.ledger import Ledger

NONCE_SECONDS: Final = MAX_LIFETIME
"""How long a nonce waits: as long as a sign-in statement may live."""
IDLE_SECONDS: Final = 15 * 60
"""How long a session lasts without a request: OWASP's upper bound for systems of this worth."""
SESSION_SECONDS: Final = 12 * 60 * 60
"""How long it lasts at most: a long shift. A token that was stolen is of no use tomorrow."""
MAX_SESSIONS: Final = 10_000
"""Bound on sessions: more than a council and its partners have practitioners."""


class SignInRefused(Problem):
    """The sign-in statement is not by a key of the directory, or not for this server and nonce."""

    code = "sign-in-refused"
    status = 401
    title = "You are not signed in"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, with which key, until when (seconds since 1970) if they do nothing.

    A key that is `pending` may do one thing: be accepted.
    """

    practitioner: str
    kid: str
    began: int
    expires: int
    pending: bool = False


class Nonces:
    """Nonces that cost nothing until they are used: each says when it expires, under our MAC.

    Were they kept, whoever asks for enough of them would push out those of everybody else.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._used: dict[str, int] = {}
        self._lock = Lock()

    def new(self, now: int) -> tuple[str, int]:
        """A nonce, and when it expires."""
        expires = now + NONCE_SECONDS
        said = f"{expires}.{secrets.token_urlsafe(16)}"
        return f"{said}.{self._mac(said)}", expires

    def check(self, nonce: str, now: int) -> int:
        """When a nonce expires.

        Raises:
            SignInRefused: it is not ours, was used, or has expired.
        """
        said, _, mac = nonce.rpartition(".")
        known = hmac.compare_digest(mac.encode(), self._mac(said).encode())
        expires = int(said.partition(".")[0]) if known else 0
        if expires <= now or nonce in self._used:
            raise SignInRefused("nonce: unknown, used or expired; ask for another", field="nonce")
        return expires

    def use(self, nonce: str, now: int) -> None:
        """Use a nonce up.

        Raises:
            SignInRefused: as `check`.
        """
        with self._lock:
            self._used = {used: until for used, until in self._used.items() if until > now}
            self._used[nonce] = self.check(nonce, now)

    def _mac(self, said: str) -> str:
        return hmac.new(self._key, said.encode(), "sha256").hexdigest()


class Sessions:
    """The sessions of one server. `origin` is the web origin that devices sign for."""

    def __init__(self, ledger: Ledger, origin: str) -> None:
        self.origin = origin
        self.nonces = Nonces()
        self._ledger = ledger
        self._lock = Lock()
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def sign_in(self, nonce: str, statement: bytes) -> tuple[str, Session]:
        """The token of a new session.

        Raises:
            SignInRefused: the nonce is unknown, used or expired; the statement is not for it; or
                it is not signed with a key of the directory that has not been revoked.
        """
        now = self._ledger.now()
        self.nonces.check(nonce, now)
        try:
            signin, key = self._proven(nonce, statement, now)
        except CryptoError as error:
            raise SignInRefused(f"statement: {error}", field="statement") from None
        if key.state == "revoked":
            raise SignInRefused("kid: the key was revoked; use another of your keys", field="kid")
        self.nonces.use(nonce, now)
        session = Session(signin.iss, key.kid, now, now + IDLE_SECONDS, key.state == "pending")
        return self._keep(secrets.token_urlsafe(32), session), session

    def find(self, token: str, *, prolong: bool = True) -> Session:
        """The session of a token, prolonged by this request unless a page makes it by itself:
        a screen that nobody sits at must not stay signed in because it follows a meeting.

        Raises:
            SignInNeeded: there is none, it has expired, or its key was revoked meanwhile.
        """
        now, name = self._ledger.now(), _hash(token)
        with self._lock:
            session = self._sessions.pop(name, None)
            if session is None or session.expires <= now:
                raise SignInNeeded(
                    "authorization: the session has ended, or was never one; sign in again",
                    field="authorization",
                )
            expires = session.expires
            if prolong:
                expires = min(now + IDLE_SECONDS, session.began + SESSION_SECONDS)
            self._sessions[name] = replace(session, expires=expires)
        key = self._ledger.reads.practitioner(session.practitioner).keys[session.kid]
        if key.state == "revoked":
            self.end(token)
            raise SignInNeeded("kid: the key of this session was revoked", field="kid")
        return replace(session, expires=expires, pending=key.state == "pending")

    def end(self, token: str) -> None:
        """End a session; one that has ended already is no error."""
        with self._lock:
            self._sessions.pop(_hash(token), None)

    def _proven(self, nonce: str, statement: bytes, now: int) -> tuple[Signin, Key]:
        """The statement, once it is proven, and the key; who has no key learns of none.

        Raises:
            CryptoError: not a statement for this server and nonce, signed with a known key.
        """
        practitioner, kid = unverified_signer(statement)
        key = practitioner_of(self._ledger, practitioner).keys.get(kid)
        if key is None:
            raise SignatureInvalid("signature: not by this key over these bytes")
        signin = open_signin(
            statement,
            load_public_key(unb64(key.x)),
            ledger=self._ledger.genesis.ledger,
            origin=self.origin,
            nonce=nonce,
            now=now,
        )
        return signin, key

    def _keep(self, token: str, session: Session) -> str:
        with self._lock:
            self._sessions[_hash(token)] = session
            if len(self._sessions) > MAX_SESSIONS:
                self._sessions.popitem(last=False)
        return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
