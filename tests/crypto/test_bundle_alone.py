"""`python -m crypto verify`: with the folder alone, without a network, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from crypto.page import page
from tests.vectors.bundle_made import edited, made, put
from tests.vectors.bundles import EXPECTED, FOLDER

ROOT = Path(__file__).parent.parent.parent
CASES = json.loads(EXPECTED.read_text(encoding="utf-8"))
ALONE = """
import runpy, socket, sys
def refuse(*_): raise AssertionError("a network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["crypto", *sys.argv[1:]]
before = set(sys.modules)
try:
    runpy.run_module("crypto", run_name="__main__")
finally:
    loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
    loaded = {name for name in loaded if not name.startswith("_sysconfigdata")}  # Python's own
    print(*sorted(loaded - sys.stdlib_module_names), file=sys.stderr)
"""
MAY_LOAD = {"_cffi_backend", "_openssl", "crypto", "cryptography", "rfc3161_client"}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds `crypto/` and nothing else."""
    folder = tmp_path_factory.mktemp("alone")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "crypto", folder / "crypto", ignore=ignored)
    return folder


def verify(
    folder: Path, *arguments: object, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the verifier there."""
    command: Sequence[str] = (sys.executable, "-c", ALONE, "verify", *map(str, arguments))
    given = {**os.environ, **(env or {})}
    return subprocess.run(
        command, cwd=folder, env=given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "name", ["verified-stamped", "entry-exchanged", "verified-without-trust-file", "archive-bomb"]
)
def test_the_folder_alone_verifies(alone: Path, name: str) -> None:
    """It needs no server code and no network, says what the vector must yield, and ends so."""
    case = CASES[name]
    trust = ["--trust", FOLDER / case["trust"]] if case["trust"] else []
    run = verify(alone, FOLDER / f"{name}.zip", *trust, "--json")
    report = json.loads(run.stdout)
    found = [{k: one[k] for k in case["findings"][0]} for one in report["findings"]] or []
    assert (run.returncode, found) == (case["exit"], case["findings"])
    assert set(run.stderr.split()) <= MAY_LOAD


def test_words_for_a_judge_name_the_first_bad_place(alone: Path) -> None:
    """What was altered, where, what that looks like, what is withheld and what is not proven."""
    name = "entry-exchanged"
    arguments = (FOLDER / f"{name}.zip", "--trust", FOLDER / "trust.json")
    told = verify(alone, *arguments).stdout
    assert told.startswith("ALTERED, first at entries/")
    assert "An earlier entry was replaced." in told
    assert "\nLedger ledger.example/children, id " in told
    assert "What this does not prove:" in told
    assert "that the words are true" in told
    detailed = verify(alone, *arguments, "--detail").stdout
    assert set(told.splitlines()) < set(detailed.splitlines())


def test_withheld_parts_are_counted_with_their_reasons(alone: Path) -> None:
    """A reader sees how much is withheld, and why."""
    bundle = FOLDER / "verified-parts-withheld.zip"
    told = verify(alone, bundle, "--trust", FOLDER / "trust.json").stdout
    assert "Withheld: 0 entries whole, 3 parts of other entries, 0 documents" in told
    assert "- 2 × third_party: about somebody else" in told


def test_what_no_list_names_is_counted_beside_it(alone: Path) -> None:
    """F16.32: parts of the issuing entry, and of what came with it from the directory."""
    for name, gaps in (
        ("verified-issue-without-a-part", 1),
        ("verified-identity-withheld-since", 2),
    ):
        told = verify(alone, FOLDER / f"{name}.zip", "--trust", FOLDER / "trust.json").stdout
        assert "Nothing is withheld" not in told
        assert f"- {gaps} × beside what is listed: " in told


def test_the_page_that_came_with_it_is_compared(alone: Path, tmp_path: Path) -> None:
    """Whether it is the page of this verifier, and its hash; either way nothing else is found."""
    bundle, trust, found = tmp_path / "case.zip", FOLDER / "trust.json", []
    for given, words in ((page(), "byte for byte"), (b"another", "another page than this")):
        bundle.write_bytes(made(files=put("verify.html", given)))
        told = " ".join(verify(alone, bundle, "--trust", trust).stdout.split())
        report = json.loads(verify(alone, bundle, "--trust", trust, "--json").stdout)
        assert words in told
        assert told.endswith(report["page"]["sha256"])
        assert report.pop("page") == {"sha256": sha256(given).hexdigest(), "own": given == page()}
        found.append(report)
    assert found[0] == found[1]
    none = verify(alone, FOLDER / "verified.zip", "--trust", trust, "--json")
    assert json.loads(none.stdout)["page"] is None


@pytest.mark.parametrize(
    "arguments",
    [(), ("no-such.zip",), ("crypto",), (FOLDER / "verified.zip", "--trust", "no-such.json")],
    ids=["nothing", "no-file", "a-folder", "no-trust-file"],
)
def test_wrong_usage_ends_with_three(alone: Path, arguments: Sequence[object]) -> None:
    """What cannot be read is not called altered."""
    run = verify(alone, *arguments)
    assert (run.returncode, run.stdout) == (3, "")


def test_a_trust_file_that_is_none_is_wrong_usage(alone: Path) -> None:
    """Whoever gives a broken trust file is told so, of that file, and hears no verdict."""
    (alone / "trust.json").write_text("{}")
    run = verify(alone, FOLDER / "verified.zip", "--trust", "trust.json")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("trust.json: ")
    missing = verify(alone, FOLDER / "verified.zip", "--trust", "none.json")
    assert missing.stderr.startswith("none.json: No such file")


@pytest.mark.parametrize(
    ("to", "code"),
    [("| true; exit ${PIPESTATUS[0]}", 0), (">/dev/full", 3), (">&-", 0)],
    ids=["nobody-reads", "disk-full", "closed"],
)
@pytest.mark.parametrize("form", ["", "--json"])
def test_what_cannot_be_shown_is_not_called_altered(
    alone: Path, form: str, to: str, code: int
) -> None:
    """A script that looks at the exit code hears 1 of an altered bundle, and of nothing else."""
    given = f"'{FOLDER}/verified.zip' --trust '{FOLDER}/trust.json' {form}"
    shell = ["bash", "-c", f"'{sys.executable}' -m crypto verify {given} {to}"]
    run = subprocess.run(shell, cwd=alone, capture_output=True, text=True, check=False)
    assert run.returncode == code, run
    assert "Traceback" not in run.stderr


def test_a_terminal_only_shows_the_report(alone: Path, tmp_path: Path) -> None:
    """No name in a bundle clears the screen or turns the letters round, and none that the terminal
    has no letters for ends the verifier as if the bundle were altered.
    """
    odd = edited(lambda value: value["recipient"].update(name="Łukasz\x1b[2J\x9b1m\u202eDEIFIREV"))
    bundle = tmp_path / "case.zip"
    bundle.write_bytes(made(listed=odd))
    run = verify(alone, bundle, "--trust", FOLDER / "trust.json", env={"PYTHONIOENCODING": "ascii"})
    assert run.returncode == 0
    assert r"For \u0141ukasz\x1b[2J\x9b1m\u202eDEIFIREV: care" in run.stdout
