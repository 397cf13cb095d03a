"""The HTTP application: routes under `/api`, problems in one form, and a ledger underneath."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from api import description, pages, problems
from api.attempts import Attempts
from api.enrolling import Enrolling
from api.heading import Heads
from api.limits import BodyLimit, Failures
from api.routes import (
    body_maps,
    documents,
    duty,
    enquiries,
    health,
    index,
    invitations,
    log,
    own,
    practitioners,
    recording,
    register,
    signin,
    signing_code,
    tiles,
    witness,
)
from api.security import Headed
from api.sessions import Sessions
from api.web import failing
from api.web.across import Across
from api.web.csrf import SameSite
from api.web.navigation import Counts
from api.web.site import Site
from ledger.inspecting import Inspecting
from ledger.invitations import Invitations
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.publishing.files import LogFiles
from ledger.replaying.demonstration import DEVICES
from ledger.replaying.handout import Handout
from ledger.serving.jobs import jobs
from ledger.serving.schedule import Job, Schedule
from ledger.settings import Settings
from ledger.views import Views
from ledger.witnessing import Witness

_ROUTES = (
    health,
    index,
    log,
    signing_code,
    signin,
    own,
    invitations,
    recording,
    documents,
    enquiries,
    body_maps,
    register,
    duty,
    practitioners,
)


def create_app(
    ledger: Ledger,
    origin: str,
    devices: Path | None = None,
    scheduled: Sequence[Job] = (),
    trust: Path | None = None,
) -> FastAPI:
    """The application over an open ledger. `origin` is the web origin that sign-ins are made
    for; `devices` the folder of key files with which a demonstration vouches for its visitors;
    `scheduled` what is done by itself while it serves; `trust` the trust file that whoever
    receives a bundle is given, by which it is checked before.
    """
    app = operations()
    app.state.ledger = ledger
    app.state.log_files = LogFiles(ledger)
    app.state.witness = Witness.of(ledger)
    app.state.schedule = Schedule(scheduled)
    app.state.trust = trust
    app.state.site = Site(ledger)
    app.state.views = Views(ledger)
    app.state.across = Across(app.state.views, ledger.register)
    app.state.counts = Counts(ledger, app.state.views)
    app.state.sessions = Sessions(ledger, origin)
    app.state.inspecting = Inspecting(ledger)
    app.state.enrolling = _enrolling(ledger, devices)
    app.add_middleware(Heads)
    app.add_middleware(BodyLimit, answer=failing.answer)
    app.add_middleware(SameSite, origin=origin, answer=failing.answer)
    app.add_middleware(Failures, answer=failing.answer)
    app.add_middleware(Headed, demonstration=ledger.genesis.demonstration)
    return app


def _enrolling(ledger: Ledger, devices: Path | None) -> Enrolling:
    codes = Invitations(ledger.store.database, ledger.genesis.ledger, ledger.now)
    handout = Handout(ledger, codes, devices) if devices else None
    return Enrolling(ledger, codes, handout, Attempts(ledger.now))


def operations() -> FastAPI:
    """The operations and their description, without a ledger to carry them out on."""
    app = FastAPI(
        lifespan=_closing,
        docs_url=None,  # FastAPI's pages load their scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # to the name in the request's Host, over http behind a proxy
        responses=problems.responses(500, 503),
        **description.OPENAPI,
    )
    failing.add_to(app)
    app.mount(tiles.PREFIX, tiles.log_files, "log files")
    app.mount(witness.PREFIX, witness.witness, "witness")
    for module in (*_ROUTES, *pages.ROUTES):
        app.include_router(module.router)
    description.complete(app)
    return app


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    app.state.schedule.start()
    yield
    app.state.schedule.stop()
    app.state.ledger.close()


def from_environment() -> FastAPI:
    """The application over the ledger that `DATA` and `DATABASE_URL` name, for a server process.

    `ORIGIN` is the web origin that devices sign for; by default that of `countersign serve`.
    `PUBLISH_EVERY` is how often the log is published, in seconds.
    """
    origin = os.environ.get("ORIGIN", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
    settings = Settings.of(None, None, os.environ)
    ledger = open_ledger(settings)
    scheduled = jobs(ledger, settings, os.environ)
    devices, trust = settings.data / DEVICES, settings.data / "trust.json"
    return create_app(ledger, origin, devices, scheduled, trust)
