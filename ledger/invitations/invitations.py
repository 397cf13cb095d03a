"""Making codes, and taking the key that somebody offers under one.

A code proves nothing but that it was given by whoever made it. The key that comes with it waits
until its maker has compared its check number with the one that the holder reads out, and signs it
into the directory; then the key's own entry accepts it. Who steals a code can so offer a key, and
is found out by the number.
"""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import uuid4

from crypto.canonical import unb64
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError
from crypto.jws import thumbprint
from ledger.database import Database, Row, Session, insert
from ledger.errors import Problem
from ledger.invitations.codes import CodeRefused, hashed, new_code, read_code, written
from ledger.invitations.schema import COLUMNS, create_table
from ledger.ledger import Clock, NotFound

CODE_SECONDS: Final = 24 * 3600
"""How long a code can be used: until the same time tomorrow."""
KEY_SECONDS: Final = 7 * 24 * 3600
"""How long an offered key waits for whoever vouches for it: over a week's leave."""
TRIES: Final = 5
"""Wrong secrets that a code bears: slips of the finger, and 2^-49 of a chance to guess it."""
MAX_OPEN: Final = 50
"""Codes that one person may have open: more than start at a council in a day."""

Purpose = Literal["enrolment", "another_device", "replacement", "demonstration"]
"""A first key with an enrolment; a further one (the reasons of `KeyAdded`); or one for whoever
visits a demonstration, which signs it in by itself (`ledger.replaying.handout`)."""


class TooManyCodes(Problem):
    """Somebody has made more codes than they can be waiting for."""

    code = "too-many-codes"
    status = 409
    title = "Too many codes are open"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that was made, and the key that was offered under it. Times in seconds since 1970.

    `practitioner` is the directory stream that the key is for: a new id for an enrolment.
    """

    reference: str
    purpose: Purpose
    practitioner: str
    maker: str
    made: int
    expires: int
    tries: int
    x: str | None

    @property
    def kid(self) -> str | None:
        """The id of the key that was offered (RFC 7638)."""
        return None if self.x is None else thumbprint(unb64(self.x))

    @classmethod
    def of(cls, row: Row) -> "Invitation":
        """The invitation of a row of the table."""
        return cls(*row)


class Invitations:
    """The codes of one ledger. Makes its table where that is missing."""

    def __init__(self, database: Database, ledger: str, clock: Clock) -> None:
        create_table(database)
        self._database = database
        self._ledger = ledger
        self._clock = clock

    def make(
        self, maker: str, purpose: Purpose, practitioner: str | None = None
    ) -> tuple[Invitation, str]:
        """A new code, which is told this once; without a `practitioner`, for somebody new.

        Raises:
            TooManyCodes: the maker has `MAX_OPEN` already.
        """
        now = self._clock()
        while True:
            reference, secret = new_code()
            made = Invitation(
                reference=reference,
                purpose=purpose,
                practitioner=practitioner or str(uuid4()),
                maker=maker,
                made=now,
                expires=now + CODE_SECONDS,
                tries=TRIES,
                x=None,
            )
            if self._kept(made, hashed(self._ledger, reference, secret)):
                return made, written(reference, secret)

    def offer(self, code: str, x: str) -> Invitation:
        """Offer a key (base64url) under a code, which is thereby used up.

        Raises:
            CodeRefused: not a code that can be used, or not a good Ed25519 public key.
        """
        reference, secret = read_code(code)
        _check_key(x)
        hash_ = self._hashed(reference, secret)
        with self._database.write() as session:
            found = self._opened(session, reference, hash_)
            if isinstance(found, CodeRefused):
                refusal = found
            else:
                expires = self._clock() + KEY_SECONDS
                changed = "UPDATE invitations SET x = ?, expires = ? WHERE reference = ?"
                session.run(changed, (x, expires, reference))
                return self._in(session, reference, found.maker)
        raise refusal  # only now: a wrong guess that is rolled back would count for nothing

    def made_by(self, maker: str) -> tuple[Invitation, ...]:
        """What somebody has made that has not expired, the oldest first."""
        with self._database.read() as session:
            now = self._clock()
            return tuple(one for one in _of(session, maker) if one.expires > now)

    def get(self, reference: str, maker: str) -> Invitation:
        """An invitation, for its maker.

        Raises:
            NotFound: they made none of this reference, or it has expired.
        """
        with self._database.read() as session:
            return self._in(session, reference, maker)

    def waits(self, x: str) -> bool:
        """Whether this very key (base64url) was offered under a code, and nobody has cancelled."""
        select = "SELECT 1 FROM invitations WHERE x = ? AND expires > ?"
        with self._database.read() as session:
            return bool(session.rows(select, (x, self._clock())))

    def cancel(self, reference: str, maker: str) -> None:
        """Forget an invitation and the key that was offered; one that is gone is no error."""
        statement = "DELETE FROM invitations WHERE reference = ? AND maker = ?"
        with self._database.write() as session:
            session.run(statement, (reference, maker))

    def _in(self, session: Session, reference: str, maker: str) -> Invitation:
        made = [one for one in _of(session, maker) if one.reference == reference]
        if not made or made[0].expires <= self._clock():
            raise NotFound("reference: no code of yours; make another", field="reference")
        return made[0]

    def _kept(self, made: Invitation, hash_: str) -> bool:
        """Keep a new code, unless another has its reference: the two could not be told apart."""
        taken = "SELECT 1 FROM invitations WHERE reference = ?"
        with self._database.write() as session:
            session.run("DELETE FROM invitations WHERE expires <= ?", (made.made,))
            if len(_of(session, made.maker)) >= MAX_OPEN:
                raise TooManyCodes("code: too many are open; cancel some that nobody will use")
            if session.rows(taken, (made.reference,)):
                return False
            _keep(session, made, hash_)
            return True

    def _hashed(self, reference: str, secret: str) -> str:
        """The hash of a guess; for a reference that is nobody’s, nothing is computed or locked."""
        with self._database.read() as session:
            select = "SELECT 1 FROM invitations WHERE reference = ? AND tries > 0"
            known = session.rows(select, (reference,))
        return hashed(self._ledger, reference, secret) if known else ""

    def _opened(self, session: Session, reference: str, hash_: str) -> Invitation | CodeRefused:
        """The invitation that a code opens, or why it opens none; a wrong secret is counted."""
        select = f"SELECT hash, {COLUMNS} FROM invitations WHERE reference = ?"  # noqa: S608 - ours
        rows = session.rows(select, (reference,))
        if not rows or not (found := Invitation.of(rows[0][1:])).tries:
            return CodeRefused(_UNKNOWN, field="code")
        if rows[0][0] != hash_:
            count = "UPDATE invitations SET tries = tries - 1 WHERE reference = ?"
            session.run(count, (reference,))
            return CodeRefused(_UNKNOWN, field="code")
        if found.x is not None:
            return CodeRefused("code: used already; ask for another", field="code")
        if found.expires <= self._clock():
            return CodeRefused("code: has expired; ask for another", field="code")
        return found


_UNKNOWN: Final = "code: not one that can be used; compare each letter, or ask for another"


def _of(session: Session, maker: str) -> tuple[Invitation, ...]:
    select = f"SELECT {COLUMNS} FROM invitations WHERE maker = ? ORDER BY made, reference"  # noqa: S608 - ours
    return tuple(Invitation.of(row) for row in session.rows(select, (maker,)))


def _keep(session: Session, made: Invitation, hash_: str) -> None:
    row = (
        *(made.reference, made.purpose, made.practitioner, made.maker),
        *(made.made, made.expires, made.tries, made.x, hash_),
    )
    insert(session, f"invitations ({COLUMNS}, hash)", [row])


def _check_key(x: str) -> None:
    try:
        load_public_key(unb64(x))
    except CryptoError as error:
        raise CodeRefused(f"x: {error}", field="x") from None
