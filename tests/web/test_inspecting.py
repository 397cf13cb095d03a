"""Decisions across enquiries: what each reader finds, samples that repeat, and files that read."""

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from ledger.inspecting import Decided, Described, population
from ledger.inspecting.described import Who
from ledger.inspecting.table import BOM, COLUMNS, Origin, lines
from ledger.register.facts import Decider
from tests.web.answers import links, words
from tests.web.house import House
from tests.web.reading import signed_in

ORIGIN = Origin("countersign.example/test", demonstration=True, size=7, seed="a seed")


def table(answer: httpx.Response) -> list[dict[str, str]]:
    """A download, as any other program reads it."""
    content = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def names(house: House, who: str, **asked: Any) -> list[str]:
    """The decisions of a download, in their order."""
    return [
        line["decision"] for line in table(signed_in(house, who).open("/decisions.csv", **asked))
    ]


def test_each_reader_finds_the_decisions_of_enquiries_that_they_may_see(house: House) -> None:
    """An inspector all of them, others those in which they have a part, and nobody more."""
    inspected = names(house, "ellison")
    assert {name.partition("/")[0] for name in inspected} == set(house.enquiries.values())
    for who in ("hallam", "priya"):
        found, reader = names(house, who), signed_in(house, who)
        assert set(found) < set(inspected)
        for stream in house.enquiries.values():
            allowed = reader.open(f"/enquiries/{stream}").status_code == 200
            assert allowed or not any(name.startswith(stream) for name in found)
    assert names(house, "registrar") == []


def test_a_download_is_the_table_of_the_page(house: House) -> None:
    """The same decisions in the same order, page after page; every line says where it is from."""
    ellison = signed_in(house, "ellison")
    listed: list[str] = []
    path = "/decisions"
    while path:
        answer = ellison.open(path)
        found = [link for link in links(answer.text, "/enquiries/") if "/entries/" in link]
        listed += [link.removeprefix("/enquiries/").replace("/entries", "") for link in found]
        further = links(answer.text, "/decisions?")
        later = [link for link in further if f"first={len(listed)}" in link]
        path = later[0] if later else ""
    lines_ = table(ellison.open("/decisions.csv"))
    assert [line["decision"] for line in lines_] == listed
    assert len(listed) > 25
    assert {line["demonstration"] for line in lines_} == {"yes"}
    assert {line["log_size"] for line in lines_} == {str(house.ledger.store.log.size())}


def test_a_sample_can_be_drawn_again_with_nothing_but_the_population(house: House) -> None:
    """By the digests, which any program computes; the seed is the root of the log."""
    ellison = signed_in(house, "ellison")
    answer = ellison.open("/decisions", sample=5)
    asked: dict[str, Any] = dict(answer.url.params)
    assert asked["seed"] == house.ledger.store.log.root_at(int(asked["size"])).hex()
    assert "which nobody chose" in words(answer.text)
    population = names(house, "ellison", size=asked["size"])
    ranked = sorted(
        population, key=lambda name: hashlib.sha256(f"{asked['seed']}\n{name}".encode()).digest()
    )
    drawn = table(ellison.open("/decisions.csv", **asked))
    assert [line["decision"] for line in drawn] == ranked[:5]
    for line in drawn:
        said = f"{asked['seed']}\n{line['decision']}".encode()
        assert line["digest"] == hashlib.sha256(said).hexdigest()
    sorted_names = "".join(f"{name}\n" for name in sorted(population))
    assert hashlib.sha256(sorted_names.encode()).hexdigest() in answer.text


def test_the_address_of_a_sample_gives_it_again(house: House) -> None:
    """Also to another session, and beside another sample; another seed draws another."""
    first = signed_in(house, "ellison").open("/decisions", sample=8)
    query = first.url.query.decode()
    again = signed_in(house, "ellison").open(f"/decisions?{query}")
    assert again.text.partition("<main")[2] == first.text.partition("<main")[2]
    typed = signed_in(house, "ellison").open("/decisions", sample=8, seed="my own")
    assert "Typed by the reader" in words(typed.text)
    assert links(typed.text, "/enquiries/") != links(first.text, "/enquiries/")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "outcome"},
        {"role": "team_manager"},
        {"agency": "police"},
        {"since": "2026-05-20", "until": "2026-05-31"},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_a_filter_leaves_what_fits_and_nothing_else(house: House, asked: dict[str, Any]) -> None:
    """Each line fits, and each line of the whole that fits is there."""
    ellison = signed_in(house, "ellison")
    whole, some = (
        table(ellison.open("/decisions.csv")),
        table(ellison.open("/decisions.csv", **asked)),
    )
    fits: dict[str, Callable[[dict[str, str]], bool]] = {
        "kind": lambda line: line["kind"] == "outcome",
        "role": lambda line: "Team Manager" in line["decided_by"],
        "agency": lambda line: "olice" in line["decided_by"],
        "since": lambda line: "2026-05-20" <= line["decided_at"][:10] <= "2026-05-31",
    }
    fit = fits[next(iter(asked))]
    assert some == [line for line in whole if fit(line)]
    assert 0 < len(some) < len(whole)


@pytest.mark.parametrize("asked", [{"kind": "guess"}, {"sample": "0"}, {"size": "99999"}])
def test_what_cannot_be_asked_is_refused(house: House, asked: dict[str, Any]) -> None:
    """And not answered as if it had not been asked."""
    answer = signed_in(house, "ellison").open("/decisions", **asked)
    assert answer.status_code in {404, 422}


def described(**told: Any) -> Described:
    """A decision of which something else is told than usual."""
    time = datetime(2026, 3, 2, 2, 5, 30, tzinfo=UTC)
    who = (Decider("", "team_manager"),)
    decided = Decided(time, "s", 1, "outcome", ("decided",), who, time)
    usual = {"title": "t", "child": None, "age": None, "who": (), "findings": ()}
    return Described(decided=decided, **{**usual, **told})


@pytest.mark.parametrize("name", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(name: str) -> None:
    """What somebody is called is never computed by whoever opens the file."""
    rows = list(lines([described(who=(Who(name, "Manager"),))], ORIGIN))
    (line,) = csv.DictReader(io.StringIO("".join(rows).removeprefix(BOM), newline=""))
    assert line["decided_by"] == f"'{name}, Manager"


@pytest.mark.parametrize("name", ['Ann "Nan" Lee', "Lee, Ann", "Ann\r\nLee", "Zoë Łuk", ""])
def test_whatever_is_written_reads_back(name: str) -> None:
    """Quotes, commas, line ends and letters of any language (RFC 4180, UTF-8)."""
    rows = list(lines([described(child=name, who=(Who(f"x{name}", "Manager"),))], ORIGIN))
    (line,) = csv.DictReader(io.StringIO("".join(rows).removeprefix(BOM), newline=""), strict=True)
    assert line["decided_by"] == f"x{name}, Manager"
    assert list(line) == list(COLUMNS)
    assert all(row.endswith("\r\n") for row in rows)


def test_too_much_to_look_through_asks_for_a_shorter_period(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the field that narrows it; a period that is short enough is answered."""
    monkeypatch.setattr(population, "MAX_ENQUIRIES", 2)
    ellison = signed_in(house, "ellison")
    answer = ellison.open("/decisions", kind="strategy_decision")
    assert answer.status_code == 422
    assert "enter a shorter period" in words(answer.text)
    assert "#since-day" in links(answer.text, "#")
    some = ellison.open("/decisions", kind="legal_hold", since="2026-06-01", until="2026-06-01")
    assert some.status_code == 200
