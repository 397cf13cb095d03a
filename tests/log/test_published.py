"""The log as everybody is shown it, read by software that shares no line with ours."""

from http.client import HTTPConnection
from pathlib import Path

import pytest

from crypto.checkpoint import unverified_checkpoint
from crypto.tiles import tiles_of
from ledger.mirroring.exporting import OtherHistory, export
from ledger.mirroring.mirror import Mirror
from ledger.mirroring.source import Source
from tests.api.serving import client
from tests.cli.running import contents
from tests.crypto import slow_tiles
from tests.log.conftest import Fsck, Publishing
from tests.log.making import TRUST


def test_strangers_read_the_whole_log(house: Publishing, fsck: Fsck, tmp_path: Path) -> None:
    """Served, exported and mirrored, Tessera's fsck derives every tile and the root itself."""
    export(house.ledger, tmp_path / "export")
    source = Source(f"{house.url}/log")
    list(Mirror(source, tmp_path / "mirror", TRUST).follow())
    source.close()
    for url in (
        f"{house.url}/log/1/",
        (tmp_path / "export/1").as_uri(),
        (tmp_path / "mirror/1").as_uri(),
    ):
        assert "Successfully fsck'd log with size 600 " in fsck(url)


@pytest.mark.parametrize("name", ["tile/entries/001", "tile/0/000", "tile/1/000.p/2", "checkpoint"])
def test_strangers_would_have_noticed(
    on_sqlite: Publishing, fsck: Fsck, tmp_path: Path, name: str
) -> None:
    """The same program refuses a log of which one byte was altered."""
    export(on_sqlite.ledger, tmp_path)
    path = tmp_path / "1" / name
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    said = fsck((tmp_path / "1").as_uri())
    assert "fsck failed" in said
    assert "Successfully" not in said


def test_what_is_served_is_what_the_specification_defines(house: Publishing) -> None:
    """Every file of the published size, to the byte; nothing of what is not published yet."""
    house.grow(10, publish=False)
    digests = [leaf.digest for leaf in house.ledger.store.log.leaves(0, 610)]
    files = dict(slow_tiles.files(digests[:600]))
    with client(f"{house.url}/log/1/") as http:
        assert {name: http.get(name).content for name in files} == files
        fresh = slow_tiles.files(digests)
        assert {http.get(name).status_code for name, _ in fresh if name not in files} == {404}
        earlier = [tile.path for tile in tiles_of(300)]
        assert {http.get(name).status_code for name in earlier} == {200}
        note = http.get("checkpoint")
        assert unverified_checkpoint(note.content).size == 600
        assert house.publisher.publish(0)
        assert unverified_checkpoint(http.get("checkpoint").content).size == 610


def test_files_are_served_so_that_caches_may_keep_them(on_sqlite: Publishing) -> None:
    """A tile for ever, a checkpoint until it is asked for again, what is not there not at all."""
    with client(f"{on_sqlite.url}/log/1/") as http:
        tile, note = http.get("tile/0/000"), http.get("checkpoint")
        assert tile.headers["Content-Type"] == "application/octet-stream"
        assert "immutable" in tile.headers["Cache-Control"]
        assert note.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert note.headers["Cache-Control"] == "no-cache"
        same = http.get("checkpoint", headers={"If-None-Match": note.headers["ETag"]})
        assert (same.status_code, same.content) == (304, b"")
        head = http.head("tile/0/000")
        assert (head.content, head.headers["Content-Length"]) == (b"", "8192")
        missing = http.get("tile/0/005")
        assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")
        assert http.post("checkpoint").status_code == 405


NOWHERE = """\
1/tile/0/0 1/tile/00/000 1/tile/0/000.p/256 1/tile/0/x000/000 1/tile/0/000/ 1/TILE/0/000
1/tile/8/000 1/tile/63/000.p/1 1/tile/entries/999 1/tile/0/../0/000 1/tile/0/%2e%2e/0/000
1/tile/0/000%00 1/tile/0/000%0a 1/tile/0/%EF%BC%90%EF%BC%90%EF%BC%90 01/checkpoint 0/checkpoint
-1/checkpoint 2/checkpoint 99999999999999999999/checkpoint 1/checkpoint/ 1//checkpoint 1/reset 1/ 1
checkpoint ../healthz %31/checkpoint/"""


def test_nothing_else_has_an_address(on_sqlite: Publishing) -> None:
    """Another spelling, another log, a way out of the folder: not there, and never an error."""
    http = HTTPConnection(on_sqlite.url.removeprefix("http://"))
    answers = {}
    for path in (*NOWHERE.split(), "1/tile/0/000?anything"):
        http.request("GET", f"/log/{path}")
        answer = http.getresponse()
        answer.read()
        answers[path] = answer.status
    http.close()
    assert answers.pop("1/tile/0/000?anything") == 200
    assert set(answers.values()) == {404}, answers


def test_the_page_of_the_log_names_its_address(on_sqlite: Publishing) -> None:
    """Whoever reads about the log is told where its files are."""
    with client(on_sqlite.url) as http:
        page = http.get("/log").text
    assert f"{on_sqlite.url}/log/1/checkpoint" in page
    assert "Now: 600 entries" in page


def test_an_export_grows_and_holds_what_the_log_must_serve(
    house: Publishing, tmp_path: Path
) -> None:
    """Added to or made at once it is the same, with the partial tiles of every published size."""
    export(house.ledger, tmp_path / "grown")
    assert [one.before for one in export(house.ledger, tmp_path / "grown")] == [600]
    house.grow(20)
    house.grow(400)
    export(house.ledger, tmp_path / "grown")
    export(house.ledger, tmp_path / "new")
    grown, new = contents(tmp_path / "grown/1"), contents(tmp_path / "new/1")
    assert grown == new
    digests = [leaf.digest for leaf in house.ledger.store.log.leaves(0, 1020)]
    for size in (300, 600, 620, 1020):
        for name, data in slow_tiles.files(digests[:size]):
            assert new.get(name, new.get(name.partition(".p/")[0], b"")[: len(data)]) == data


def test_an_export_names_the_place_that_cannot_be_written(
    house: Publishing, tmp_path: Path
) -> None:
    """Not the database, which has nothing to do with it."""
    (tmp_path / "1").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError) as refused:
        export(house.ledger, tmp_path)
    assert str(refused.value.filename).startswith(str(tmp_path / "1"))


def test_an_export_never_overwrites_another_history(on_sqlite: Publishing, tmp_path: Path) -> None:
    """What was written once may be somebody's evidence."""
    export(on_sqlite.ledger, tmp_path)
    with on_sqlite.ledger.store.database.write() as session:
        session.run("DELETE FROM published WHERE size = 600")
    with pytest.raises(OtherHistory, match="keep it as evidence"):
        export(on_sqlite.ledger, tmp_path)
