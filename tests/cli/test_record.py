"""`record`: scripted, and by hand on a terminal."""

import json
import re

from tests.cli.conftest import Demonstration
from tests.cli.running import PASSPHRASE, PROGRAM, environment, run, signing
from tests.cli.terminal import Terminal

INFORMED = {"person": "leanne", "way": "telephone", "told": "Tia was seen at school today."}


def test_recording_answers_with_a_receipt(copied: Demonstration) -> None:
    """What is recorded is in the chronology, and its receipt is evidence that verifies."""
    done = copied.record("ParentInformed", "--occurred", "unknown", fields=INFORMED)
    assert done.code == 0, done
    assert "Tia was seen at school today." in " ".join(done.err.split())
    receipt = copied.data.parent / "receipt"
    receipt.write_text(done.out.partition("\n\n")[2], encoding="utf-8")
    chronology = copied.run("show", copied.enquiries["tia"], "--view", "chronology")
    assert "Leanne Hart" in chronology.out
    verified = copied.run("verify", "--trust", copied.data / "trust.json", "--evidence", receipt)
    assert verified.code == 0, verified


def test_recording_in_json_says_where_it_stands(copied: Demonstration) -> None:
    """The answer names stream and number, and standard input can carry the fields."""
    before = copied.entries()
    done = run(
        *("record", "ParentInformed", "--enquiry", copied.enquiries["tia"], "--fields", "-"),
        *("--enquiry", copied.enquiries["joel"], "--occurred", "unknown", "--yes", "--json"),
        *("--how", "telephone", "--told-by", "leanne", "--witness", "Priya Nair"),
        *("--actor", "DC Tom Hallam", "--mark", "third_party", "--field-mark", "told=restricted"),
        *("--key", copied.key("ruth"), "--data", copied.data),
        given=json.dumps(INFORMED),
        variables=signing(),
    )
    receipts = done.json()
    assert {one["stream"] for one in receipts} == set(copied.enquiries.values())
    assert copied.entries() == before + 2
    row = copied.run(
        *("show", copied.enquiries["tia"], "--view", "chronology", "--json"),
        *("--event", "ParentInformed"),
    ).json()["rows"][-1]
    assert row["mark"] == "third_party"
    assert row["actor"]["name"] == "DC Tom Hallam"
    assert row["source"]["told_by"]["person"] == "leanne"
    assert row["source"]["witness"]["practitioner"]


def test_a_correction_names_what_it_corrects(copied: Demonstration) -> None:
    """The corrected entry says so beside its words, and why."""
    first = copied.record("ParentInformed", "--occurred", "unknown", "--json", fields=INFORMED)
    number = first.json()[0]["seq"]
    again = copied.record(
        *("ParentInformed", "--occurred", "unknown", "--corrects", number),
        *("--because", "It was said at the door.", "--json"),
        fields={**INFORMED, "way": "in_person"},
    )
    assert again.json()[0]["seq"] == number + 1
    shown = copied.run("show", copied.enquiries["tia"], "--view", "chronology").out
    assert "CORRECTED by entry" in shown


def test_a_new_enquiry_is_begun_on_purpose(copied: Demonstration) -> None:
    """Without an enquiry and without --new nothing is recorded; with it, a new one begins."""
    ask = (
        *("record", "PersonAdded", "--key", copied.key("ruth"), "--occurred", "unknown", "--yes"),
        *(
            "--fields",
            '{"person": {"p": "mia", "as": "Mia"}, "kind": "child", "household": "lives_there"}',
        ),
        *("--data", copied.data),
    )
    run(*ask, variables=signing()).refused(1, "enquiry", "--new")
    done = run(*ask, "--new", "--json", variables=signing())
    assert done.json()[0]["seq"] == 1
    assert done.json()[0]["stream"] in copied.run("enquiries").out


def by_hand(copied: Demonstration, *more: str) -> Terminal:
    """Somebody at a terminal who records that Tia was seen."""
    command = [
        *(*PROGRAM, "record", "ChildSeen", "--enquiry", copied.enquiries["tia"]),
        *("--key", str(copied.key("ruth")), "--data", str(copied.data), *more),
    ]
    return Terminal(command, environment(TERM="xterm", NO_COLOR="1"))


def answer(terminal: Terminal) -> None:
    """The answers to every question, of which two have to be given again."""
    terminal.expect("child: ").type("nobody-here")
    terminal.expect("place: ").type("").expect("It is needed").expect("place: ").type("her school")
    terminal.expect("company.kind (alone, with_others): ").type("neither")
    terminal.expect("please").expect("company.kind").type("alone")
    terminal.expect("permission.kind").type("given")
    terminal.expect("permission.person: ").type("leanne")
    terminal.expect("asked (empty: leave out): ").type("")
    terminal.expect("words (empty: leave out): ").type("I like it at Grandma’s.")
    terminal.expect("Give translation?").type("n")
    terminal.expect("observed").type("")
    terminal.expect("When did it happen").type("2026-01-08 15:10")
    terminal.expect("how (").type("own_act")
    terminal.expect("Who did it").type("")
    terminal.expect("record the person first").expect("child: ").type("tia")


def test_by_hand_it_asks_shows_and_signs(copied: Demonstration) -> None:
    """Field by field; what is refused is asked for again; the statement stands before the key."""
    before = copied.entries()
    with by_hand(copied) as terminal:
        answer(terminal)
        terminal.expect("Tia Mensah said: “I").expect("Sign this?").type("y")
        terminal.expect("Passphrase").type_unseen("not this one")
        terminal.expect("the passphrase is not").expect("Passphrase").type_unseen(PASSPHRASE)
        terminal.expect("Recorded as entry").expect("c2sp.org/tlog-proof@v1")
        assert terminal.end() == 0
    assert not re.search(f"Passphrase.*{PASSPHRASE}", terminal.shown)
    assert copied.entries() == before + 1
    shown = copied.run("show", copied.enquiries["tia"], "--view", "chronology", "--json").json()
    statements = ["".join(part["text"] for part in row["statement"]) for row in shown["rows"]]
    told = next(words for words in statements if "Grandma’s." in words)
    assert re.search(r"^On 8 January 2026 at 3:10pm, Ruth Adeyemi saw Tia Mensah", told)


def test_by_hand_nothing_is_signed_against_the_author(copied: Demonstration) -> None:
    """Who says no, or gives no passphrase that fits, has signed nothing."""
    before = copied.entries()
    with by_hand(copied) as terminal:
        answer(terminal)
        terminal.expect("Sign this?").type("n")
        terminal.expect("Nothing was signed")
        assert terminal.end() == 1
    with by_hand(copied) as terminal:
        answer(terminal)
        terminal.expect("Sign this?").type("y")
        for _ in range(3):
            terminal.expect("Passphrase").type_unseen("not this one")
        assert terminal.end() == 1
    with by_hand(copied) as terminal:
        assert terminal.expect("child: ").interrupt() == 130
    assert "Traceback" not in terminal.shown
    assert copied.entries() == before
