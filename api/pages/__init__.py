"""The pages, one module for each group."""

from typing import Final

from api.pages import files

ROUTES: Final = (files,)
