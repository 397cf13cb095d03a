"""What is fuzzed, and what must hold whatever the bytes are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Take = Callable[[bytes], bytes | None]
"""Parses, and gives what was read written again; None where there is no writing it."""


class Broken(AssertionError):
    """A parser did what it must not."""


@dataclass(frozen=True)
class Target:
    """A parser, the errors that it documents, and inputs to begin from, good and bad."""

    name: str
    take: Take
    refuses: tuple[type[Exception], ...]
    seeds: Callable[[], Sequence[bytes]]
    inputs: int = 300
    """How many the test tries: a second for all parsers. `make fuzz` has more time."""
    secret: str = ""
    """What no error may say, wherever it stands in the inputs."""


def as_text(read: Callable[[str], str | None]) -> Take:
    """A parser of text: bytes that are none are not for it to refuse."""

    def take(data: bytes) -> bytes | None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return None
        again = read(text)
        return None if again is None else again.encode()

    return take


def hold(target: Target, data: bytes) -> bool:
    """Whether the input was accepted.

    Raises:
        Broken: what was accepted is written as other bytes, or an error tells a secret or nothing.
        Exception: whatever the parser raised that it does not document.
    """
    try:
        again = target.take(data)
    except target.refuses as error:
        if target.secret and (target.secret in str(error) or not str(error)):
            raise Broken(f"{target.name}: an error that tells a secret, or nothing") from None
        return False
    if again is not None and again != data:
        raise Broken(f"{target.name}: accepted, and written again as other bytes")
    return True
