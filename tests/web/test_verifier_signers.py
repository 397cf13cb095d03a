"""A bundle as it leaves the command line, checked by both verifiers: who signed is proven by keys,
and by which papers they were known is not in it.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from crypto.canonical import unb64
from tests.cli.running import ROOT, environment, run
from tests.web.verifier import verifier

SCENARIO = ROOT / "scenarios" / "not_substantiated.jsonl"
"""A key is stolen and replaced, somebody stands in for their manager, a number is corrected."""
PERSONAL = (
    b"staff card seen in person",
    b"her staff card and passport, seen in person",
    "the regulator’s public register; two digits had been exchanged".encode(),
    b"the Team Manager came back from leave early",
)


def test_both_verify_it_and_count_what_stays_behind(browser: Browser, tmp_path: Path) -> None:
    """`countersign bundle` with the policy that ships, and with one that gives what is asked for:
    the verifier in Python and the page in the bundle give one report, word for word.
    """
    data = tmp_path / "data"
    assert run("replay", SCENARIO, "--data", data).code == 0
    shipped = (ROOT / "domain" / "disclosure" / "court.toml").read_text(encoding="utf-8")
    asked = shipped.replace("of_practitioners = []", 'of_practitioners = ["identity", "staffing"]')
    own = tmp_path / "own.toml"
    own.write_text(asked, encoding="utf-8")
    plain = _bundle(data, tmp_path / "plain.zip", "court")
    told = _bundle(data, tmp_path / "told.zip", own)
    trust = (data / "trust.json").read_bytes()
    reasons = []
    with verifier(browser, tmp_path) as page:
        for bundle in (plain, told):
            report = _verified(bundle, data)
            assert report["exit"] == 0, report["findings"]
            assert page.report(bundle.read_bytes(), trust) == report
            reasons.append({"identity", "staffing"} & report["withheld"]["reasons"].keys())
    assert reasons == [{"identity", "staffing"}, set()]
    assert [words for words in PERSONAL if words in _everything(plain)] == []
    assert [words for words in PERSONAL if words not in _everything(told)] == []


def _bundle(data: Path, output: Path, policy: object) -> Path:
    """Written by the command line."""
    found = run("find", "Aisha", "--json", "--data", data).json()
    enquiry = next(one["enquiry"] for one in found if one["kind"] == "child")
    done = run("bundle", enquiry, "-o", output, "--policy", policy, "--data", data)
    assert done.code == 0, done
    return output


def _verified(bundle: Path, data: Path) -> Mapping[str, Any]:
    """What the verifier in Python says, run as who receives it does."""
    program = (sys.executable, "-m", "crypto", "verify", "--json", "--trust")
    done = subprocess.run(
        [*program, data / "trust.json", bundle],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment(),
    )
    told: dict[str, Any] = json.loads(done.stdout)
    assert told.pop("page")["own"], "the page in it is the one that this program makes"
    return told


def _everything(bundle: Path) -> bytes:
    """Every byte of it, and what every disclosure says."""
    return b"\n".join(_parts(bundle))


def _parts(bundle: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            yield data
            if name.endswith(".sdjwt"):
                yield from (unb64(text.decode()) for text in data.split(b"~")[1:-1])
