"""`serve`, as `make run` calls it: a demonstration is told once, and served until Ctrl-C."""

import json
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import PROGRAM, contents, environment, run
from tests.cli.terminal import WAIT_SECONDS
from tests.ports import free_port

BEGUN = "Telling the demonstration …\n"
SERVES = "Ctrl-C ends it; the data stays."


@contextmanager
def serving(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`countersign serve --demo`, started; killed at the end if it still runs."""
    command = [*PROGRAM, "serve", "--demo", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def announced(process: subprocess.Popen[str]) -> str:
    """What it prints until it serves."""
    shown = ""
    assert process.stdout
    for line in process.stdout:
        shown += line
        if SERVES in line:
            return shown
    raise AssertionError(f"it never served: {shown}")


def health(port: int) -> dict[str, object]:
    """What it answers to whoever asks whether it serves."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=WAIT_SECONDS) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def page(port: int, path: str) -> str:
    """What a browser is shown."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=WAIT_SECONDS) as answer:
        html: bytes = answer.read()
        return html.decode()


def published(port: int) -> str:
    """The checkpoint that a server publishes by itself soon after it has begun."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return page(port, "/log/1/checkpoint")
        except HTTPError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_first_start_is_begun_again_and_a_second_keeps_the_data(tmp_path: Path) -> None:
    """Killed midway it leaves no ledger; started again it tells all, serves, and keeps it."""
    data, port = tmp_path / "data", free_port()
    with serving(data, port) as process:
        deadline = time.monotonic() + WAIT_SECONDS
        while not list(tmp_path.glob("data.unfinished/data/ledger.sqlite")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.kill()
        process.wait()
    assert not data.exists()
    with serving(data, port) as process:
        shown = announced(process)
        first = health(port)
        assert shown.startswith(BEGUN)
        assert f"http://127.0.0.1:{port}" in shown
        assert "the sign-in page has a one-time code for everybody" in shown
        assert f"  {data / 'devices'}\n" in shown
        assert "Ruth Adeyemi" in page(port, "/sign-in")
        assert published(port).startswith("countersign.example/demonstration/1\n")
        run("serve", "--demo", "--port", port, "--data", tmp_path / "other").refused(1, "PORT")
        again = run("serve", "--demo", "--port", free_port(), "--data", data)
        again.refused(1, "another process serves", "DATA")
        assert health(port) == first
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert process.stdout
        assert process.stdout.read() == ""
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    with serving(data, port) as process:
        assert announced(process) == shown.removeprefix(BEGUN)
        assert health(port) == first


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """What is not ours, and what another version wrote, is refused before anything is served."""
    (tmp_path / "letter").write_text("mine", encoding="utf-8")
    arguments = ("serve", "--demo", "--port", free_port(), "--data", tmp_path)
    run(*arguments).refused(1, "not a data folder of Countersign")
    (tmp_path / "countersign.json").write_text('{"format":"countersign-data/9"}', encoding="utf-8")
    before = contents(tmp_path)
    run(*arguments).refused(1, "countersign-data/9")
    run("serve", "--demo", "--port", free_port(), "--data", tmp_path / "letter").refused(1, "data")
    assert contents(tmp_path) == before


def test_without_a_ledger_nothing_is_served(tmp_path: Path) -> None:
    """`serve` alone makes nothing, and says how to make one."""
    run("serve", "--port", free_port(), "--data", tmp_path / "data").refused(1, "countersign init")
    assert not (tmp_path / "data").exists()


def test_two_that_begin_at_once_make_one_ledger(tmp_path: Path) -> None:
    """The second is told to wait, and the first is not disturbed."""
    data = tmp_path / "data"
    with serving(data, free_port()) as process:
        deadline = time.monotonic() + WAIT_SECONDS
        while not list(tmp_path.glob("data.unfinished/data/ledger.sqlite")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGSTOP)
        second = run("serve", "--demo", "--port", free_port(), "--data", data)
        process.send_signal(signal.SIGCONT)
        second.refused(1, "another process")
        assert SERVES in announced(process)


@pytest.mark.parametrize(
    ("lacking", "said"), [("keystore", "keystore"), ("ledger.sqlite", "database")]
)
def test_a_damaged_ledger_is_not_served(copied: Demonstration, lacking: str, said: str) -> None:
    """What lacks a part is said in one line, and not by a server."""
    part = copied.data / lacking
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.write_bytes(b"x" * 4096)
    copied.run("serve", "--demo", "--port", free_port()).refused(1, said)
