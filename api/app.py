"""The HTTP application: routes under `/api`, problems in one form, and a ledger underneath."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI

from api import problems
from api.routes import enquiries, health, log, practitioners, recording, register, signin
from api.security import add_headers
from api.sessions import Sessions
from ledger.create import open_ledger
from ledger.ledger import Ledger
from ledger.settings import Settings
from ledger.views import Views

VERSION: Final = "0.1.0"
DESCRIPTION: Final = """\
The record of a Section 47 child-protection enquiry that still stands up in court years later.

**To read**, prove a key: `POST /api/challenges` gives a nonce, your device signs it
(docs/FORMAT.md, chapter 8), and `POST /api/sessions` gives a bearer token for a short session.

**To record**, draft, sign, admit: `POST /api/drafts` checks what you want to say and answers with
what to sign; your device composes the statement, shows it, and signs (docs/FORMAT.md, chapters 1
and 2); `POST /api/entries` admits the signed bytes and answers with receipts. If others got in
first (`stale-position`), draft again and sign the same words at the new position.

Every failure is a problem (RFC 9457) that names the field and the reason.
"""


def create_app(ledger: Ledger, origin: str) -> FastAPI:
    """The application over an open ledger. `origin` is the web origin that sign-ins are made
    for.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledger.close()

    app = FastAPI(
        title="Countersign",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url="/api/docs",
        redoc_url=None,
    )
    app.state.ledger = ledger
    app.state.views = Views(ledger)
    app.state.sessions = Sessions(ledger, origin)
    problems.add_to(app)
    add_headers(app, demonstration=ledger.genesis.demonstration)
    for module in (health, log, signin, recording, enquiries, register, practitioners):
        app.include_router(module.router)
    return app


def from_environment() -> FastAPI:
    """The application over the ledger that `DATA` and `DATABASE_URL` name, for a server process.

    `ORIGIN` is the web origin that devices sign for; by default that of `countersign serve`.
    """
    origin = os.environ.get("ORIGIN", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
    return create_app(open_ledger(Settings.of(None, None, os.environ)), origin)
