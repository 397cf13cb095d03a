"""Where “Exit this page” leads: somewhere that anybody may be looking at."""

from collections.abc import Mapping
from typing import Final

EXIT_PAGE: Final = "https://www.bbc.co.uk/weather"
"""What GOV.UK's own guidance on the component names."""


def exit_page(environment: Mapping[str, str]) -> str:
    """The page that `EXIT_PAGE` names; a neutral one otherwise."""
    wanted = environment.get("EXIT_PAGE", "")
    return wanted if wanted.startswith(("https://", "http://")) else EXIT_PAGE
