"""Stamps from the command line: named, made, listed, watched, and held against the entries."""

from pathlib import Path

import pytest

from crypto.trust import parse_trust
from tests.cli.conftest import Demonstration
from tests.cli.running import run
from tests.timestamping import Authority, serving


def name_authorities(data: Path, authority: Authority, **urls: str) -> None:
    """Write the operator's file, and the root beside it."""
    (data / "root.pem").write_bytes(authority.root.pem)
    entries = (
        f'[[authority]]\nname = "{name}"\nurl = "{url}"\nroot = "root.pem"\n'
        for name, url in urls.items()
    )
    (data / "time-authorities.toml").write_text("\n".join(entries))


def test_an_operator_has_the_log_stamped_and_sees_it(
    copied: Demonstration, one_authority: Authority
) -> None:
    """With two authorities, one of which is down: the stamp, the failure, the new trust file.

    What is then verified says by when entries were recorded.
    """
    with serving(one_authority) as (url,):
        name_authorities(copied.data, one_authority, Stamps=url, Down="http://127.0.0.1:9")
        done = run("stamp", "--data", copied.data)
    assert done.code == 1
    ((log, size, _, by, _),) = [line.split("\t") for line in done.out.splitlines()]
    assert (log, by) == ("1", "Stamps")
    assert "Down has given no stamp since" in done.err
    assert "give it by hand" in done.err
    trust = copied.data / "trust.json"
    assert parse_trust(trust.read_bytes()).time_authorities == (one_authority.root.der,)
    listed = run("stamps", "--data", copied.data, "--json").json()
    assert [(one["size"], one["authority"]) for one in listed["stamps"]] == [(int(size), "Stamps")]
    assert [one["authority"] for one in listed["failing"]] == ["Down"]
    verified = run("verify", "--data", copied.data, "--trust", trust, "--json").json()
    assert verified["stamped"]["size"] == int(size)
    assert verified["verdicts"]["time"]["status"] == "verified"


def test_nothing_new_is_not_stamped_again(copied: Demonstration, one_authority: Authority) -> None:
    """It costs the authority nothing, and says nothing more."""
    with serving(one_authority) as (url,):
        name_authorities(copied.data, one_authority, Stamps=url)
        assert run("stamp", "--data", copied.data).code == 0
        again = run("stamp", "--data", copied.data, "--json")
    assert again.json() == {"stamps": [], "failing": []}
    assert len(run("stamps", "--data", copied.data).out.splitlines()) == 1


@pytest.mark.parametrize("text", [None, "authority = []\n"])
def test_without_an_authority_there_is_nothing_to_stamp_with(
    copied: Demonstration, text: str | None
) -> None:
    """Whoever stamps or lists is told where to name one."""
    if text:
        (copied.data / "time-authorities.toml").write_text(text)
    run("stamp", "--data", copied.data).refused(1, "time-authorities.toml", "OPERATING.md")
    listed = run("stamps", "--data", copied.data)
    assert (listed.code, listed.out.partition(":")[0]) == (0, "No time authority is asked")
