"""Documents on pages: sent several at once, described, signed, listed and read again."""

import re
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from api.problems import BadRequest
from api.uploads import FileInForm
from crypto.archive import Archive
from crypto.manifest import Manifest
from ledger.bundling import Saved, Wanted, bundle
from ledger.documents.documents import WAITING_SECONDS
from tests.web.answers import query_of
from tests.web.author import enrolled
from tests.web.house import House
from tests.web.measures import measured
from tests.web.reading import Reader, signed_in
from tests.web.visiting import visiting

PDF = b"%PDF-1.7\n" + b"The child was seen. " * 5_000
PROGRAM = b"MZ\x90\x00" + b"\0" * 400


@pytest.fixture
def ruth(own_house: House) -> Reader:
    """The social worker, without scripts."""
    return signed_in(own_house, "ruth")


def path_in(house: House) -> str:
    """Where the documents of Tia's enquiry are."""
    return f"/enquiries/{house.enquiries['tia']}/documents"


def test_one_file_is_sent_without_scripts(own_house: House, ruth: Reader) -> None:
    """By an ordinary form; then its author says what it is, and is led to the words to sign."""
    path = path_in(own_house)
    long = PDF * 60
    described = ruth.sent(f"{path}/add", files={"file": ("school_report.pdf", long, "text/x")})
    ((_, draft),) = query_of(described)
    page = ruth.page(described)
    assert 'value="school report"' in page
    assert "PDF, 5.7 MB" in page
    empty = ruth.post(described, {f"{draft}.title": " "})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {f'href="#{draft}-title"', f'href="#{draft}-form"'} <= set(
        re.findall(r'href="#[^"]+"', empty.text)
    )
    checked = ruth.sent(described, {f"{draft}.title": "the report", f"{draft}.form": "report"})
    assert "deposited a report: the report. Its digest is" in ruth.page(checked)


@pytest.mark.parametrize("leaving", ["later", "other"])
def test_what_was_said_of_a_file_is_kept_by_whoever_leaves(
    own_house: House, ruth: Reader, leaving: str
) -> None:
    """To sign later, or to its other questions."""
    path = path_in(own_house)
    described = ruth.sent(f"{path}/add", files={"file": ("a.txt", b"A", "text/plain")})
    ((_, draft),) = query_of(described)
    assert "Text, 1 byte<" in ruth.page(described)
    do = draft if leaving == "other" else leaving
    left = ruth.sent(described, {f"{draft}.title": "the report", "_do": do})
    assert "Deleted a day after it was sent" in ruth.page("/drafts")
    assert left.endswith(draft if leaving == "other" else "/drafts")
    assert 'value="the report"' in ruth.page(described)


def test_a_file_that_waited_too_long_is_sent_again(own_house: House, ruth: Reader) -> None:
    """Its author is told where they sign for it, and not by an error page."""
    path = path_in(own_house)
    described = ruth.sent(f"{path}/add", files={"file": ("a.pdf", PDF, "application/pdf")})
    ((_, draft),) = query_of(described)
    own_house.clock.now += WAITING_SECONDS
    again = signed_in(own_house, "ruth")
    said = {f"{draft}.title": "the report", f"{draft}.form": "report"}
    answer = again.post(described, said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#{draft}-document"' in answer.text
    assert "Add it again" in answer.text


def test_nobody_else_sees_a_file_before_it_is_signed(own_house: House, ruth: Reader) -> None:
    """Neither in the list nor by its name."""
    path = path_in(own_house)
    ruth.sent(f"{path}/add", files={"file": ("a.pdf", PDF, "application/pdf")})
    (name,) = (one.name for one in own_house.told.settings.documents.iterdir())
    priya = signed_in(own_house, "priya")
    assert "There are no documents" in priya.page(path)
    assert priya.get(f"{path}/{name}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("data", [b"", PROGRAM])
def test_what_is_not_kept_is_refused_beside_the_field(
    own_house: House, ruth: Reader, data: bytes
) -> None:
    """And nothing is left of it."""
    answer = ruth.post(f"{path_in(own_house)}/add", files={"file": ("a.pdf", data, "text/plain")})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'href="#file"' in answer.text
    assert not list(own_house.told.settings.documents.glob("*"))


def test_several_files_are_sent_and_signed_together(
    browser: Browser, own_house: House, tmp_path: Path
) -> None:
    """With an error for the one that is refused; each is an entry, and downloads as it was."""
    files = {"report.pdf": PDF, "program.pdf": PROGRAM, "notes.txt": b"Seen at school."}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with enrolled(browser, own_house, "Ruth Adeyemi") as author:
        author.visitor.troubles.allowed.add(HTTPStatus.UNPROCESSABLE_ENTITY)
        page, path = author.page, path_in(own_house)
        author.go(f"{path}/add")
        page.get_by_label("Choose files").set_input_files([str(tmp_path / one) for one in files])
        refused = page.get_by_role("listitem").filter(has_text="program.pdf")
        expect(refused).to_contain_text("Not a PDF")
        expect(page.locator("#sending-said")).to_contain_text("2 files were sent")
        assert measured(page).wrong == ()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(re.compile("/describe"))
        assert measured(page).wrong == ()
        for kind, choice in zip(("Report", "Notes made at the time"), (0, 1), strict=True):
            page.get_by_role("radio", name=kind).nth(choice).check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Sign all 2").click()
        page.get_by_role("link", name="All are signed").click()
        page.wait_for_url(re.compile("/documents$"))
        assert measured(page).wrong == ()
        for title, data in (("report", PDF), ("notes", files["notes.txt"])):
            with page.expect_download() as download:
                page.get_by_role("link", name=title, exact=True).click()
            assert Path(download.value.path()).read_bytes() == data
        page.goto(f"{own_house.url}/drafts")
        expect(page.get_by_text("You have no drafts")).to_be_visible()


def test_a_file_is_taken_out_before_it_is_sent_on(
    browser: Browser, own_house: House, tmp_path: Path
) -> None:
    """Whoever chose the wrong one removes it; nothing is drafted for it."""
    for name in ("right.txt", "wrong.txt"):
        (tmp_path / name).write_text(name, encoding="ascii")
    with visiting(browser, own_house) as visitor:
        visitor.carry(own_house.token("ruth"))
        page = visitor.open(f"{path_in(own_house)}/add")
        chosen = [str(tmp_path / one) for one in ("right.txt", "wrong.txt")]
        page.get_by_label("Choose files").set_input_files(chosen)
        expect(page.locator("#sending-said")).to_contain_text("2 files were sent")
        page.get_by_role("button", name="Remove wrong.txt").click()
        expect(page.locator("#sending-said")).to_contain_text("1 file was sent")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_label("What it is", exact=True)).to_have_value("right")


BODY = (
    b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nnothing\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a b.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF\r\n--y\r\n\r\n\r\n--x--\r\n"
)


@given(cuts=st.lists(st.integers(0, len(BODY))))
def test_a_file_in_a_form_is_read_however_it_arrives(cuts: list[int]) -> None:
    """Cut anywhere, also within what stands between the parts."""
    at = sorted({0, *cuts, len(BODY)})
    parts = [BODY[a:b] for a, b in pairwise(at)]
    form = FileInForm('multipart/form-data; boundary="x"', parts)
    assert b"".join(form) == b"%PDF\r\n--y\r\n\r\n"
    assert form.filename == "a b.pdf"


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data"])
def test_what_is_no_form_is_refused(content_type: str) -> None:
    """Before anything of it is read."""
    with pytest.raises(BadRequest):
        FileInForm(content_type, [BODY])


def test_a_broken_form_is_refused() -> None:
    """In place of a file that is something else than was sent."""
    with pytest.raises(BadRequest):
        list(FileInForm("multipart/form-data; boundary=x", [b"nonsense"]))


def test_a_bundle_that_was_given_out_is_listed(own_house: House, ruth: Reader) -> None:
    """Whoever reads the enquiry learns to whom it went, by whom, and how a copy is told."""
    wanted = Wanted(
        own_house.enquiries["tia"], Saved.shipped("court"), "the court at Luton", "care proceedings"
    )
    made = Archive.open(bundle(own_house.ledger, wanted, own_house.told.keys["ruth"]))
    page = ruth.page(path_in(own_house))
    assert "To the court at Luton, for care proceedings" in page
    assert Manifest.parse(made["bundle.json"]).digest in page
