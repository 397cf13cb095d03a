"""The OpenAPI description, complete enough for a stranger to write a client from it."""

import re
from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.problems import ProblemDetails

VERSION: Final = "0.1.0"
TEXT: Final = """\
The record of a Section 47 child-protection enquiry that still stands up in court years later.

**To read**, prove a key: `POST /api/challenges` gives a nonce, your device signs it
(docs/FORMAT.md, chapter 8), and `POST /api/sessions` gives a token for a short session, to be sent
as `Authorization: Bearer …`.

**To record**, draft, sign, admit: `POST /api/drafts` checks what you want to say and answers with
what to sign; your device composes the statement, shows it, and signs (docs/FORMAT.md, chapters 1
and 2); `POST /api/entries` admits the signed bytes and answers with receipts. If others got in
first (`stale-position`), draft again and sign the same words at the new position. A document is
sent first: `POST /api/enquiries/{enquiry}/documents` gives the description that its
`DocumentDeposited` then signs.

**To begin**, with the one-time code that the registrar gave you: `POST /api/offers` offers your new
key, and you read its check number to the registrar, who enrols you with it. Then sign in with the
key and record its `KeyAccepted` in the stream of your own id. Until then the session is good for
nothing else.

**What goes wrong** is a problem (RFC 9457) that names the field, the reason and what to do instead,
and never repeats what you sent. An enquiry that you may not see is not there.
"""
TAGS: Final = {
    "sign in": "Prove a key; then a short session.",
    "keys": "One-time codes, and the keys that are offered under them.",
    "record": "Draft, sign, admit.",
    "documents": "Files beside the record: sent before the entry that deposits them.",
    "enquiries": "One enquiry as you may see it: now, or as it was known at a past moment.",
    "across enquiries": "Questions across all enquiries that you may see.",
    "practitioners": "The directory: who may sign, as what, with which keys.",
    "ledger": "What anybody needs in order to check what the ledger attests.",
    "server": "Whether it serves, and how to use it.",
}


def _operation_id(route: APIRoute) -> str:
    return route.name


OPENAPI: Final[dict[str, Any]] = {
    "title": "Countersign",
    "version": VERSION,
    "description": TEXT,
    "openapi_url": "/api/openapi.json",
    "openapi_tags": [{"name": name, "description": words} for name, words in TAGS.items()],
    "generate_unique_id_function": _operation_id,
    "license_info": {"name": "MIT", "identifier": "MIT"},
}


_SENTENCE: Final = re.compile(r"[.;:]\s|\.$")
"""Where the first sentence of what an operation does ends."""


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def complete(app: FastAPI) -> None:
    """Have the description, once somebody asks for it, hold what the framework leaves out: the form
    of the problems that every operation names. What an operation does stands for its name.
    """
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = described()
            schemas: dict[str, Any] = document["components"]["schemas"]
            for operation in _operations(document):
                operation["summary"] = _SENTENCE.split(operation["description"])[0]
            schemas[ProblemDetails.__name__] = ProblemDetails.model_json_schema()
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return described()

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI has it replaced
