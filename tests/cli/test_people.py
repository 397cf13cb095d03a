"""`init` and `enrol`: from an empty folder to a real ledger in which somebody signs."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import PROGRAM, Done, contents, environment, run, signing
from tests.cli.terminal import Terminal

SECRET = "a passphrase of several words"


def init(folder: Path, *more: object, passphrase: str = SECRET) -> Done:
    """Make a ledger in `folder`/data, with its registrar's key beside it."""
    return run(
        *("init", "--name", "ledger.example/children", "--registrar", "Ada King"),
        *("--agency", "Wexmere", "--key", folder / "ada.json", "--data", folder / "data", *more),
        variables=signing(passphrase),
    )


def enrol(folder: Path, name: str, role: str, *more: object) -> Done:
    """Enrol somebody; their key file is named after them."""
    return run(
        *("enrol", "--name", name, "--role", role, "--agency", "Wexmere", "--evidence", "passport"),
        *("--key", folder / "ada.json", "--new-key", folder / f"{name}.json"),
        *("--data", folder / "data", *more),
        variables={**signing(SECRET), "COUNTERSIGN_NEW_PASSPHRASE": f"{name} alone"},
    )


@pytest.mark.parametrize("store", ["sqlite", "postgres"])
def test_from_nothing_to_a_signed_entry(
    tmp_path: Path, request: pytest.FixtureRequest, store: str
) -> None:
    """A new ledger on either store takes a registrar, a social worker, and what she records."""
    at: tuple[str, ...] = ()
    if store == "postgres":
        at = ("--database", request.getfixturevalue("postgres_database"))
    made = init(tmp_path, "--json", *at)
    assert made.code == 0, made
    trust = made.json()["trust"]
    enrolled = enrol(tmp_path, "Sue", "social_worker", "--registration", "SW 1", "--json", *at)
    assert enrolled.code == 0, enrolled
    place = ("--data", tmp_path / "data", *at)
    people = run("practitioners", "--json", *place).json()
    assert [one["name"] for one in people] == ["Ada King", "Sue"]
    done = run(
        *("record", "PersonAdded", "--new", "--key", tmp_path / "Sue.json", "--yes", "--json"),
        *("--fields", json.dumps(MIA), "--occurred", "unknown", *place),
        variables=signing("Sue alone"),
    )
    assert done.code == 0, done
    enquiry = done.json()[0]["stream"]
    assert run("enquiries", *place).out.split() == [enquiry]
    run("show", enquiry, *place).refused(1, "--key")
    shown = run(
        "show", enquiry, "--key", tmp_path / "Sue.json", *place, variables=signing("Sue alone")
    )
    assert "Mia" in shown.out
    assert "DEMONSTRATION" not in shown.out
    assert run("verify", "--trust", trust, *place).code == 2
    receipt = tmp_path / "receipt"
    receipt.write_text(done.json()[0]["proof"], encoding="utf-8")
    assert run("verify", "--trust", trust, "--evidence", receipt, *place).code == 0


MIA = {"person": {"p": "mia", "as": "Mia"}, "kind": "child", "household": "lives_there"}


def test_a_new_key_is_asked_for_twice(tmp_path: Path) -> None:
    """By hand the passphrase is chosen without being shown, and only when typed twice alike."""
    command = [
        *(*PROGRAM, "init", "--name", "ledger.example/a", "--registrar", "Ada", "--agency", "W"),
        *("--key", str(tmp_path / "ada.json"), "--data", str(tmp_path / "data")),
    ]
    with Terminal(command, environment(TERM="xterm")) as terminal:
        terminal.expect("New passphrase").type_unseen("one")
        terminal.expect("confirm").type_unseen("two")
        terminal.expect("do not match").expect("New passphrase").type_unseen(SECRET)
        terminal.expect("confirm").type_unseen(SECRET)
        terminal.expect("Give").expect("trust.json")
        assert terminal.end() == 0
    assert SECRET not in terminal.shown


def test_an_init_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """No folder and no key are left; a key file and a folder that were there stay as they are."""
    init(tmp_path, "--profile", "atlantis").refused(1, "profile")
    init(tmp_path, "--registrar", " ").refused(1, "registrar: empty")
    init(tmp_path, passphrase="").refused(1, "passphrase")
    assert contents(tmp_path) == {}
    assert not (tmp_path / "data").exists()
    (tmp_path / "ada.json").write_text("mine", encoding="utf-8")
    init(tmp_path).refused(1, "ada.json")
    assert contents(tmp_path) == {"ada.json": b"mine"}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "letter").write_text("mine", encoding="utf-8")
    (tmp_path / "ada.json").unlink()
    init(tmp_path).refused(1, "not an empty folder")
    assert contents(tmp_path) == {"data/letter": b"mine"}


def test_an_enrolment_that_is_refused_leaves_no_key(tmp_path: Path) -> None:
    """A role that does not exist, a taken number and a taken file name nobody and write nothing."""
    assert init(tmp_path).code == 0
    assert enrol(tmp_path, "Sue", "social_worker", "--registration", "SW 1").code == 0
    place = ("practitioners", "--data", tmp_path / "data")
    files, people = sorted(contents(tmp_path)), run(*place).out
    enrol(tmp_path, "Tom", "king").refused(1, "role")
    enrol(tmp_path, "Tom", "social_worker", "--registration", "sw 1").refused(1, "registration")
    enrol(tmp_path, "Sue", "social_worker").refused(1, "never overwritten")
    assert (sorted(contents(tmp_path)), run(*place).out) == (files, people)


def test_a_registrar_corrects_a_name_and_a_number(copied: Demonstration) -> None:
    """The directory shows them from then on, old words stay, and a taken number is refused."""
    people = {
        one["name"]: one["practitioner"] for one in copied.run("practitioners", "--json").json()
    }

    def shown() -> list[str]:
        told = copied.run("show", copied.enquiries["tia"], "--view", "chronology").out
        return [
            line for line in told.splitlines() if " entries, for " not in line
        ]  # for which minute

    before = shown()

    def correct(**fields: str) -> Done:
        return run(
            *("record", "DetailsCorrected", "--enquiry", people["Ruth Adeyemi"], "--yes"),
            *("--fields", json.dumps({"evidence": "the public register", **fields})),
            *("--occurred", "unknown", "--key", copied.key("registrar"), "--data", copied.data),
            variables=signing(),
        )

    done = correct(name="Ruth Adeyemi-Clarke", registration="SW088114")
    assert (done.code, "registration: somebody" in done.err) == (1, True), done
    assert correct(name="Ruth Adeyemi-Clarke", registration="SW100321").code == 0
    after = {one["practitioner"]: one for one in copied.run("practitioners", "--json").json()}
    ruth = after[people["Ruth Adeyemi"]]
    assert (ruth["name"], ruth["registration"]) == ("Ruth Adeyemi-Clarke", "SW100321")
    assert shown() == before
    assert copied.run("decisions", "--by", "Ruth Adeyemi-Clarke").code == 0
    informed = {"person": "leanne", "way": "telephone", "told": "It goes on."}
    recorded = copied.record("ParentInformed", "--occurred", "unknown", fields=informed)
    assert recorded.code == 0, recorded
    assert "Ruth Adeyemi-Clarke" in recorded.err
    assert copied.run("verify", "--trust", copied.data / "trust.json").code == 2
