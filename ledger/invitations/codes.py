"""One-time codes: sixteen letters that can be read out, written down and typed on any keyboard.

The first group is the reference by which a code is found and spoken of; the other three are the
secret. The alphabet has no vowels, so that no code is a word, and no L, which looks like a digit:
20 letters, 51 bits of secret. Guesses are counted for each code and the hash is slow, so neither
who asks the server nor who steals the table comes through them.
"""

import hashlib
import secrets
from typing import Final

from ledger.errors import Problem

ALPHABET: Final = "BCDFGHJKMNPQRSTVWXYZ"
GROUP: Final = 4
GROUPS: Final = 4
FORM: Final = "sixteen letters in four groups, such as BCDF-GHJK-MNPQ-RSTV"

_SCRYPT: Final = {"n": 2**12, "r": 8, "p": 1}
"""RFC 7914, section 2: 4 MiB and about 10 ms a guess, so 350,000 years for half of 2^51; a day is
what there is.
"""


class CodeRefused(Problem):
    """The code does not open anything. Who has the right one learns why; nobody else does."""

    code = "code-refused"
    status = 422
    title = "This code cannot be used"


def new_code() -> tuple[str, str]:
    """A reference and a secret."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUP * GROUPS))
    return letters[:GROUP], letters[GROUP:]


def written(reference: str, secret: str) -> str:
    """A code as it is shown: `BCDF-GHJK-MNPQ-RSTV`."""
    letters = reference + secret
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def read_code(text: str) -> tuple[str, str]:
    """The reference and the secret of a code as somebody typed it.

    Case, spaces and hyphens do not matter.

    Raises:
        CodeRefused: it has another form.
    """
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(letters) != GROUP * GROUPS or not set(letters) <= set(ALPHABET):
        raise CodeRefused(f"code: must be {FORM}", field="code")
    return letters[:GROUP], letters[GROUP:]


def hashed(ledger: str, reference: str, secret: str) -> str:
    """What is kept of a code: scrypt (RFC 7914) over the secret, for this ledger and reference."""
    salt = f"countersign-code {ledger} {reference}".encode()
    return hashlib.scrypt(secret.encode(), salt=salt, dklen=32, **_SCRYPT).hex()
