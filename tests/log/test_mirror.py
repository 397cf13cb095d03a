"""A mirror: it keeps what a ledger has shown, and refuses whatever does not continue it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.checkpoint import unverified_checkpoint
from crypto.cosignature import Cosigner
from crypto.note import NoteKey
from crypto.proof import LogProof, verify
from crypto.trust import TrustFile
from ledger.mirroring.folder import CopyDamaged
from ledger.mirroring.mirror import Followed, Mirror
from ledger.mirroring.refusing import LogRefused
from ledger.mirroring.repeated import repeated
from ledger.mirroring.source import Source, SourceUnavailable
from tests.cli.running import Done, contents, run
from tests.ledger.writing import GENESIS, RAW
from tests.log.making import TRUST, Files, Shown, checkpoint, leaves, show, static
from tests.talking import answered, saying, trickled

COSIGNED = "— witness.example/w abcdefgh\n".encode()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The folder that a ledger shows: a log of 300 entries."""
    show(tmp_path / "ledger", leaves(300))
    return tmp_path / "ledger"


@pytest.fixture
def copy(ledger: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    assert follow(ledger, tmp_path / "copy") == [Followed(1, GENESIS.origin(), 0, 300)]
    return tmp_path / "copy"


def follow(ledger: Path, copy: Path) -> list[Followed]:
    """Follow once."""
    return list(Mirror(Files(ledger), copy, TRUST).follow())


def refused(ledger: Path, copy: Path, words: str) -> None:
    """It is refused in these words, the copy stays as it is, and the checkpoint is kept."""
    before = {path: data for path, data in contents(copy).items() if "evidence" not in path}
    note = ledger / "1" / "checkpoint"
    with pytest.raises(LogRefused, match=words):
        follow(ledger, copy)
    after = contents(copy)
    evidence = [data for path, data in after.items() if "evidence" in path]
    assert not note.exists() or note.read_bytes() in evidence
    assert {path: data for path, data in after.items() if "evidence" not in path} == before


@settings(max_examples=15)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=4).map(sorted))
def test_a_copy_is_to_the_byte_what_a_log_of_that_size_is(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    """However it grew, a copy has every file of the log, as the specification defines it."""
    folder = tmp_path_factory.mktemp("grown")
    for size in sizes:
        shutil.rmtree(folder / "ledger", ignore_errors=True)
        show(folder / "ledger", leaves(size))
        follow(folder / "ledger", folder / "copy")
        shown, kept = contents(folder / "ledger"), contents(folder / "copy")
        assert {name: kept.get(name) for name in shown} == shown
        outgrown = [name for name in kept.keys() - shown.keys() if ".p/" not in name]
        assert outgrown == []


@pytest.mark.parametrize("size", [300, 301, 600])
def test_a_second_history_is_refused(ledger: Path, copy: Path, size: int) -> None:
    """Signed with the ledger's own key, of the same size or a larger: it is another log."""
    show(ledger, leaves(size, b"other"))
    refused(ledger, copy, "there are two histories")
    with pytest.raises(LogRefused):  # and again, whoever asks later
        follow(ledger, copy)


def test_a_history_that_differs_late_is_refused(ledger: Path, copy: Path) -> None:
    """One entry that was exchanged is enough."""
    show(ledger, [*leaves(299), b"\x07" * 32, *leaves(20, b"more")])
    refused(ledger, copy, "there are two histories")


def test_a_log_that_shrinks_is_refused(ledger: Path, copy: Path) -> None:
    """What was published once is not taken back, even if all that is left is as it was."""
    show(ledger, leaves(299))
    refused(ledger, copy, "are gone, and no reset was declared")
    shutil.rmtree(ledger / "1")
    refused(ledger, copy, "shows it no more.*if that is still this ledger’s address")


def test_another_key_is_refused(ledger: Path, copy: Path) -> None:
    """Whoever serves the log cannot sign it."""
    more = leaves(301)
    show(ledger, more, note=checkpoint(more, key=Ed25519PrivateKey.generate()))
    refused(ledger, copy, "its checkpoint does not verify")
    show(ledger, more, note=checkpoint(more, number=2))
    refused(ledger, copy, "its checkpoint does not verify")
    show(ledger, more, note=b"no note")
    refused(ledger, copy, "its checkpoint does not verify")


def test_a_retired_key_is_enough_for_what_has_ended_alone(tmp_path: Path) -> None:
    """A log that was closed with the first key verifies; with that key nobody makes one grow."""
    ledger, second = tmp_path / "ledger", Ed25519PrivateKey.generate()
    raw = second.public_key().public_bytes_raw()
    trust = TrustFile(GENESIS, (NoteKey(GENESIS.origin(2), raw).vkey,))
    closed = show(ledger, leaves(20))
    with pytest.raises(LogRefused, match="its checkpoint does not verify"):
        list(Mirror(Files(ledger), tmp_path / "copy", trust).follow())
    later = [sha256(closed).digest(), *leaves(20)]
    show(ledger, later, number=2, note=checkpoint(later, number=2, key=second))
    (ledger / "2/reset").write_bytes(closed)
    assert [one.size for one in Mirror(Files(ledger), tmp_path / "copy", trust).follow()] == [
        20,
        21,
    ]
    show(ledger, [*later, later[1]], number=2)
    with pytest.raises(LogRefused, match="its checkpoint does not verify"):
        list(Mirror(Files(ledger), tmp_path / "copy", trust).follow())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tile/entries/001.p/90", "entries do not lead to the root|not 90 entries"),
        ("tile/0/001.p/90", "tiles do not lead to the root"),
        ("tile/1/000.p/1", "tiles do not lead to the root"),
    ],
)
def test_files_that_do_not_fit_the_checkpoint_are_refused(
    ledger: Path, copy: Path, name: str, words: str
) -> None:
    """Whatever is altered on the way, or by whoever serves it, is not taken."""
    show(ledger, leaves(346))
    path = ledger / "1" / name
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    refused(ledger, copy, words)
    path.write_bytes(path.read_bytes()[:-1])
    refused(ledger, copy, f"bytes|{words}")


def test_an_entry_that_is_exchanged_in_a_bundle_held_is_refused(ledger: Path, copy: Path) -> None:
    """The part of a bundle that the copy has must come again as it was."""
    show(ledger, leaves(346))
    path = ledger / "1/tile/entries/001.p/90"
    path.write_bytes(path.read_bytes().replace(leaves(300)[299], b"\x07" * 32))
    refused(ledger, copy, "an entry before 300 is another")


def test_words_in_a_log_are_refused(ledger: Path, tmp_path: Path) -> None:
    """A log of digests is safe to pass on; a copy never carries what is none."""
    show(ledger, [*leaves(300), b"The child said that".ljust(33)])
    with pytest.raises(LogRefused, match="holds what is no digest"):
        follow(ledger, tmp_path / "copy")
    assert not (tmp_path / "copy/1/tile").exists()


@pytest.mark.parametrize("again", [7, 299, 305])
def test_a_leaf_that_stands_twice_is_refused_and_proven(
    ledger: Path, copy: Path, again: int
) -> None:
    """Signed and grown as it should be: no honest ledger records one entry at two places.

    Whoever is handed the leaf and the two proofs needs the ledger's key alone to see it.
    """
    entries = leaves(310)
    note = show(ledger, [*entries, entries[again]])
    refused(ledger, copy, f"the leaves {again} and 310 are one and the same")
    keys = [NoteKey(GENESIS.origin(), RAW)]
    proofs = [LogProof.parse(path.read_bytes()) for path in copy.glob("evidence/*.tlog-proof")]
    (leaf,) = [path.read_bytes() for path in copy.glob("evidence/*.leaf")]
    found = sorted((verify(one, leaf, keys) for one in proofs), key=lambda one: one.index)
    assert [one.index for one in found] == [again, 310]
    assert {one.checkpoint for one in found} == {unverified_checkpoint(note)}


def test_a_new_copy_of_a_log_that_repeats_itself_is_not_begun(tmp_path: Path) -> None:
    """Also where nothing was held before: the log contradicts itself."""
    show(tmp_path / "ledger", [*leaves(300), *leaves(1)])
    with pytest.raises(LogRefused, match="the leaves 0 and 300 are one and the same"):
        follow(tmp_path / "ledger", tmp_path / "copy")
    assert not (tmp_path / "copy/1/checkpoint").exists()


def test_what_is_only_said_to_stand_twice_is_not_held_against_the_ledger(
    ledger: Path, copy: Path
) -> None:
    """Whoever serves the log can repeat an entry: then it leads to no root that was signed."""
    show(ledger, leaves(346))
    path = ledger / "1/tile/entries/001.p/90"
    path.write_bytes(path.read_bytes().replace(leaves(346)[345], leaves(346)[0]))
    refused(ledger, copy, "entries do not lead to the root")
    assert not list(copy.glob("evidence/*.tlog-proof"))


@given(
    st.lists(st.integers(0, 60), unique=True, max_size=30),
    st.lists(st.integers(0, 60), max_size=30),
    st.integers(1, 8),
)
def test_a_leaf_is_found_again_wherever_it_stands(
    held: list[int], new: list[int], batch: int
) -> None:
    """Among those held or the new ones, whichever are looked for together; none is made up."""
    row = [sha256(bytes([one])).digest() for one in [*held, *new]]
    since = len(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ledger.mirroring.repeated.BATCH", batch)
        found = repeated(lambda: row[:since], since, bytearray(b"".join(row[since:])))
    assert (found is None) == (len(set(row)) == len(row))
    if found:
        assert found[0] < found[1]
        assert row[found[0]] == row[found[1]]


def test_more_cosignatures_are_taken_and_fewer_are_not(ledger: Path, copy: Path) -> None:
    """A checkpoint that was cosigned late replaces the same without; never the other way."""
    bare = (copy / "1/checkpoint").read_bytes()
    show(ledger, leaves(300), note=bare + COSIGNED)
    follow(ledger, copy)
    assert (copy / "1/checkpoint").read_bytes() == bare + COSIGNED
    show(ledger, leaves(300), note=bare)
    follow(ledger, copy)
    assert (copy / "1/checkpoint").read_bytes() == bare + COSIGNED


def test_a_partial_file_that_is_gone_is_read_from_the_full_one(ledger: Path, copy: Path) -> None:
    """A server may delete what is outgrown while we read (tlog-tiles, Partial Tiles)."""
    note = show(ledger, leaves(346))
    show(ledger, leaves(512), note=note)
    for name in ("entries/001.p", "0/001.p", "1/000.p"):
        shutil.rmtree(ledger / "1/tile" / name)
    (ledger / "1/tile/1/000.p").mkdir()
    (ledger / "1/tile/1/000.p/1").write_bytes((copy / "1/tile/1/000.p/1").read_bytes())
    assert follow(ledger, copy)[0].size == 346


def test_a_damaged_copy_says_so(ledger: Path, copy: Path) -> None:
    """What is wrong with the copy is not held against the ledger."""
    show(ledger, leaves(600))
    for name in ("1/tile/0/001.p/44", "1/tile/0/000"):
        path = copy / name
        path.write_bytes(b"\x00" + path.read_bytes()[1:])
        with pytest.raises(CopyDamaged, match="copy the log anew"):
            follow(ledger, copy)


class TestResets:
    """A declared loss is followed; whatever goes beyond what was declared is not."""

    def test_a_declared_loss_is_followed_and_said(self, ledger: Path, copy: Path) -> None:
        """The copy keeps what the ledger lost, and goes on with the next log."""
        lost = contents(copy / "1")
        reset(ledger, left=200, published=300)
        first, second = follow(ledger, copy)
        assert first == Followed(1, GENESIS.origin(1), 300, 300, lost=300)
        assert second == Followed(2, GENESIS.origin(2), 0, 21)
        assert contents(copy / "1") == lost
        assert (copy / "2/reset").read_bytes() == (copy / "1/checkpoint").read_bytes()
        assert [one.size for one in follow(ledger, copy)] == [300, 21]

    def test_a_whole_log_may_be_declared_lost(self, ledger: Path, copy: Path) -> None:
        """After a second restore, from before the first reset, nothing of a log may be left."""
        reset(ledger, left=200, published=300)
        shutil.rmtree(ledger / "1")
        assert follow(ledger, copy)[0].lost == 300

    @pytest.mark.parametrize(
        ("published", "history", "words"),
        [(299, b"", "more was lost than was declared"), (300, b"other", "names another log")],
    )
    def test_what_was_not_declared_is_refused(
        self, ledger: Path, copy: Path, published: int, history: bytes, words: str
    ) -> None:
        """A reset explains no more than it names."""
        reset(ledger, left=200, published=published, history=history)
        refused(ledger, copy, words)

    def test_what_is_left_must_be_as_it_was(self, ledger: Path, copy: Path) -> None:
        """Under a declared loss nothing is exchanged."""
        reset(ledger, left=200, published=300)
        show(ledger, leaves(200, b"other"))
        refused(ledger, copy, "what is left of it is not the beginning")

    def test_the_first_leaf_must_name_the_checkpoint(self, ledger: Path, copy: Path) -> None:
        """A reset that the tree does not commit to is none."""
        reset(ledger, left=300, published=300)
        show(ledger, leaves(20, b"second"), number=2)
        with pytest.raises(LogRefused, match="its first leaf is not the checkpoint"):
            follow(ledger, copy)
        (ledger / "2/reset").unlink()
        with pytest.raises(LogRefused, match="does not say which log ended"):
            follow(ledger, copy)


def reset(ledger: Path, *, left: int, published: int, history: bytes = b"") -> None:
    """Show a log as restored, and the next with what it says about it."""
    shutil.rmtree(ledger)
    show(ledger, leaves(left))
    named = checkpoint(leaves(published, history))
    show(ledger, [sha256(named).digest(), *leaves(20, b"second")], number=2)
    (ledger / "2/reset").write_bytes(named)


@pytest.fixture
def served(ledger: Path) -> Iterator[Shown]:
    """The same behind a static file server."""
    with static(ledger) as shown:
        yield shown


def mirror(url: str, folder: Path, *more: str) -> Done:
    """The command, with the trust file beside the copy."""
    trust = folder.parent / "trust.json"
    trust.write_bytes(TRUST.encode())
    return run("log", "mirror", url, folder, "--trust", trust, *more)


def test_the_command_says_what_it_found(served: Shown, ledger: Path, tmp_path: Path) -> None:
    """0 and a line for each log; 1 and the reason where it is refused; 3 where nobody answers."""
    copy = tmp_path / "copy"
    done = mirror(served.url, copy)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{GENESIS.origin()}: 300 entries verified, of which 300 are new\n"
    assert mirror(served.url, copy, "--json").json() == [
        {"origin": GENESIS.origin(), "size": 300, "before": 300, "missing": []}
    ]
    show(ledger, leaves(400, b"other"))
    mirror(served.url, copy).refused(1, "does not begin with the 300", "two histories")
    reset(ledger, left=200, published=300)
    assert "published up to 300, and this copy keeps its 300" in mirror(served.url, copy).out
    served.serve_only(0)
    mirror(served.url, copy).refused(3, "answered with 503")
    mirror("ftp://localhost", copy).refused(3, "url")
    mirror(f"{served.url}/nowhere", copy).refused(3, "503")


def test_the_quorum_that_the_trust_file_asks_for_is_asked_for(
    served: Shown, ledger: Path, tmp_path: Path
) -> None:
    """A copy is kept without it, and says so; a cosignature that is false is refused."""
    witness = Cosigner("witness.example/w", Ed25519PrivateKey.generate())
    policy = f"witness w {witness.key.vkey}\nquorum w\n"
    watched = replace(TRUST, policy=policy)
    trust, copy = tmp_path / "watched.json", tmp_path / "copy"
    trust.write_bytes(watched.encode())
    bare = run("log", "mirror", served.url, copy, "--trust", trust)
    assert bare.code == 2
    assert "no quorum of witnesses; missing are w" in bare.out
    note = checkpoint(leaves(300))
    line = witness.sign_at(unverified_checkpoint(note), 1_700_000_000).encode()
    show(ledger, leaves(300), note=note + f"{line}\n".encode())
    assert [one.missing for one in Mirror(Files(ledger), copy, watched).follow()] == [()]
    show(ledger, leaves(301), note=checkpoint(leaves(301)) + f"{line}\n".encode())
    with pytest.raises(LogRefused, match="its checkpoint does not verify"):
        list(Mirror(Files(ledger), copy, watched).follow())


def test_an_interrupted_copy_goes_on_where_it_was(served: Shown, tmp_path: Path) -> None:
    """What was fetched is not fetched again, and nothing is shown that was not verified."""
    copy = tmp_path / "copy"
    trust, source = TRUST, Source(served.url)
    served.serve_only(2)
    with pytest.raises(SourceUnavailable):
        list(Mirror(source, copy, trust).follow())
    assert not (copy / "1/checkpoint").exists()
    served.serve_only(None)
    assert [one.size for one in Mirror(source, copy, trust).follow()] == [300]
    assert served.asked.count("/1/tile/entries/000") == 1
    assert contents(copy).keys() >= {"1/checkpoint", "1/tile/0/000", "1/tile/entries/001.p/44"}
    assert not [name for name in contents(copy) if "unverified" in name]
    source.close()


def test_who_serves_a_log_by_the_byte_holds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte in time, and the file never: the log could not be looked at, and nothing worse."""
    monkeypatch.setattr("ledger.mirroring.source.SECONDS", 0.3)
    slow, late = trickled(answered(bytes(50))), "/1/checkpoint: TimeoutError"
    with saying(*slow, pause=0.05) as server, pytest.raises(SourceUnavailable, match=late):
        list(Mirror(Source(server.url), tmp_path / "copy", TRUST).follow())
    assert not (tmp_path / "copy").exists()


def test_what_an_interrupted_run_left_is_no_evidence(served: Shown, tmp_path: Path) -> None:
    """Torn by a power cut it is fetched again, and nobody accuses the ledger of it."""
    torn = tmp_path / "copy/1/.unverified/tile/entries/000"
    torn.parent.mkdir(parents=True)
    torn.write_bytes(bytes(100))
    source = Source(served.url)
    assert [one.size for one in Mirror(source, tmp_path / "copy", TRUST).follow()] == [300]
    source.close()


def test_a_new_copy_of_nothing_is_not_begun(tmp_path: Path) -> None:
    """An address where no log is published is said to be one."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceUnavailable, match="nothing is published there"):
        follow(tmp_path / "empty", tmp_path / "copy")


def test_a_folder_of_another_log_is_left_alone(ledger: Path, copy: Path) -> None:
    """Two ledgers are not mixed up in one folder."""
    other = (copy / "1/checkpoint").read_bytes().replace(b"test.example", b"rest.example")
    (copy / "1/checkpoint").write_bytes(other)
    assert unverified_checkpoint(other).origin != GENESIS.origin()
    with pytest.raises(CopyDamaged, match="name another folder"):
        follow(ledger, copy)
