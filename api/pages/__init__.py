"""The pages, one module for each group."""

from typing import Final

from api.pages import case, files

ROUTES: Final = (case, files)
