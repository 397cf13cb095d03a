"""What a newcomer reads: help for every command and every option, and one form of it all."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from ledger.cli.commands import MODULES, program
from tests.cli.running import PROGRAM, environment, run
from tests.cli.terminal import Terminal


def commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of a group, and of the groups in it, by what is typed for it."""
    for name, command in group.commands.items():
        within = getattr(command, "commands", None)
        yield from commands(command, f"{name} ") if within else [(f"{prefix}{name}", command)]


COMMANDS: dict[str, Any] = dict(commands(get_command(program())))
WITHOUT_JSON = {"serve"}
"""It answers nobody but over HTTP."""
SHORT = 62
"""Characters of a command's first sentence that a list of commands has room for."""


PARAMETERS = [
    pytest.param(parameter, id=f"{name} {parameter.name}")
    for name, command in COMMANDS.items()
    for parameter in command.params
]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_option_and_argument_says_what_it_is(parameter: Any) -> None:
    """Every parameter of every command has a help text that ends as a sentence does."""
    assert parameter.help, parameter.name
    assert parameter.help.rstrip().endswith((".", "exit."))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_one_line_that_fits(name: str) -> None:
    """The first sentence of a command's help fits on the line that lists it."""
    first = COMMANDS[name].help.strip().splitlines()[0]
    assert first.endswith(".")
    assert len(first) <= SHORT


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - WITHOUT_JSON))
def test_every_command_answers_in_json(name: str) -> None:
    """Whatever prints an answer prints it for machines too."""
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params)


@pytest.mark.parametrize("module", MODULES)
def test_a_command_needs_the_module_that_adds_it(module: str) -> None:
    """Whichever of its commands is asked for, all that this module adds is there, and no more."""
    for name in MODULES[module]:
        alone: Any = get_command(program([name]))
        assert tuple(alone.commands) == MODULES[module]


def test_help_and_version_are_answers() -> None:
    """`--help` and `--version` end well and print to standard output."""
    helped, versioned = run("--help"), run("--version")
    assert (helped.code, versioned.code) == (0, 0)
    assert all(f"  {name.split()[0]} " in helped.out for name in COMMANDS)
    assert versioned.out.startswith("countersign ")


def test_nothing_asked_is_wrong_usage_with_help() -> None:
    """Without a command the help goes to standard error, and the exit code is 2."""
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "Commands:" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    """Every shell that has completion gets a script that asks us what may stand in a place."""
    done = run(variables={"_COUNTERSIGN_COMPLETE": f"source_{shell}"})
    assert done.code == 0
    assert "_COUNTERSIGN_COMPLETE" in done.out


def test_completion_is_shown_for_the_shell_that_asks() -> None:
    """`--show-completion` knows from which shell it was called."""
    command = [*PROGRAM, "--show-completion"]
    asked = ["bash", "-c", '"$@"; exit $?', "bash", *command]
    done = subprocess.run(asked, capture_output=True, text=True, env=environment(), check=True)
    assert "complete -o" in done.stdout


def test_completion_knows_commands_events_and_views() -> None:
    """What may stand in a place is what is offered there."""
    offered = {
        "countersign run": "running-out",
        "countersign record ChildS": "ChildSeen",
        "countersign show x --view chr": "chronology",
        "countersign show x --event ChildS": "ChildSeen",
        "countersign procedure stan": "standard",
    }
    for words, expected in offered.items():
        variables = {
            "_COUNTERSIGN_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        assert expected in run(variables=variables).out.split()


_INTERRUPTED = """
import sys
import ledger.cli.commands

def interrupt(_name):
    raise KeyboardInterrupt

ledger.cli.commands.import_module = interrupt
from ledger.cli.main import main
sys.argv = ["countersign", "enquiries"]
main()
"""


def test_ctrl_c_is_never_an_error_of_ours() -> None:
    """Whoever presses it before the command has begun is not asked to report it."""
    asked = [sys.executable, "-c", _INTERRUPTED]
    done = subprocess.run(asked, capture_output=True, text=True, env=environment(), check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_colours_are_for_terminals_alone() -> None:
    """The same error is red on a terminal and plain in a pipe."""
    plain = run("show", "x", "--data", "nowhere")
    assert "\x1b[" not in plain.err
    command = [*PROGRAM, "show", "x", "--data", "nowhere"]
    with Terminal(command, environment(TERM="xterm")) as terminal:
        assert terminal.end() == 1
        assert "\x1b[31m" in terminal.shown
