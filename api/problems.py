"""What goes wrong, as RFC 9457 problem details: the field, the reason, and what to do instead.

Every answer that is not a success has this one form, so a client needs one way to read it. A
problem never repeats what was sent: it may have held a name, a secret or a child's words.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from crypto.errors import CryptoError
from ledger.errors import Problem

MEDIA_TYPE: Final = "application/problem+json"


class ProblemDetails(BaseModel):
    """RFC 9457 problem details."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str
    """A URN that names the kind of problem and never changes:
    `urn:countersign:problem:stale-position`.
    """
    title: str
    """The kind of problem in words."""
    status: int
    detail: str
    """The field, the reason, and what to do instead."""
    field: str | None = None
    """Which part of the request is wrong."""
    clause: str | None = None
    """The requirement that decides, such as REC-02."""
    refusal: str | None = None
    """For an entry that is not admitted: the stable code of the reason."""


class SignInNeeded(Problem):
    """Nobody reads or writes without proving a key."""

    code = "sign-in-needed"
    status = 401
    title = "Sign in first"


class NotAllowed(Problem):
    """The reader's capacities do not reach this far."""

    code = "not-allowed"
    status = 403
    title = "You may not do this"


class BadRequest(Problem):
    """The request is not of the form that the description gives."""

    code = "bad-request"
    status = 422
    title = "The request cannot be read"


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for its description."""
    return {
        status: {"model": ProblemDetails, "description": HTTPStatus(status).phrase}
        for status in statuses
    }


def add_to(app: FastAPI) -> None:
    """Answer every problem in this form."""
    app.add_exception_handler(Problem, _of_ledger)
    app.add_exception_handler(CryptoError, _of_crypto)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)


async def _of_ledger(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - what add_to registers it for
    refusal = getattr(error, "refusal", None)
    return _answer(
        error.code, error.title, error.status, error.detail, error.field, error.clause, refusal
    )


async def _of_crypto(_: Request, error: Exception) -> Response:
    field = str(error).partition(":")[0]
    return _answer("bad-request", BadRequest.title, 400, str(error), field)


async def _of_validation(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    field, reason = _first(error.errors())
    return _answer("bad-request", BadRequest.title, 422, f"{field}: {reason}", field)


async def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-")
    response = _answer(code, phrase, error.status_code, f"{phrase}.")
    response.headers.update(error.headers or {})
    return response


def _first(errors: Sequence[Any]) -> tuple[str, str]:
    first = errors[0]
    steps = [str(step) for step in first["loc"] if step not in {"body", "query", "path"}]
    return ".".join(steps) or "body", str(first["msg"]).removeprefix("Value error, ")


def _answer(
    code: str,
    title: str,
    status: int,
    detail: str,
    field: str | None = None,
    clause: str | None = None,
    refusal: str | None = None,
) -> Response:
    problem = ProblemDetails(
        type=f"urn:countersign:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        field=field,
        clause=clause,
        refusal=refusal,
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    return Response(body, status, headers, MEDIA_TYPE)
