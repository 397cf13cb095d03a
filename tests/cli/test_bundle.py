"""`countersign bundle`: from an enquiry's id to a file that a stranger can check."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Demonstration
from tests.cli.running import ROOT, environment, run, signing
from tests.cli.test_stamping import name_authorities
from tests.timestamping import Authority, serving

NOWHERE = "4f0f3a52-6d6e-4f0b-9a59-3f0e8d1f2a77"


def _verify(bundle: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """As who receives it: the offline verifier, from its own folder."""
    return subprocess.run(
        [sys.executable, "-m", "crypto", "verify", bundle, "--trust", data / "trust.json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(),
    )


def test_an_enquiry_and_a_file_are_enough(copied: Demonstration, tmp_path: Path) -> None:
    """On a demonstration a manager of the enquiry issues it; a stranger can verify it."""
    bundle, tia = tmp_path / "tia.zip", copied.enquiries["tia"]
    before = copied.entries()
    done = copied.run("bundle", tia, "-o", bundle)
    assert done.code == 0, done
    assert "issued by " in done.out
    assert copied.entries() == before + 1
    assert bundle.stat().st_mode & 0o077 == 0
    verified = _verify(bundle, copied.data)
    assert verified.returncode == 0, verified.stdout
    shown = copied.run("show", tia, "--view", "chronology", "--json").json()
    assert shown["rows"][-1]["event"] == "BundleIssued"


def test_a_file_is_never_overwritten(told: Demonstration, tmp_path: Path) -> None:
    """And nothing is recorded for it."""
    bundle = tmp_path / "there.zip"
    bundle.write_bytes(b"mine")
    told.run("bundle", told.enquiries["tia"], "-o", bundle).refused(1, "output", "exists")
    assert bundle.read_bytes() == b"mine"


def test_a_search_that_finds_something_stops_it(copied: Demonstration, tmp_path: Path) -> None:
    """It ends with 4, prints what to decide without the words found, and goes on by decisions."""
    bundle, tia = tmp_path / "tia.zip", copied.enquiries["tia"]
    policy, before = tmp_path / "own.toml", copied.entries()
    shipped = (ROOT / "domain" / "disclosure" / "court.toml").read_text(encoding="utf-8")
    policy.write_text(f'{shipped}\n[[look_for]]\nkind = "name"\nwords = "Quillbrook"\n')
    asked = ("bundle", tia, "-o", bundle, "--policy", policy)
    stopped = copied.run(*asked)
    assert stopped.code == 4, stopped
    assert "quillbrook" not in (stopped.out + stopped.err).casefold()
    assert not bundle.exists()
    assert copied.entries() == before
    hits = copied.run(*asked, "--json").json()["stopped"]
    assert stopped.out.count("[[decision]]") == len(hits) > 0
    decisions = tmp_path / "decided.toml"
    answered = stopped.out.replace('answer = ""', 'answer = "give"')
    decisions.write_text(answered.replace('reason = ""', 'reason = "It is the school."'))
    done = copied.run(*asked, "--decide", decisions)
    assert done.code == 0, done
    assert _verify(bundle, copied.data).returncode == 0
    statement = copied.run("show", tia, "--view", "chronology").out
    assert "It is the school" in " ".join(re.sub(r"\s+", " ", statement).split())


def test_as_known_then_and_by_whom(copied: Demonstration, tmp_path: Path) -> None:
    """An older view, for a parent, signed with a key file."""
    bundle, tia = tmp_path / "tia.zip", copied.enquiries["tia"]
    done = run(
        *("bundle", tia, "-o", bundle, "--policy", "parent", "--as-of", 40, "--yes", "--json"),
        *("--key", copied.key("gareth"), "--data", copied.data),
        variables=signing(),
    )
    assert done.code == 0, done
    assert done.json()["size"] == 40
    verified = _verify(bundle, copied.data)
    assert "when the log had 40 entries" in verified.stdout
    assert verified.returncode == 0, verified.stdout


def test_what_it_cannot_do_is_said(told: Demonstration, tmp_path: Path) -> None:
    """An unknown policy, enquiry or officer, and a file of decisions in another form."""
    bundle, tia = tmp_path / "none.zip", told.enquiries["tia"]
    decisions = tmp_path / "decided.toml"
    decisions.write_text(
        '[[decision]]\nhit = "purpose/name/0"\nanswer = "withhold"\nreason = "x"\n'
    )
    told.run("bundle", tia, "-o", bundle, "--policy", "friend").refused(1, "policy", "court")
    told.run("bundle", "0" * 8, "-o", bundle).refused(1, "enquiry")
    told.run("bundle", NOWHERE, "-o", bundle).refused(1, "no such enquiry")
    told.run("bundle", tia, "-o", bundle, "--as", "Nobody").refused(1, "as")
    for option in ("--recipient", "--purpose"):
        told.run("bundle", tia, "-o", bundle, option, "x" * 700).refused(
            1, f"{option[2:]}: longer than 400 characters"
        )
    early = ("--as-of", "2020-01-01T00:00Z")
    told.run("bundle", tia, "-o", bundle, *early).refused(1, "it had not begun then")
    asked = ("bundle", tia, "-o", bundle, "--decide", decisions)
    told.run(*asked).refused(1, "cannot be withheld; word it otherwise")
    hit = "the directory of Ruth Okafor, entry 1, capacities.0/name/0"
    decisions.write_text(decisions.read_text().replace("purpose/name/0", hit))
    told.run(*asked).refused(1, "give it, or make no bundle with this policy")
    assert not bundle.exists()


def test_what_the_trust_file_asks_for_is_had_before_it_leaves(
    copied: Demonstration, one_authority: Authority, tmp_path: Path
) -> None:
    """The first bundle is an entry that no stamp covers; the second is stamped all the same.

    While the authority is down a bundle is made too, and the officer reads what its recipient will.
    """
    first, second, third = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))
    tia = copied.enquiries["tia"]
    with serving(one_authority) as (url,):
        name_authorities(copied.data, one_authority, Stamps=url)
        assert run("stamp", "--data", copied.data).code == 0
        assert copied.run("bundle", tia, "-o", first).err == ""
        done = copied.run("bundle", tia, "-o", second)
    assert "will find it verified" in done.out
    assert _verify(second, copied.data).returncode == 0
    alone = copied.run("bundle", tia, "-o", third)
    assert alone.code == 0, alone
    assert "not attested as the trust file asks" in alone.err
    assert _verify(third, copied.data).returncode == 2


def test_nobody_hands_on_what_does_not_verify(copied: Demonstration, tmp_path: Path) -> None:
    """A hash of the tree was altered in the database: the officer learns it, not the other side."""
    bundle, tia = tmp_path / "tia.zip", copied.enquiries["tia"]
    with sqlite3.connect(copied.data / "ledger.sqlite") as database:
        database.execute("UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 1 AND idx = 0")
    done = copied.run("bundle", tia, "-o", bundle)
    assert done.code == 1, done
    assert "does NOT verify" in done.err
    assert _verify(bundle, copied.data).returncode == 1
