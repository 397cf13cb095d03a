"""What goes wrong, as RFC 9457 problem details: the field, the reason, and what to do instead.

Every answer that is not a success has this one form, so a client needs one way to read it. A
problem never repeats what was sent: it may have held a name, a secret or a child's words.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final, Self, TypeVar, cast

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ExceptionHandler

from crypto.errors import CryptoError
from domain.reasons import reason_of
from ledger.errors import Problem

MEDIA_TYPE: Final = "application/problem+json"
URN: Final = "urn:countersign:problem:"

E = TypeVar("E", bound=Exception)


class ProblemDetails(BaseModel):
    """RFC 9457 problem details."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid")

    type: str
    """A URN that names the kind of problem and never changes:
    `urn:countersign:problem:stale-position`.
    """
    title: str
    """The kind of problem in words."""
    status: int
    detail: str
    """The field, the reason, and what to do instead."""
    code: str
    """The last part of `type`."""
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
    """The session does not reach this far."""

    code = "not-allowed"
    status = 403
    title = "You may not do this"


class BadRequest(Problem):
    """The request is not of the form that the description gives."""

    code = "bad-request"
    status = 422
    title = "The request is not in its form"


class Unreadable(Problem):
    """The body is not JSON, or the address not UTF-8."""

    code = "unreadable"
    status = 400
    title = "The request cannot be read"


class NotJson(Problem):
    """The body is said to be something else than JSON."""

    code = "not-json"
    status = 415
    title = "The body is not JSON"


class TooLarge(Problem):
    """The body is larger than any act."""

    code = "too-large"
    status = 413
    title = "The body is too large"

    @classmethod
    def of(cls, most: int) -> Self:
        """The problem, with the limit in bytes."""
        return cls(f"body: larger than {most} bytes; deposit a document instead", field="body")


class Unforeseen(Problem):
    """A mistake of ours; where it happened is in the server's log, and nowhere else."""

    code = "internal-server-error"
    status = 500
    title = "The server failed"


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for its description."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


def add_to(app: FastAPI) -> None:
    """Answer every problem in this form."""
    handle(app, Problem, _of_ledger)
    handle(app, CryptoError, _of_crypto)
    handle(app, RequestValidationError, of_validation)
    handle(app, HTTPException, of_http)


def handle(
    app: FastAPI, kind: type[E], answered: Callable[[Request, E], Awaitable[Response]]
) -> None:
    """Have every error of a kind answered. The framework hands a handler no other, but its types
    do not say so.
    """
    app.add_exception_handler(kind, cast(ExceptionHandler, answered))


def answer_to(problem: Problem) -> Response:
    """The problem as a response."""
    refusal: str | None = getattr(problem, "refusal", None)
    details = ProblemDetails(
        type=f"{URN}{problem.code}",
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        code=problem.code,
        field=problem.field,
        clause=problem.clause,
        refusal=refusal,
    )
    return _answer(details)


async def _of_ledger(_: Request, error: Problem) -> Response:
    return answer_to(error)


async def _of_crypto(_: Request, error: CryptoError) -> Response:
    return answer_to(Unreadable(str(error), field=str(error).partition(":")[0]))


async def of_validation(_: Request, error: RequestValidationError) -> Response:
    """A request that is not of the form that the description gives, as a problem."""
    field, reason = _first(error.errors())
    return answer_to(BadRequest(f"{field}: {reason}", field=field))


async def of_http(request: Request, error: HTTPException) -> Response:
    """What the framework found wrong, such as an address where nothing is, as a problem."""
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-")
    detail = _DETAILS.get(error.status_code, f"{phrase}.")
    details = ProblemDetails(
        type=f"{URN}{code}", title=phrase, status=error.status_code, detail=detail, code=code
    )
    response = _answer(details)
    response.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return response


def _methods(request: Request) -> set[str]:
    """The methods that the address takes (RFC 9110, section 15.5.6); routes know their own only."""
    described: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    items = (item for path, item in described.items() if _matches(path, request.url.path))
    methods = {method.upper() for item in items for method in item}
    return methods | ({"HEAD"} if "GET" in methods else set())


def _matches(described: str, path: str) -> bool:
    pattern, _, _ = compile_path(described)
    return pattern.match(path) is not None


_DETAILS: Final = {
    404: "There is nothing at this address; GET /api lists what there is.",
    405: "The address does not take this method; GET /api lists what it takes.",
}


def _answer(details: ProblemDetails) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if details.status == HTTPStatus.UNAUTHORIZED else None
    body = orjson.dumps(details.model_dump(exclude_none=True))
    return Response(body, details.status, headers, MEDIA_TYPE)


def _first(errors: Sequence[Any]) -> tuple[str, str]:
    """Which field, but for names that are none of ours, and why."""
    where, *steps = errors[0]["loc"]
    named = [str(step) for step in steps if _STEP.fullmatch(str(step))]
    hint = _PLUS if where == "query" and "time" in errors[0]["type"] else ""
    return ".".join(named) or "body", f"{reason_of(errors[0])}{hint}"


_PLUS: Final = "; in an address + is written %2B"
"""What `…T10:05:00+01:00` lacks where it was put into an address as it is: a blank arrived."""


_STEP: Final = re.compile(r"[a-z][a-z0-9_]{0,39}|\d{1,4}|If-None-Match")
"""A field or a position; another key of an object may be words of the record."""
