"""Collecting cosignatures, on each database: whatever a witness answers, the note stays sound."""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from crypto.checkpoint import Checkpoint, open_checkpoint
from crypto.cosignature import verify_cosignatures
from crypto.merkle import MAX_SIZE
from crypto.note import NoteKey, NoteSignature, UnverifiedNote
from crypto.policy import Policy
from crypto.witness import (
    AddCheckpoint,
    Conflict,
    Seen,
    advance,
    authenticate,
    encode_cosignatures,
    encode_size,
)
from ledger.peer import Answer, Unanswered
from ledger.settings import Settings
from ledger.store import Store
from ledger.witnessing.asking import Post
from ledger.witnessing.collect import Collector
from ledger.witnessing.errors import WatchRefused
from ledger.witnessing.state import Outcome, Outcomes
from ledger.witnessing.watched import publishing_policy
from tests.crypto.test_cosignature import OTHER, WITNESS
from tests.ledger.writing import GENESIS, RAW, Writer, stream

NOW = 1_700_000_200
LONG = 60
"""Seconds for what comes at once, on a machine that is busy."""
KEYS = [NoteKey(GENESIS.origin(), RAW)]
POLICY = f"witness w {WITNESS.key.vkey} https://w.example/x/\nquorum w\n"


class Honest:
    """A witness as the standard has it."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.asked: list[int] = []

    def __call__(self, url: str, body: bytes) -> Answer:
        """Answer a request."""
        assert url == "https://w.example/x/add-checkpoint"
        request = AddCheckpoint.parse(body)
        self.asked.append(request.old_size)
        submitted = authenticate(request, {GENESIS.origin(): KEYS})
        try:
            self.seen = advance(submitted, self.seen)
        except Conflict as conflict:
            return Answer(409, encode_size(conflict.size))
        return Answer(200, encode_cosignatures([WITNESS.sign_at(submitted.checkpoint, NOW)]))


@pytest.fixture
def collector(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Post], Collector]]:
    """A collector for the store, which asks whoever it is given."""
    monkeypatch.setattr("ledger.witnessing.collect.WAIT_SECONDS", LONG)
    (settings.data / "witness-policy.txt").write_text(POLICY)
    yield lambda send: Collector(store, settings.data, lambda: NOW, send)
    all_answered()  # before the store is closed


def all_answered() -> None:
    """Wait until no witness is asked any more, and what became of it is kept."""
    for thread in threading.enumerate():
        if thread.name == "witness":
            thread.join(LONG)


def trouble(store: Store) -> str:
    """What the report says of the witness."""
    return Outcomes(store.database).of(GENESIS.origin())[WITNESS.key.vkey].trouble


def check(note: bytes) -> int:
    """How many cosignatures a note has; that of the ledger is always there."""
    open_checkpoint(note, KEYS)
    return len(verify_cosignatures(UnverifiedNote.parse(note), [WITNESS.key]))


def test_a_witness_is_told_what_it_saw_last(
    store: Store, collector: Callable[[Post], Collector]
) -> None:
    """It is asked once for each size, from the size that it cosigned before, also by another."""
    witness, writer = Honest(), Writer()
    for number in range(1, 4):
        writer.commit(store, *(stream() for _ in range(number)))
        note = collector(witness).cosign(store.log.checkpoint())
        assert check(note) == 1
        assert collector(witness).cosign(note) == note
    assert witness.asked == [0, 1, 3]
    assert Policy.parse(POLICY).check(note).cosigned[0].time == NOW


def test_a_witness_that_forgot_or_that_we_forgot_is_told_again(
    store: Store, collector: Callable[[Post], Collector]
) -> None:
    """The size that it names in a conflict is where the next proof begins."""
    witness, writer = Honest(), Writer()
    writer.commit(store, stream(), stream())
    collector(witness).cosign(store.log.checkpoint())
    with store.database.write() as session:
        session.run("DELETE FROM witnesses")
    writer.commit(store, stream(), stream(), stream())
    assert check(collector(witness).cosign(store.log.checkpoint())) == 1
    witness.seen = Seen()
    writer.commit(store, stream())
    assert check(collector(witness).cosign(store.log.checkpoint())) == 1
    assert witness.asked == [0, 0, 2, 5, 0]


def reversed_signature(body: bytes) -> Answer:
    """A line in the witness's name that it did not sign."""
    line = UnverifiedNote.parse(AddCheckpoint.parse(body).checkpoint).signatures[0]
    forged = NoteSignature(WITNESS.name, WITNESS.key.key_id, bytes(7) + b"\1" + line.signature)
    return Answer(200, encode_cosignatures([forged]))


def by_another(body: bytes) -> Answer:
    """A line by somebody whom the policy does not name."""
    text = UnverifiedNote.parse(AddCheckpoint.parse(body).checkpoint).unverified_text
    return Answer(200, encode_cosignatures([OTHER.sign_at(Checkpoint.parse(text), NOW)]))


def unreachable(_: bytes) -> Answer:
    """Nobody there."""
    raise Unanswered("it cannot be reached (ConnectionRefusedError)")


ANSWERS: dict[str, tuple[Callable[[bytes], Answer], str]] = {
    "nothing": (unreachable, "cannot be reached"),
    "a page": (lambda _: Answer(200, b"<html>"), "another form"),
    "an empty body": (lambda _: Answer(200, b""), "another form"),
    "a false cosignature": (reversed_signature, "not signed with its key"),
    "another's cosignature": (by_another, "another key"),
    "no size in a conflict": (lambda _: Answer(409, b"stale"), "another form"),
    "a size beyond ours": (lambda _: Answer(409, encode_size(MAX_SIZE)), "was rolled back"),
    "the same conflict for ever": (lambda _: Answer(409, b"1\n"), "another size each time"),
    "not our log": (lambda _: Answer(404, b""), "does not watch our log"),
    "not our key": (lambda _: Answer(403, b""), "does not know the key"),
    "another tree": (lambda _: Answer(422, b""), "does not continue"),
    "a redirection": (lambda _: Answer(302, b""), "status 302"),
    "a status of its own": (lambda _: Answer(799, b""), "status 799"),
}


def _answer(answer: Callable[[bytes], Answer], _: str, body: bytes) -> Answer:
    return answer(body)


def test_no_answer_spoils_the_checkpoint(
    store: Store, collector: Callable[[Post], Collector]
) -> None:
    """Whatever a witness answers, the note is as it was, and the report says what is wrong."""
    Writer().commit(store, stream(), stream())
    note = store.log.checkpoint()
    for name, (answer, words) in ANSWERS.items():
        asking = collector(partial(_answer, answer))
        with store.database.write() as session:
            session.run("DELETE FROM witnesses")
        assert asking.cosign(note) == note
        assert (name, words in trouble(store)) == (name, True), trouble(store)


def test_nobody_waits_for_a_witness_that_was_down(
    store: Store, collector: Callable[[Post], Collector]
) -> None:
    """While it keeps silent we publish without it; its cosignature is taken when it comes."""
    Writer().commit(store, stream())
    note = store.log.checkpoint()
    collector(lambda *_: unreachable(b"")).cosign(note)
    answered, honest = threading.Event(), Honest()

    def silent(url: str, body: bytes) -> Answer:
        assert answered.wait(LONG)
        return honest(url, body)

    waiting = collector(silent)
    assert waiting.cosign(note) == note
    assert waiting.cosign(note) == note
    answered.set()
    all_answered()
    assert check(cosigned := waiting.cosign(note)) == 1
    assert honest.asked == [0]
    assert waiting.cosign(cosigned) == cosigned


def test_a_late_answer_is_not_put_on_another_checkpoint(
    store: Store, collector: Callable[[Post], Collector]
) -> None:
    """What a slow witness signed for one size never stands beneath the next."""
    writer, honest, answered = Writer(), Honest(), threading.Event()
    writer.commit(store, stream())
    older = store.log.checkpoint()
    collector(lambda *_: unreachable(b"")).cosign(older)

    def silent(url: str, body: bytes) -> Answer:
        assert answered.wait(LONG)
        return honest(url, body)

    waiting = collector(silent)
    waiting.cosign(older)
    writer.commit(store, stream())
    newer = store.log.checkpoint()
    waiting.cosign(newer)
    answered.set()
    all_answered()
    assert check(waiting.cosign(newer)) == 1
    assert honest.asked == [0, 1]


def test_an_answer_that_comes_as_we_ask_again_is_not_asked_for_twice(
    store: Store, collector: Callable[[Post], Collector], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it had cosigned before is read when nobody else is asking it any more."""
    writer, honest, answered = Writer(), Honest(), threading.Event()
    writer.commit(store, stream())
    collector(lambda *_: unreachable(b"")).cosign(store.log.checkpoint())

    def silent(url: str, body: bytes) -> Answer:
        assert answered.wait(LONG)
        return honest(url, body)

    waiting = collector(silent)
    waiting.cosign(store.log.checkpoint())
    kept = Outcomes.of

    def answered_meanwhile(outcomes: Outcomes, origin: str) -> Mapping[str, Outcome]:
        known = kept(outcomes, origin)
        answered.set()
        all_answered()
        return known

    monkeypatch.setattr(Outcomes, "of", answered_meanwhile)
    writer.commit(store, stream())
    newer = store.log.checkpoint()
    waiting.cosign(newer)
    assert check(waiting.cosign(newer)) == 1
    assert honest.asked == [0, 1]


def test_no_policy_asks_nobody(
    settings: Settings, store: Store, collector: Callable[[Post], Collector]
) -> None:
    """Without the file, or a URL in it, nothing is sent."""
    Writer().commit(store, stream())
    note = store.log.checkpoint()
    asked = Honest()
    path = settings.data / "witness-policy.txt"
    path.write_text(POLICY.replace(" https://w.example/x/", ""))
    assert collector(asked).cosign(note) == note
    path.unlink()
    assert collector(asked).cosign(note) == note
    assert asked.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://w.example", "w.example", "https://", "https://w.example/?q", "https://u@w.example"],
)
def test_other_urls_are_refused(tmp_path: Path, url: str) -> None:
    """A URL that is not asked with a plain POST is a mistake, and said to be one."""
    path = tmp_path / "witness-policy.txt"
    path.write_text(POLICY.replace("https://w.example/x/", url))
    with pytest.raises(WatchRefused, match="URL"):
        publishing_policy(tmp_path)
