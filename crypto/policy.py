"""C2SP policies: which logs and witnesses are known, and how many are enough (tlog-policy).

A policy is the verifier's own decision. One that came with what it is to judge would let whoever
wrote that say which witnesses are enough.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crypto.checkpoint import open_checkpoint
from crypto.cosignature import CosignatureKey, Cosigned, verify_cosignatures
from crypto.errors import CryptoError
from crypto.note import NoteKey, UnverifiedNote

NONE: Final = "none"
"""The quorum that asks for nobody (tlog-policy, Defining the quorum)."""
MAX_BYTES: Final = 2**16
"""Longest policy: a bound of ours, some hundred witnesses."""

_BLANK: Final = " \t"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters (tlog-policy, Character set), and what UTF-8 cannot write."""
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")


class PolicyRefused(CryptoError):
    """Not a policy; the message names the line and the reason."""


class QuorumMissing(CryptoError):
    """Too few of the policy's witnesses cosigned a checkpoint.

    `cosigned` are those who did, and `missing` the policy's names of those who did not.
    """

    def __init__(self, cosigned: tuple[Cosigned, ...], missing: tuple[str, ...]) -> None:
        super().__init__(
            f"checkpoint: cosigned by {len(cosigned)} of the policy's witnesses, which is no "
            f"quorum; missing are {', '.join(missing)}"
        )
        self.cosigned = cosigned
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ListedLog:
    """A log whose checkpoints the policy accepts; its origin is the key's name."""

    key: NoteKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness by its name within the policy; `url` is its submission prefix, or empty."""

    name: str
    key: CosignatureKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses and other groups, of which `threshold` are needed."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quorum:
    """Evidence that a checkpoint has the cosignatures that a policy asks for.

    `cosigned` are all by the policy's witnesses, one a witness and the earliest of each. Whether
    the log itself signed is part of it only if the policy lists logs.
    """

    cosigned: tuple[Cosigned, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy; an empty `logs` leaves it to the reader which log is meant.

    Raises:
        PolicyRefused: by `parse`, which alone makes one whose names all mean something.
    """

    logs: tuple[ListedLog, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a policy, at most 64 KiB of UTF-8 (tlog-policy, Policy file syntax and structure).

        An empty text is no policy; `quorum none` asks for no witness.

        Raises:
            PolicyRefused: naming the line that is not in its form, or what is missing.
        """
        reading = _Reading()
        for number, words in _lines(text):
            reading.take(number, words)
        return cls(
            tuple(reading.logs),
            tuple(reading.witnesses.values()),
            tuple(reading.groups.values()),
            reading.ended(),
        )

    def check(self, note: bytes) -> Quorum:
        """Check that a signed checkpoint has the cosignatures, and the log, that are asked for.

        A cosignature by a listed witness that does not verify refuses the whole note (signed-note,
        Signatures).

        Raises:
            QuorumMissing: too few of the witnesses cosigned it.
            SignatureInvalid: a listed key's signature is false, or none of the listed logs signed.
            KeyRefused: two listed keys share name and id.
            Malformed: not a signed checkpoint.
        """
        if self.logs:
            open_checkpoint(note, [log.key for log in self.logs])
        return self.quorum_of(self.cosigned(note))

    def cosigned(self, note: bytes) -> tuple[Cosigned, ...]:
        """Which of the witnesses cosigned, quorum or not: one each, the earliest of several.

        Raises:
            SignatureInvalid: a listed witness's cosignature does not verify.
            Malformed: not a signed checkpoint.
        """
        keys = [witness.key for witness in self.witnesses]
        earliest: dict[CosignatureKey, Cosigned] = {}
        for one in verify_cosignatures(UnverifiedNote.parse(note), keys):
            if one.key not in earliest or one.time < earliest[one.key].time:
                earliest[one.key] = one
        return tuple(earliest.values())

    def quorum_of(self, cosigned: tuple[Cosigned, ...]) -> Quorum:
        """Check that these witnesses are enough.

        Raises:
            QuorumMissing: they are not.
        """
        keys = {one.key for one in cosigned}
        reached = {witness.name: witness.key in keys for witness in self.witnesses}
        for group in self.groups:
            reached[group.name] = sum(reached[name] for name in group.members) >= group.threshold
        if self.quorum != NONE and not reached[self.quorum]:
            absent = (witness.name for witness in self.witnesses if witness.key not in keys)
            raise QuorumMissing(cosigned, tuple(absent))
        return Quorum(cosigned)


class _Reading:
    """A policy as far as it has been read."""

    def __init__(self) -> None:
        self.logs: list[ListedLog] = []
        self.witnesses: dict[str, Witness] = {}
        self.groups: dict[str, Group] = {}
        self._quorum: str | None = None
        self._members: Counter[str] = Counter()
        self._keys: dict[str, set[bytes]] = {"log": set(), "witness": set()}

    def take(self, number: int, words: Sequence[str]) -> None:
        """Read one line."""
        kinds: Mapping[str, Callable[[Sequence[str]], None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._take_quorum,
        }
        kind, *rest = words
        try:
            if kind not in kinds:
                raise PolicyRefused("neither log, witness, group nor quorum")
            kinds[kind](rest)
        except CryptoError as error:
            raise PolicyRefused(f"policy line {number}: {error}") from error

    def ended(self) -> str:
        """The quorum, once all lines were read."""
        if self._quorum is None:
            raise PolicyRefused("policy: no quorum line; `quorum none` asks for no witness")
        return self._quorum

    def _log(self, words: Sequence[str]) -> None:
        match words:
            case [vkey, *url] if len(url) <= 1:
                key = NoteKey.parse(vkey)
            case _:
                raise PolicyRefused("not log, a vkey and perhaps a URL")
        self._once("log", key.public)
        self.logs.append(ListedLog(key, *url))

    def _witness(self, words: Sequence[str]) -> None:
        match words:
            case [name, vkey, *url] if len(url) <= 1:
                key = CosignatureKey.parse(vkey)
            case _:
                raise PolicyRefused("not witness, a name, a vkey and perhaps a URL")
        self._new(name)
        self._once("witness", key.public)
        self.witnesses[name] = Witness(name, key, *url)

    def _group(self, words: Sequence[str]) -> None:
        match words:
            case [name, threshold, _, *_]:
                members = tuple(words[2:])
            case _:
                raise PolicyRefused("not group, a name, a threshold and at least one member")
        self._new(name)
        self._members.update(self._known(member) for member in members)
        if any(self._members[member] > 1 for member in members):
            raise PolicyRefused("a member that is listed already, so would count twice")
        self.groups[name] = Group(name, _threshold(threshold, len(members)), members)

    def _take_quorum(self, words: Sequence[str]) -> None:
        if self._quorum is not None or len(words) != 1:
            raise PolicyRefused("not the only quorum line, with one name")
        self._quorum = words[0] if words[0] == NONE else self._known(words[0])

    def _new(self, name: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise PolicyRefused("a name that stands for something else already")

    def _known(self, name: str) -> str:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyRefused("a name that no line before it defines")
        return name

    def _once(self, kind: str, public: bytes) -> None:
        """One key under two names would count twice towards a quorum."""
        if public in self._keys[kind]:
            raise PolicyRefused(f"the key of another {kind} again")
        self._keys[kind].add(public)


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    """The lines that say something, by their number from 1, as words."""
    if _FORBIDDEN.search(text):
        raise PolicyRefused("policy: a control character other than tab and newline")
    if len(text.encode()) > MAX_BYTES:
        raise PolicyRefused(f"policy: longer than {MAX_BYTES} bytes")
    if text and not text.endswith("\n"):
        raise PolicyRefused("policy: its last line does not end in a newline")
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in re.split(f"[{_BLANK}]+", line) if word]
        if words and not words[0].startswith("#"):
            yield number, words


def _threshold(word: str, members: int) -> int:
    if word in {"all", "any"}:
        return members if word == "all" else 1
    if not _NUMBER.fullmatch(word) or int(word) > members:
        raise PolicyRefused("a threshold that is not all, any or from 1 to the number of members")
    return int(word)
