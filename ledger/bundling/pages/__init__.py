"""Pages of a bundle, and about one, that are there to be read: no script, nothing fetched."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

__all__ = ["page"]


def page(name: str, values: Mapping[str, Any]) -> bytes:
    """A page, with these values in it."""
    return _environment().get_template(name).render(values).encode("utf-8")


@cache
def _environment() -> Environment:
    """Whatever stands in the record is text in a page, and no markup."""
    texts = {
        one.name: one.read_text(encoding="utf-8")
        for one in files(__package__).iterdir()
        if one.name.endswith((".html", ".txt"))
    }
    return Environment(
        loader=DictLoader(texts),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
