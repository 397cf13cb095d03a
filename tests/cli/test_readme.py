"""The README shows what the program prints."""

from pathlib import Path

from tests.readme import README, Story, blocks

TEXT = README.read_text(encoding="utf-8")


def test_every_command_of_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    """To the letter; `python -m tests.readme` brings it up to date."""
    shown = dict(blocks(TEXT))
    views = {command.partition("--view ")[2].split(" ")[0] for command in shown}
    assert views >= {"chronology", "duties"}
    assert "countersign --help" in shown
    story = Story.told(tmp_path / "data")
    assert {command: story.answer(command) for command in shown} == shown
