"""What goes wrong, as a page where a page was asked for: the same problem, in the same words."""

import re
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api import problems
from api.problems import SignInNeeded
from api.web.csrf import SAFE
from api.web.resuming import is_form, resumption
from api.web.site import page
from ledger.errors import Problem

_API: Final = "/api"


def add_to(app: FastAPI) -> None:
    """Answer problems of pages with a page, and all others as `api.problems` does."""
    problems.add_to(app)
    problems.handle(app, Problem, _of_ledger)
    problems.handle(app, HTTPException, _of_http)
    problems.handle(app, RequestValidationError, _of_validation)


def answer(scope: Scope, problem: Problem) -> Response:
    """A problem that was found before, or outside, any handler; the page shows no reader."""
    request = Request(scope)
    if not _is_page(request):
        return problems.answer_to(problem)
    heading, detail = _WORDS.get(problem.status, (problem.title, _told(problem)))
    request.state.reader = None
    return page(request, "problems/problem.html", problem.status, heading=heading, detail=detail)


async def _of_ledger(request: Request, error: Problem) -> Response:
    if not _is_page(request):
        return problems.answer_to(error)
    if isinstance(error, SignInNeeded) and request.method in SAFE:
        return RedirectResponse(sign_in_for(request), 303)
    if isinstance(error, SignInNeeded) and is_form(request):
        return await resumption(request)
    return page(
        request, "problems/problem.html", error.status, heading=error.title, detail=_told(error)
    )


async def _of_http(request: Request, error: HTTPException) -> Response:
    if not _is_page(request):
        return await problems.of_http(request, error)
    path = request.url.path
    missing = error.status_code == HTTPStatus.NOT_FOUND
    if missing and _SLASH.fullmatch(path) and request.method in SAFE:
        return RedirectResponse(path.rstrip("/"), 308)
    heading, detail = _WORDS.get(error.status_code, _OTHERWISE)
    return page(request, "problems/problem.html", error.status_code, heading=heading, detail=detail)


_SLASH: Final = re.compile(r"/[A-Za-z0-9-]+(/[A-Za-z0-9-]+)*/")
"""A page's address with a slash too many, and nothing that leads to another site (`//`)."""


async def _of_validation(request: Request, error: RequestValidationError) -> Response:
    """An address of another form is one at which nothing is; what was asked there can be mended."""
    if not _is_page(request):
        return await problems.of_validation(request, error)
    in_path = any(one["loc"][0] == "path" for one in error.errors())
    heading, detail = _WORDS[404] if in_path else _OTHERWISE
    status = 404 if in_path else 422
    return page(request, "problems/problem.html", status, heading=heading, detail=detail)


def sign_in_for(request: Request) -> str:
    """Where to sign in so that one comes back to this page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/sign-in?next={quote(request.url.path + query, safe='/')}"


def _told(problem: Problem) -> str:
    """The reason as a sentence: the field that it begins with says nothing to who reads a page."""
    reason = _FIELD.sub("", problem.detail).rstrip(".")
    return f"{reason[:1].upper()}{reason[1:]}."


_FIELD: Final = re.compile(r"^[a-z_.]+: ")


def _is_page(request: Request) -> bool:
    path = request.url.path
    return path != _API and not path.startswith((f"{_API}/", "/healthz"))


_WORDS: Final = {
    404: (
        "Page not found",
        "If you typed or pasted the address, check that all of it is there and correct.",
    ),
    405: ("This page cannot be used like that", "Go back and use the buttons of the page."),
    500: (
        "Sorry, there is a problem with the service",
        "Try again later. What you saved as a draft, and everything that you signed, is kept.",
    ),
}
_OTHERWISE: Final = ("There is a problem with this request", "Go back and try again.")
