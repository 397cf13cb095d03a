"""Tables on terminals of every width: whoever copies an id gets all of it."""

import re

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import PROGRAM, environment
from tests.cli.terminal import Terminal

LISTS = ("enquiries", "decisions", "running-out", "practitioners", "find Joel")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def shown(told: Demonstration, command: str, columns: int) -> str:
    """What a command shows on a terminal of so many columns."""
    asked = [*PROGRAM, *command.split(), "--data", str(told.data)]
    with Terminal(asked, environment(TERM="xterm"), columns) as terminal:
        assert terminal.end() == 0
        return COLOURS.sub("", terminal.shown).replace("\r", "")


@pytest.mark.parametrize("columns", [40, 80, 100, 160])
@pytest.mark.parametrize("command", LISTS)
def test_no_word_is_cut_on_a_terminal(told: Demonstration, command: str, columns: int) -> None:
    """Every id stands whole in one line, and no cell ends in dots, however narrow it is."""
    piped = told.run(*command.split()).out
    ids = {word for word in piped.split() if re.fullmatch(r"[0-9a-f-]{36}", word)}
    text = shown(told, command, columns)
    assert ids
    assert all(one in text for one in ids)
    assert "…" not in text


def test_what_is_not_found_is_said(told: Demonstration) -> None:
    """On a terminal nothing found is said in a word, on a pipe by nothing at all."""
    assert shown(told, "find Nobody", 80).strip() == "None."
    assert told.run("find", "Nobody").out == ""
