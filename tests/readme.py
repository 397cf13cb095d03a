"""The README's commands, and what they print: `python -m tests.readme` writes it there anew.

A block that begins with `$ countersign …` holds that command's whole output, or its first lines
where the command ends in `| head -n NUMBER`, with JOEL for the id of Joel's enquiry.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.cli.running import ROOT, run

README: Final = ROOT / "README.md"
STORY: Final = ROOT / "scenarios" / "siblings.jsonl"
_BLOCK: Final = re.compile(
    r"(?<=^```\n)\$ (countersign [^\n]*)\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL
)
_HEAD: Final = re.compile(r" \| head -n (\d+)$")


@dataclass(frozen=True)
class Story:
    """The siblings' scenario, told at its own dates."""

    data: Path
    joel: str

    @classmethod
    def told(cls, data: Path) -> "Story":
        """Tell it into a new folder."""
        done = run("replay", STORY, "--data", data)
        assert done.code == 0, done
        found = run("find", "Joel", "--json", "--data", data).json()
        return cls(data, next(one["enquiry"] for one in found if one["kind"] == "child"))

    def answer(self, command: str) -> str:
        """What a command of the README prints."""
        head = _HEAD.search(command)
        _, *words = shlex.split(_HEAD.sub("", command))
        place = ("--data", self.data) if "JOEL" in words else ()
        done = run(*(self.joel if word == "JOEL" else word for word in words), *place)
        assert (done.code, done.err) == (0, ""), done
        lines = [line.rstrip() for line in done.out.replace(self.joel, "JOEL").splitlines()]
        return "\n".join(lines[: int(head[1])] if head else lines).strip("\n") + "\n"


def blocks(text: str) -> list[tuple[str, str]]:
    """Each command of the README with the output that stands below it."""
    return _BLOCK.findall(text)


def rewritten(text: str, story: Story) -> str:
    """The README with what its commands print today."""
    return _BLOCK.sub(lambda block: f"$ {block[1]}\n{story.answer(block[1])}", text)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        told = Story.told(Path(folder) / "data")
        README.write_text(rewritten(README.read_text(encoding="utf-8"), told), encoding="utf-8")
