"""GOV.UK Frontend's components as functions that every template may call: `govukButton({…})`."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from jinja2 import Environment, PackageLoader, PrefixLoader

_PACKAGE: Final = "govuk_frontend_jinja"


def components() -> Mapping[str, Callable[..., Any]]:
    """Each macro by its name.

    They live in an environment of their own: theirs reads options that were not given, which in
    our templates is a mistake.
    """
    loader = PackageLoader(_PACKAGE)
    environment = Environment(loader=PrefixLoader({_PACKAGE: loader}), autoescape=True)
    return dict(_macros(environment, loader))


def _macros(
    environment: Environment, loader: PackageLoader
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for template in loader.list_templates():
        folder = _COMPONENT.fullmatch(template)
        if folder:
            words = (word.capitalize() for word in folder["name"].split("-"))
            name = f"govuk{''.join(words)}"
            yield name, getattr(environment.get_template(f"{_PACKAGE}/{template}").module, name)


_COMPONENT: Final = re.compile(r"components/(?P<name>[a-z-]+)/macro\.html")
