"""The client that docs/API.md shows, as a stranger would run it."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.api.serving import Served

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "API.md").read_text(encoding="utf-8")


def test_the_client_of_the_page_enrols_reads_and_records(writing: Served, tmp_path: Path) -> None:
    """With nothing but `crypto/`, an address and a code it gets a key accepted and an entry in."""
    [program] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    client = tmp_path / "client.py"
    client.write_text(program, encoding="utf-8")
    writing.clock.now = int(time.time()) + 600  # a frozen clock, and the client says "now"
    codes = {one.role.key.stem: one.code for one in writing.enrolling.handed_out()}
    size = writing.size()
    done = subprocess.run(
        [sys.executable, client, str(writing.http.base_url).rstrip("/"), codes["ruth"]],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "c2sp.org/tlog-proof@v1" in done.stdout
    assert writing.size() == size + 3  # vouched for, accepted, recorded
    imported = set(re.findall(r"^from (\w+)", program, re.MULTILINE))
    assert imported <= {"crypto", "cryptography", "datetime", "urllib"}


def test_every_code_of_the_page_is_one_that_is_answered() -> None:
    """Whoever branches on a code of the table branches on one that exists."""
    table = re.findall(r"^\| [\d, ]+ \| ([^|]+) \|", PAGE, re.MULTILINE)
    named = {code for cell in table for code in re.findall(r"`([a-z-]+)`", cell)}
    sources = [
        path.read_text() for folder in ("api", "ledger") for path in (ROOT / folder).rglob("*.py")
    ]
    known = {
        code
        for text in sources
        for code in re.findall(r'^    code = "([a-z-]+)"', text, re.MULTILINE)
    }
    assert len(named) > 8
    assert named <= known
