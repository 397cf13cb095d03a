"""The pages, one module for each group."""

from typing import Final

from api.pages import (
    about,
    case,
    checking,
    chronology,
    comparison,
    decisions,
    depositing,
    documents,
    draft_following,
    draft_versions,
    drafts,
    duties,
    duty_screen,
    files,
    home,
    keys,
    recording,
    search,
    signing_in,
)

ROUTES: Final = (
    about,
    case,
    checking,
    chronology,
    comparison,
    decisions,
    depositing,
    documents,
    draft_following,
    draft_versions,
    drafts,
    duties,
    duty_screen,
    files,
    home,
    keys,
    recording,
    search,
    signing_in,
)
