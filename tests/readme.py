"""The README's commands, and what they print: `python -m tests.readme` writes it there anew.

A block that begins with `$ countersign …` or `$ python -m crypto …` holds that command's whole
output, or its first lines where the command ends in `| head -n NUMBER`, or those from one to
another (`| sed -n FIRST,LASTp`), with $JOEL for the id of Joel's enquiry, for which outputs have
JOEL.
"""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.cli.running import ROOT, Done, environment, run

README: Final = ROOT / "README.md"
STORY: Final = ROOT / "scenarios" / "siblings.jsonl"
_BLOCK: Final = re.compile(
    r"(?<=^```\n)\$ ((?:countersign|python -m crypto) [^\n]*)\n(.*?)(?=^```$)",
    re.MULTILINE | re.DOTALL,
)
_CUT: Final = re.compile(r" \| (?:head -n |sed -n (?P<first>\d+),)(?P<last>\d+)p?$")


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
        """What a command of the README prints, run where the story's folder lies."""
        cut = _CUT.search(command)
        program, *words = shlex.split(_CUT.sub("", command))
        names = {"$JOEL": self.joel, "story/trust.json": str(self.data / "trust.json")}
        told = [names.get(word, word) for word in words]
        done = self._countersign(told) if program == "countersign" else self._python(told)
        assert (done.code, done.err) == (0, ""), done
        lines = [line.rstrip() for line in done.out.replace(self.joel, "JOEL").splitlines()]
        if cut:
            lines = lines[int(cut["first"] or 1) - 1 : int(cut["last"])]
        return "\n".join(lines).strip("\n") + "\n"

    def _countersign(self, told: list[str]) -> Done:
        place = ("--data", self.data) if self.joel in told else ()
        return run(*told, *place, cwd=self.data.parent)

    def _python(self, told: list[str]) -> Done:
        done = subprocess.run(
            [sys.executable, *told],
            capture_output=True,
            check=False,
            cwd=self.data.parent,
            env=environment(),
            text=True,
        )
        return Done(done.returncode, done.stdout, done.stderr)


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
