"""Filling in a form by the names of its fields, as somebody with a mouse does: what an answer
opens is answered after it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from playwright.sync_api import Locator, Page

Answers = Mapping[str, Sequence[str]]
_OTHER: Final = "other"


def fill(page: Page, answers: Answers) -> int:
    """Give every answer; how many times something was pressed, chosen or typed into."""
    before = 0
    for name, values in sorted(answers.items(), key=lambda item: item[0].count(".")):
        before += _lengthen(page, name, values)
    return before + sum(
        _answer(page, name, values)
        for name, values in sorted(answers.items(), key=lambda item: item[0].count("."))
    )


def _lengthen(page: Page, name: str, values: Sequence[str]) -> int:
    """Press “Add another” until a list is as long as it should be."""
    adding = page.locator(f'button[name="_add"][value="{name}"]')
    pressed = 0
    while adding.count() and int(_value(page, name)) < int(values[0]):
        adding.click()
        pressed += 1
    return pressed


def _value(page: Page, name: str) -> str:
    return page.locator(f'input[type="hidden"][name="{name}"]').input_value() or "0"


def _answer(page: Page, name: str, values: Sequence[str]) -> int:
    found = page.locator(f'[name="{name}"]:not([type="hidden"]):not(button)')
    if not found.count():
        return 0
    _open(found.first)
    kind = found.first.evaluate("element => element.type")
    if kind == "select-one":
        value = _offered(found.locator("option"), values[0])
        found.select_option(value)
        return 1 + _named(page, name, value, values[0])
    if kind in {"radio", "checkbox"}:
        offered = [_offered(found, value) for value in values]
        typed = (_named(page, name, *both) for both in zip(offered, values, strict=True))
        return sum(_choose(found, value) for value in offered) + sum(typed)
    if found.input_value() == values[0]:
        return 0
    found.fill(values[0])
    return 1


def _named(page: Page, name: str, chosen: str, value: str) -> int:
    """Name somebody whom the page does not offer."""
    if chosen != _OTHER:
        return 0
    parts = json.loads(value).items()
    return fill(page, {f"{name}.{_OTHER}.{part}": [str(said)] for part, said in parts})


def _offered(choices: Locator, value: str) -> str:
    """The value of a choice: itself, or that of the practitioner whom it describes."""
    if not value.startswith("{"):
        return value
    named = json.loads(value)["as"]
    offered: list[list[str]] = choices.evaluate_all(
        "all => all.map(one => [one.value, (one.labels?.[0]?.innerText ?? one.text).trim()])"
    )
    found = (token for token, words in offered if words.removeprefix("Me: ").startswith(named))
    return next(found, _OTHER)


def _choose(found: Locator, value: str) -> int:
    one = found.and_(found.page.locator(f'[value="{value.translate(_QUOTED)}"]'))
    if one.is_checked():
        return 0
    one.check()
    return 1


_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})


def _open(field: Locator) -> None:
    """Open the closed parts of the page that a field stands in."""
    for _ in range(4):
        closed = field.locator("xpath=ancestor::details[not(@open)]")
        if not closed.count():
            return
        closed.first.locator("> summary").click()
