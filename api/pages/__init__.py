"""The pages, one module for each group."""

from typing import Final

from api.pages import (
    case,
    chronology,
    draft_following,
    draft_versions,
    drafts,
    files,
    recording,
    signing_in,
)

ROUTES: Final = (
    case,
    chronology,
    draft_following,
    draft_versions,
    drafts,
    files,
    recording,
    signing_in,
)
