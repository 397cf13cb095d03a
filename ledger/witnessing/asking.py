"""Asking one witness to cosign: the sizes it is told, the proof it gets, and what it may answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from crypto.checkpoint import Checkpoint
from crypto.cosignature import Cosigned
from crypto.errors import CryptoError, SignatureInvalid
from crypto.note import NoteSignature, UnverifiedNote
from crypto.policy import Witness
from crypto.witness import AddCheckpoint, parse_cosignatures, parse_size
from ledger.peer import Answer, Unanswered

TRIES: Final = 3
"""Requests to one witness: what it has seen may be of another process, and then of a third."""

_PATH: Final = "/add-checkpoint"
_TROUBLE: Final[Mapping[int, str]] = {
    HTTPStatus.BAD_REQUEST: "it does not read what we send",
    HTTPStatus.FORBIDDEN: "it does not know the key that signs our log",
    HTTPStatus.NOT_FOUND: "it does not watch our log, or its URL is another",
    HTTPStatus.UNPROCESSABLE_ENTITY: "it has cosigned a tree of our log that ours does not "
    "continue; the log was altered, or somebody else signs with its key",
    HTTPStatus.TOO_MANY_REQUESTS: "it is asked too often",
}
"""What an answer means for whoever reads the report (tlog-witness, add-checkpoint)."""

Post = Callable[[str, bytes], Answer]
Prove = Callable[[int, int], tuple[bytes, ...]]
"""The consistency proof from a size of our log to a larger one."""


class NotCosigned(Exception):
    """The witness did not cosign; the message says why, in words for an operator."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint of ours, signed by our log alone."""

    checkpoint: Checkpoint
    note: bytes

    @classmethod
    def of(cls, note: UnverifiedNote) -> "Submission":
        """What is sent of a note that others may have cosigned already."""
        checkpoint = Checkpoint.parse(note.unverified_text)
        ours = tuple(line for line in note.signatures if line.name == checkpoint.origin)
        return cls(checkpoint, UnverifiedNote(note.unverified_text, ours).encode())


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A cosignature line, and the evidence that it verified."""

    line: NoteSignature
    evidence: Cosigned


def ask(
    witness: Witness, submission: Submission, old: int, prove: Prove, post: Post
) -> Cosignature:
    """Have a witness cosign that is believed to have cosigned the size `old` last (0: none).

    Raises:
        NotCosigned: it did not.
    """
    try:
        return _ask(witness, submission, old, prove, post)
    except Unanswered as error:
        raise NotCosigned(str(error)) from error
    except SignatureInvalid as error:
        raise NotCosigned("what it answers is not signed with its key") from error
    except CryptoError as error:
        raise NotCosigned("it answers in another form than the standard’s") from error


def _ask(
    witness: Witness, submission: Submission, old: int, prove: Prove, post: Post
) -> Cosignature:
    size = submission.checkpoint.size
    for _ in range(TRIES):
        request = AddCheckpoint(old, prove(old, size), submission.note)
        answer = post(witness.url.rstrip("/") + _PATH, request.encode())
        if answer.status != HTTPStatus.CONFLICT:
            return _cosignature(witness, submission, answer)
        old = parse_size(answer.body)
        if old > size:
            raise NotCosigned(
                f"it has cosigned {old} entries of our log, which has {size}; the log was rolled "
                "back, or somebody else signs with its key"
            )
    raise NotCosigned("it names another size each time")


def _cosignature(witness: Witness, submission: Submission, answer: Answer) -> Cosignature:
    if answer.status != HTTPStatus.OK:
        default = f"it answered with status {answer.status}"
        raise NotCosigned(_TROUBLE.get(answer.status, default))
    text = submission.checkpoint.encode()
    for line in parse_cosignatures(answer.body):
        if (line.name, line.key_id) == (witness.key.name, witness.key.key_id):
            return Cosignature(line, witness.key.verify(text, line.signature))
    raise NotCosigned("it signs with another key than the policy’s")
