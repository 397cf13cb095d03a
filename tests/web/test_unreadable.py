"""A record that somebody altered: every list does without it and says so, and none fails."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.api.serving import Told
from tests.web.answers import links, main_of, words
from tests.web.house import House, housed
from tests.web.reading import signed_in

MISSING = "1 record cannot be read, and nothing of it is on this"
LISTS = {
    "priya": ("/", "/duty", "/countersign", "/drafts", "/work/overdue", "/work/enquiries"),
    "ruth": ("/", "/drafts", "/search?q=Mensah", "/search?q=Ruth", "/decisions"),
    "ellison": ("/search?q=Tia", "/decisions", "/decisions?sample=5"),
}
_SPOIL = "UPDATE sealed SET box = zeroblob(length(box)) WHERE stream = ? AND seq = 20"
_KEPT = "SELECT box FROM sealed WHERE stream = ? AND seq = 20"
_RESTORE = "UPDATE sealed SET box = ? WHERE stream = ? AND seq = 20"


@pytest.fixture(scope="module")
def altered(demonstration: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, served after somebody wrote zeros over one entry of Tia's record, in
    which Ruth had begun a draft, as in another child's.
    """
    told = demonstration.copied(tmp_path_factory.mktemp("altered") / "data")
    with housed(told) as before:
        ruth = signed_in(before, "ruth")
        for child in ("tia", "joel"):
            record = f"/enquiries/{told.enquiries[child]}/record/ChildSeen"
            ruth.sent(record, {"place": f"with {child}", "_do": "later"})
    spoil(told)
    with housed(told) as served:
        yield served


def spoil(told: Told) -> None:
    """Write zeros over an entry of Tia's record."""
    with closing(sqlite3.connect(told.settings.data / "ledger.sqlite")) as database:
        assert database.execute(_SPOIL, (told.enquiries["tia"],)).rowcount == 1
        database.commit()


@pytest.mark.parametrize(("who", "path"), [(who, one) for who in LISTS for one in LISTS[who]])
def test_every_list_says_what_it_lacks(altered: House, who: str, path: str) -> None:
    """In the words of the duty screen, and with no line that leads into that record; what can be
    read is there.
    """
    answer = signed_in(altered, who).open(path)
    assert answer.status_code == HTTPStatus.OK, path
    page = main_of(answer.text)
    assert MISSING in words(page)
    assert "Tell whoever runs this service at once." in words(page)
    assert not [one for one in links(page) if altered.enquiries["tia"] in one]


def test_other_records_are_found_beside_it(altered: House) -> None:
    """Whoever spoils one record keeps nobody from another: neither its lines nor its drafts."""
    for who, path in (("ruth", "/search?q=Mensah"), ("ellison", "/decisions"), ("priya", "/")):
        assert altered.enquiries["joel"] in signed_in(altered, who).page(path)
    for path in ("/", "/drafts"):
        said = words(signed_in(altered, "ruth").page(path))
        assert "with joel" in said
        assert "with tia" not in said


def test_a_download_says_itself_what_it_lacks(altered: House, house: House) -> None:
    """In its name and in every line, whoever passes it on; one that lacks nothing says that."""
    for served, many in ((altered, "1"), (house, "0")):
        ellison = signed_in(served, "ellison")
        for path in ("/decisions.csv", "/decisions.csv?sample=5"):
            answer = ellison.get(path)
            named = answer.headers["Content-Disposition"]
            assert ("-without-1-unreadable.csv" in named) is (many == "1")
            found = list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))
            assert {line["unreadable"] for line in found} == {many}
            assert {line["enquiry"] for line in found} <= set(served.enquiries.values())
        assert "<code>unreadable</code>" in ellison.page("/decisions")


def test_the_next_to_countersign_is_one_that_can_be_read(altered: House) -> None:
    """The button that begins with the first leads to no page that fails."""
    priya = signed_in(altered, "priya")
    led = priya.get("/countersign/next").headers["Location"]
    assert altered.enquiries["tia"] not in led
    assert priya.page(led)


def test_what_was_restored_is_missing_no_more(demonstration: Told, tmp_path: Path) -> None:
    """As soon as it can be read again, no list warns of it."""
    told = demonstration.copied(tmp_path / "data")
    spoil(told)
    stream = told.enquiries["tia"]
    with closing(sqlite3.connect(demonstration.settings.data / "ledger.sqlite")) as whole:
        ((box,),) = whole.execute(_KEPT, (stream,)).fetchall()
    with housed(told) as house:
        ellison = signed_in(house, "ellison")
        assert MISSING in words(ellison.page("/search?q=Mensah"))
        with house.ledger.store.database.write() as session:
            session.run(_RESTORE, (box, stream))
        assert MISSING not in words(ellison.page("/search?q=Mensah"))
