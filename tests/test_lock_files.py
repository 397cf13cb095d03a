"""The lock files that every environment is made from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
DEV = RUN + PROJECT["dependency-groups"]["dev"]
NODE = PROJECT["dependency-groups"]["node"]
FUZZ = PROJECT["dependency-groups"]["fuzz"]
ASSETS = ROOT / "api" / "assets"

ENTRY = re.compile(
    r"^[a-z0-9-]+==[0-9][\w.+!]*( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE
)


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "node.txt", "fuzz.txt"])
def test_names_versions_and_hashes_only(name: str) -> None:
    """A lock file holds pinned names with hashes: no download address, option or editable."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert ENTRY.sub("", text).strip() == ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("run.txt", RUN), ("dev.txt", DEV), ("node.txt", NODE), ("fuzz.txt", FUZZ)],
)
def test_holds_every_dependency_that_the_project_names(name: str, wanted: list[str]) -> None:
    """A dependency added to pyproject.toml without `make lock` is found here, not at a user's."""
    locked = set(
        re.findall(r"^[a-z0-9-]+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE)
    )
    named = {re.split(r"[\[<>=~! ]", requirement)[0] for requirement in wanted}
    assert named <= locked


def test_both_files_agree() -> None:
    """What runs in production is what was tested: the development lock only adds to it."""
    entries = [
        {match.group() for match in ENTRY.finditer((ROOT / "requirements" / n).read_text("utf-8"))}
        for n in ("run.txt", "dev.txt")
    ]
    assert entries[0] <= entries[1]


def test_the_packages_of_the_pages_have_hashes_and_no_address() -> None:
    """What browsers run is fetched by version and hash, from wherever npm is told to look."""
    locked = json.loads((ASSETS / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((ASSETS / "package.json").read_text("utf-8"))["dependencies"]
    packages = {name.removeprefix("node_modules/"): one for name, one in locked.items() if name}
    assert {name: one["version"] for name, one in packages.items()} == wanted
    for one in packages.values():
        assert one["integrity"].startswith("sha512-")
        assert "resolved" not in one
