"""The history of a draft: who saved what, when, why it is kept, and what changed in between."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.context import ViewsHere
from api.pages.draft_open import DraftHere, Drafting
from api.pages.draft_words import changes
from api.pages.drafts import ONE
from api.web.site import page
from ledger.saved import NoDraft, Version

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Number = Annotated[int | None, Query(ge=1, le=2**31)]


@router.get(f"{ONE}/versions")
def get_versions(
    request: Request,
    it: DraftHere,
    views: ViewsHere,
    earlier: Number = None,
    later: Number = None,
) -> HTMLResponse:
    """Every version that is kept, and what changed from one to another."""
    versions = it.versions()
    numbers = [one.number for one in versions]
    after = _find(versions, later or it.draft.version)
    before = _find(versions, earlier or max((n for n in numbers if n < after.number), default=0))
    found = changes(*(it.in_words(one.answers) for one in (before, after)))
    context = {**it.context(views), "versions": versions, "names": _names(it, versions)}
    return page(
        request, "drafts/versions.html", **context, before=before, after=after, changes=found
    )


def _find(versions: tuple[Version, ...], number: int) -> Version:
    """A version; the first, where none is asked for.

    Raises:
        NoDraft: it was written over, or there never was one.
    """
    if number == 0 and versions:
        return versions[0]
    for one in versions:
        if one.number == number:
            return one
    raise NoDraft("version: there is none of this number that is kept", field="version")


def _names(it: Drafting, versions: tuple[Version, ...]) -> dict[int, str]:
    return {one.number: it.names[one.by] for one in versions}
