"""What the server writes to its log: nothing that anybody said, and no key or token."""

import logging
from collections.abc import Iterator

import pytest
from fastapi import APIRouter

from api.app import create_app
from api.web.site import POLICY
from ledger.operating.opening import open_ledger
from tests.api.serving import ORIGIN, Served, Told, client, serving
from tests.api.test_recording import OBJECTION

WORDS = "Come back with a warrant."


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every line of every logger, the server's own included."""
    server = logging.getLogger("uvicorn")
    propagate, server.propagate = server.propagate, True
    with caplog.at_level(logging.DEBUG):
        yield caplog
    server.propagate = propagate


def test_working_leaves_no_words_in_the_log(
    writing: Served, everything: pytest.LogCaptureFixture
) -> None:
    """Signing in, recording, searching and being refused: no name, word, token or key is logged."""
    ruth, stream = writing.person("ruth"), writing.told.enquiries["maya"]
    entries = ruth.signed(streams=[stream], **OBJECTION)
    assert ruth.admit(entries).status_code == 201
    assert ruth.draft(streams=[stream], **{**OBJECTION, "event": "Maya Carter"}).status_code == 422
    assert ruth.post("/api/people/search", {"name": "Dawn Carter"}).status_code == 200
    assert WORDS in ruth.get(f"{writing.maya}/chronology").text
    logged = "\n".join(record.getMessage() for record in everything.records if ours(record))
    for secret in ("Carter", "warrant", str(ruth.token), ruth.device.kid, entries[0][:40]):
        assert secret not in logged


def test_a_failure_is_a_problem_and_its_words_stay_out_of_the_log(
    story: Told, everything: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is answered 500 without details; the log says where, not what."""
    router = APIRouter()

    @router.get("/api/failing")
    @router.get("/failing")
    def failing() -> None:
        raise RuntimeError(WORDS)

    ledger = open_ledger(story.settings)
    app = create_app(ledger, ORIGIN)
    app.include_router(router)
    with serving(app) as url, client(url) as http:
        answer = http.get("/api/failing")
        shown = http.get("/failing")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (shown.status_code, shown.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "Sorry, there is a problem with the service" in shown.text
    assert shown.headers["Content-Security-Policy"] == POLICY
    assert WORDS not in shown.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["code"] == "internal-server-error"
    logged = [record for record in everything.records if ours(record)]
    [line, _] = [record.getMessage() for record in logged if record.levelno >= logging.ERROR]
    assert line.startswith("RuntimeError at test_logs.py:")
    assert WORDS not in answer.text + "\n".join(everything.messages) + everything.text


def ours(record: logging.LogRecord) -> bool:
    """Whether the server wrote it, and not the client of this test."""
    return not record.name.startswith(("httpx", "httpcore"))
