"""Asking over HTTP: whatever the other end does, it ends, within bytes and seconds that we set."""

import io
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from ledger.peer import Answer, Peer, TooLong, Unanswered, post
from ledger.stamping import TimeAuthority
from ledger.stamping.asking import StampFailed
from ledger.stamping.asking import post as ask_authority
from ledger.witnessing.client import MAX_ANSWER_BYTES
from ledger.witnessing.client import post as ask_witness
from tests.talking import HOST, MANY, answered, certified, saying, trickled

LIMIT = 1000
SOON = 0.3
"""Seconds for an answer that will not be there."""
SLOW = 0.05
"""Seconds between bytes: none of them is late, and all of them together are."""
LONG = 60
"""Seconds for one that will be, on a machine that is busy."""
BUFFER = io.DEFAULT_BUFFER_SIZE
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
HELLO = answered(b"hello", "Content-Type: Text/Plain; charset=utf-8")

TRICKLES = {
    "a status": trickled(b"HTTP/1.1 200 OK" + b" " * 50 + b"\r\n\r\n"),
    "headers": [
        b"HTTP/1.1 200 OK\r\n",
        *trickled(b"Some: header of fifty letters\r\n" * 3),
        b"\r\n",
    ],
    "a body": [b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", *trickled(b"x" * 50)],
    "a body without length": [b"HTTP/1.1 200 OK\r\n\r\n", *trickled(b"x" * 50)],
    "chunks": [CHUNKED, *[b"1\r\nx\r\n"] * 50, b"0\r\n\r\n"],
    "trailers": [CHUNKED, b"0\r\n", *[b"Some: trailer\r\n"] * 50, b"\r\n"],
    "answers before the answer": [*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 50, HELLO],
}


def asked(url: str, seconds: float = LONG) -> Answer:
    """What is answered to a short question."""
    return post(url, b"question", "text/plain", limit=LIMIT, seconds=seconds)


def reason(url: str, seconds: float = LONG) -> str:
    """Why there is no answer."""
    with pytest.raises(Unanswered) as caught:
        asked(url, seconds)
    return str(caught.value)


@pytest.mark.parametrize("name", TRICKLES)
def test_a_trickle_is_cut_off(name: str) -> None:
    """No byte of it comes late: what is bounded is the whole, the headers as much as the body."""
    with saying(*TRICKLES[name], pause=SLOW) as server:
        assert reason(server.url, SOON) == "TimeoutError"


def test_one_that_comes_in_time_is_taken() -> None:
    """Slowness is no fault: the same bytes are an answer to whoever has the time."""
    with saying(*trickled(HELLO), pause=0.001) as server:
        assert asked(server.url) == Answer(200, b"hello", "text/plain")


def test_silence_is_cut_off() -> None:
    """Before a word, and before TLS."""
    with saying(HELLO, pause=LONG) as server:
        assert reason(server.url, SOON) == "TimeoutError"
        assert reason(server.url.replace("http", "https"), SOON) == "TimeoutError"


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a server needs whose certificate this machine trusts."""
    context, certificate = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return context


@pytest.mark.parametrize("name", ["headers", "a body"])
def test_a_trickle_under_tls_is_cut_off(trusted: Any, name: str) -> None:
    """Each byte in a record of its own."""
    with saying(*TRICKLES[name], pause=SLOW, tls=trusted) as server:
        assert reason(server.url, SOON) == "TimeoutError"
    with saying(HELLO, tls=trusted) as server:
        assert asked(server.url).body == b"hello"


def test_a_trickled_handshake_is_cut_off() -> None:
    """A record of TLS that is announced, and comes a byte at a time."""
    with saying(b"\x16\x03\x03\x40\x00", *trickled(b"\x02" + bytes(50)), pause=SLOW) as server:
        assert reason(server.url.replace("http", "https"), SOON) == "TimeoutError"


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    """Nothing is sent to whoever sits in between."""
    context, _ = certified(tmp_path)
    with saying(HELLO, tls=context) as server:
        assert "certificate verify failed" in reason(server.url)
        assert server.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        answered(bytes(LIMIT + 1)),
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(LIMIT + 1),
        CHUNKED + b"ffffffffffffffff\r\n" + bytes(LIMIT + 1),
        CHUNKED + b"1\r\nx\r\n" * (LIMIT + 1),
    ],
    ids=["of a length", "of none", "in a chunk", "in chunks"],
)
def test_more_bytes_than_the_limit_are_no_answer(answer: bytes) -> None:
    """Nor is any more of them read."""
    with saying(answer) as server, pytest.raises(TooLong, match="longer than 1000 bytes"):
        asked(server.url)


@pytest.mark.parametrize("size", [b"-1", b"-5"])
def test_a_chunk_of_fewer_bytes_than_none_is_not_read_for_ever(size: bytes) -> None:
    """Python's own `read` takes all that ever comes for it, into memory, whatever its limit."""
    flood = [bytes(MANY)] * 500
    with saying(CHUNKED + size + b"\r\n", *flood) as server:
        assert reason(server.url)
    assert server.said < len(flood)


def test_as_many_bytes_as_the_limit_are_one() -> None:
    """The limit is the most that an answer may have, and the empty answer is one."""
    for size in (LIMIT, 0):
        with saying(answered(bytes(size))) as server:
            assert asked(server.url).body == bytes(size)


def test_a_refusal_may_be_as_long_as_it_likes() -> None:
    """What counts is that it is one."""
    with saying(answered(bytes(5000), status="503 Busy")) as server:
        assert asked(server.url) == Answer(503, bytes(LIMIT), "text/plain")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"", "RemoteDisconnected"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "BadStatusLine"),
        (b"HTTP/9.9 200 OK\r\n\r\n", "UnknownProtocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut", "IncompleteRead"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200, "HTTPException"),
        (b"HTTP/1.1 200 OK\r\nA: " + bytes(70_000), "LineTooLong"),
        (CHUNKED + b"none\r\n", "IncompleteRead"),
        (CHUNKED + b"5\r\ncut", "IncompleteRead"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_whole_answer_is_none(said: bytes, words: str) -> None:
    """It is said what came instead; a part is never taken for the whole."""
    with saying(said) as server:
        assert reason(server.url) == words


def test_a_redirection_is_not_followed() -> None:
    """It is an answer like any other: whom we ask is what the operator wrote down."""
    with saying(HELLO) as other:
        moved = answered(b"", f"Location: {other.url}/", status="307 Temporary Redirect")
        with saying(moved) as server:
            assert asked(server.url).status == 307
        assert other.asked == []


def test_a_question_is_sent_as_the_url_has_it() -> None:
    """Path and query, host and port; whoever is named before an @ is not told."""
    with saying(HELLO) as server:
        place = server.url.removeprefix("http://")
        asked(f"http://me:secret@{place}/tsr;x?policy=1.2&b=%20#part")
        asked(server.url)
    first, second = server.asked
    line, *headers = first.decode().split("\r\n")
    assert line == "POST /tsr;x?policy=1.2&b=%20 HTTP/1.1"
    assert {f"Host: {place}", "Content-Type: text/plain", "Content-Length: 8"} <= set(headers)
    assert b"secret" not in first
    assert second.startswith(b"POST / HTTP/1.1\r\n")


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets the environment of the service would else read and answer for everybody."""
    with saying(answered(b"proxy")) as proxy, saying(HELLO) as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert asked(server.url).body == b"hello"
        assert proxy.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1", "127.0.0.1", "http://", "http://127.0.0.1:99999", "http://[::1", ""],
)
def test_what_is_no_url_of_http_is_not_asked(url: str) -> None:
    """The operator is told what is wrong with it."""
    assert reason(url).startswith("its URL")


def test_nobody_there_is_said() -> None:
    """A port where nobody listens, a name that no resolver takes."""
    with socket.socket() as deaf:
        deaf.bind((HOST, 0))  # a port that nobody else takes meanwhile
        port = deaf.getsockname()[1]
        assert reason(f"http://{HOST}:{port}") == "Connection refused"
    assert reason(f"http://{'a' * 64}.invalid") == "UnicodeError"


@contextmanager
def unreachable() -> Iterator[int]:
    """A port that answers no attempt to connect: its queue is full."""
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind((HOST, 0))
        full.listen(0)
        for one in (first, second):
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        yield full.getsockname()[1]


def test_an_address_that_is_dead_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may have many: one that swallows what it is sent does not use up all the seconds."""
    real = socket.getaddrinfo

    def both(host: str, port: int, *more: Any, **named: Any) -> Any:
        found = real(HOST, port, *more, **named)
        return [*real(HOST, dead, *more, **named), *found] if host == "two.invalid" else found

    with unreachable() as dead, saying(HELLO) as server:
        assert reason(f"http://{HOST}:{dead}", SOON) == "TimeoutError"
        monkeypatch.setattr(socket, "getaddrinfo", both)
        assert asked(server.url.replace(HOST, "two.invalid"), 4).body == b"hello"


def test_a_connection_that_was_closed_while_idle_is_opened_again() -> None:
    """A server may close it at any time, which is no reason to give up a file."""
    with saying(answered(b"file")) as server, closing(Peer(f"{server.url}/below/")) as peer:
        for name in ("one", "two"):
            assert peer.get(name, limit=LIMIT, seconds=LONG).body == b"file"
    assert [line.split()[1] for line in server.asked] == [b"/below/one", b"/below/two"]


def test_what_was_not_read_is_not_taken_for_the_next_answer() -> None:
    """After a refusal with more bytes than we read, nothing that is left of it is believed."""
    status = "404 Not Found"
    head = len(answered(bytes(BUFFER), status=status)) - BUFFER
    long = answered(bytes(BUFFER - head) + HELLO, status=status)
    with saying(long) as server, closing(Peer(server.url)) as peer:
        found = [peer.get("x", limit=LIMIT, seconds=LONG).status for _ in range(2)]
    assert found == [404, 404]


def test_a_witness_and_an_authority_are_bounded_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in its own words: both are asked on a schedule, and would hold ever more threads."""
    monkeypatch.setattr("ledger.witnessing.client.TIMEOUT_SECONDS", SOON)
    monkeypatch.setattr("ledger.stamping.asking.SECONDS", SOON)
    with saying(*TRICKLES["headers"], pause=SLOW) as server:
        with pytest.raises(Unanswered, match=r"it cannot be reached \(TimeoutError\)"):
            ask_witness(server.url, b"")
        with pytest.raises(StampFailed, match="not reached: TimeoutError"):
            ask_authority(TimeAuthority("A", server.url, b""), b"")


def test_a_witness_answers_with_no_more_than_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer is none."""
    monkeypatch.setattr("ledger.witnessing.client.TIMEOUT_SECONDS", LONG)
    long, words = answered(bytes(MAX_ANSWER_BYTES + 1)), "its answer is longer than any note"
    with saying(long) as server, pytest.raises(Unanswered, match=words):
        ask_witness(server.url, b"")
