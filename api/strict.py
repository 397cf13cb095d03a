"""One reading of a request: what is ambiguous or misspelt is refused, never guessed.

Of two members of one name a parser keeps one, and a parameter that nobody knows is passed over: a
misspelt `as_of` would show the present as the past. Neither may happen in front of a court.
"""

import json
from collections.abc import Callable, Coroutine, Iterator
from email.message import Message
from typing import Any, Final, NoReturn, get_args, get_origin
from urllib.parse import unquote_to_bytes

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.types import Message as ASGIMessage
from starlette.types import Scope

from api.problems import BadRequest, NotJson, Unreadable

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """A route that reads parameters and body strictly."""

    def get_route_handler(self) -> _Handler:
        """The handler, behind the checks."""
        handle = super().get_route_handler()
        known = dict(_parameters(self.dependant))
        lists = {name for name, annotation in known.items() if _is_list(annotation)}

        async def strict(request: Request) -> Response:
            _check_query(request, frozenset(known), frozenset(lists))
            body = await request.body() if self.body_field else b""
            if not body:
                return await handle(request)
            _check_media_type(request)
            return await handle(_Read(request.scope, body))

        return strict


class _Read(Request):
    """A request whose body was read."""

    def __init__(self, scope: Scope, body: bytes) -> None:
        super().__init__(scope, receive=self._again)
        self._bytes = body
        self._value = read_json(body)

    async def _again(self) -> ASGIMessage:
        return {"type": "http.request", "body": self._bytes, "more_body": False}

    async def json(self) -> Any:
        """What the body says."""
        return self._value


def read_json(data: bytes) -> Any:
    """Read JSON in UTF-8 (RFC 8259), without duplicate names and unpaired surrogates.

    Raises:
        Unreadable: it is something else.
    """
    try:
        text = data.decode("utf-8")
        value = _READER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("body: not UTF-8", field="body") from None
    except UnicodeEncodeError:
        raise Unreadable("body: half of a surrogate pair", field="body") from None
    except RecursionError:
        raise Unreadable("body: nested too deeply", field="body") from None
    except ValueError:  # also of a number with thousands of digits
        raise Unreadable("body: not JSON", field="body") from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Unreadable("body: an object has two members of one name", field="body")
    return members


def _no_number(_: str) -> NoReturn:
    raise ValueError("not a number of JSON")


_READER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _check_query(request: Request, known: frozenset[str], lists: frozenset[str]) -> None:
    try:
        unquote_to_bytes(request.scope["query_string"]).decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("query: not UTF-8", field="query") from None
    names = [name for name, _ in request.query_params.multi_items()]
    if not known.issuperset(names):
        raise BadRequest(f"query: {_taken(known)}", field="query")
    for name in set(names) - lists:
        if names.count(name) > 1:
            raise BadRequest(f"{name}: given twice", field=name)


def _taken(known: frozenset[str]) -> str:
    if not known:
        return "this address takes no parameters"
    return f"a parameter is none of {', '.join(sorted(known))}"


def _check_media_type(request: Request) -> None:
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    if message.get_content_type() != "application/json":
        raise NotJson(
            "content-type: not application/json, which the body is to be", field="content-type"
        )


def _parameters(dependant: Dependant) -> Iterator[tuple[str, object]]:
    """The parameters of an operation and of what it depends on, with their annotations."""
    for parameter in dependant.query_params:
        yield parameter.alias, parameter.field_info.annotation
    for dependency in dependant.dependencies:
        yield from _parameters(dependency)


def _is_list(annotation: object) -> bool:
    return any(get_origin(one) is list for one in (annotation, *get_args(annotation)))
