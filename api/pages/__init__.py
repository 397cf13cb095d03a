"""The pages, one module for each group."""

from typing import Final

from api.pages import (
    case,
    checking,
    chronology,
    comparison,
    depositing,
    documents,
    draft_following,
    draft_versions,
    drafts,
    files,
    keys,
    recording,
    signing_in,
)

ROUTES: Final = (
    case,
    checking,
    chronology,
    comparison,
    depositing,
    documents,
    draft_following,
    draft_versions,
    drafts,
    files,
    keys,
    recording,
    signing_in,
)
