"""Each task that people come for, done with the keyboard alone; focus is seen at every stop."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.web.author import Author, Enter
from tests.web.house import House
from tests.web.keyboard import Keyboard


def test_record_an_action(enter: Enter, desk: House) -> None:
    """From the case page: find it by typing, fill it in, check the words and sign them."""
    author, keyboard = seated(enter, "oduya")
    author.go(f"/enquiries/{desk.enquiries['harper']}")
    keyboard.follow("Record an action")
    keyboard.write("What happened?", "parent informed")
    # What is found for the beginning of the words gives way to what is found for all of them.
    author.page.wait_for_url(re.compile(r"q=parent\+informed"))
    expect(author.page.locator("#found h2")).to_be_visible()
    keyboard.follow("Parent informed")
    keyboard.choose("Stacey Cole", group="Who was told")
    keyboard.choose("By telephone", group="How")
    keyboard.write("What they were told", "Harper slept well.")
    keyboard.choose("Just now", group="When did it happen?")
    keyboard.follow("Continue")
    keyboard.follow("Sign and record")
    heading(author, "Signed and recorded")


def test_countersign_a_record(enter: Enter) -> None:
    """The first of the queue: read it, choose, check the words and sign them; no other
    countersignature is offered without its record.
    """
    author, keyboard = seated(enter, "priya")
    author.go("/countersign")
    keyboard.skip()
    keyboard.follow("Start with the first")
    keyboard.choose("Countersign", group="Do you stand by this record?")
    keyboard.follow("Continue")
    keyboard.follow("Sign and record")
    heading(author, "Signed and recorded")
    expect(author.page.get_by_role("button", name="Next that waits for you")).to_be_visible()
    expect(author.page.get_by_role("link", name="Record another: ")).to_have_count(0)


def test_return_a_record(enter: Enter) -> None:
    """With reasons."""
    author, keyboard = seated(enter, "priya")
    author.go("/countersign")
    keyboard.skip()
    keyboard.follow("Start with the first")
    keyboard.choose("Return it with reasons", group="Do you stand by this record?")
    keyboard.write("reasons, if you return it", "It does not say who was there.")
    keyboard.follow("Continue")
    keyboard.follow("Sign and record")
    heading(author, "Signed and recorded")


def test_filter_the_chronology(enter: Enter, desk: House) -> None:
    """By a kind of entry."""
    author, keyboard = seated(enter, "priya")
    author.go(f"/enquiries/{desk.enquiries['tia']}/chronology")
    keyboard.skip()
    keyboard.to("Filter and order")
    keyboard.press("Enter")
    keyboard.tick("Child seen")
    keyboard.follow("Apply")
    expect(author.page.get_by_text("entries are shown")).to_be_visible()


def test_compare_two_dates(enter: Enter, desk: House) -> None:
    """What became known between them."""
    author, keyboard = seated(enter, "priya")
    author.go(f"/enquiries/{desk.enquiries['tia']}/comparison")
    keyboard.skip()
    keyboard.date("Earlier", "20", "5", "2026")
    keyboard.date("Later", "27", "5", "2026")
    keyboard.follow("Compare")
    expect(author.page.get_by_text("20 May 2026").first).to_be_visible()


def test_mark_a_body_map(enter: Enter, desk: House) -> None:
    """Two marks, the second moved to another place."""
    author, keyboard = seated(enter, "oduya")
    author.go(f"/enquiries/{desk.enquiries['harper']}/record/BodyMap")
    keyboard.choose("Front", group="View")
    keyboard.to("to mark on")
    keyboard.press("ArrowUp", "ArrowUp", "Enter")
    keyboard.press("ArrowLeft", "Shift+ArrowLeft", "Enter")
    marks = author.page.locator(".app-outline__svg [data-number]")
    expect(marks).to_have_count(2)
    keyboard.to("Move mark 2 on the outline")
    keyboard.press("Enter", "ArrowDown", "Enter")
    expect(author.page.locator(".app-outline__said")).to_contain_text("Mark 2 moved")


def test_upload_documents(enter: Enter, desk: House, tmp_path: Path) -> None:
    """Two at once, said what they are, and signed."""
    author, keyboard = seated(enter, "oduya")
    author.go(f"/enquiries/{desk.enquiries['harper']}/documents/add")
    author.page.wait_for_load_state("networkidle")  # the script replaces the control that it finds
    keyboard.to("Choose")
    with author.page.expect_file_chooser() as chooser:
        keyboard.press("Enter")
    chooser.value.set_files([_written(tmp_path / name) for name in ("a.txt", "b.txt")])
    expect(author.page.get_by_text("2 files were sent")).to_be_attached()
    keyboard.follow("Continue")
    for number in ("1", "2"):
        keyboard.write("What it is", f"Note {number}", group=f"File {number} of 2")
        keyboard.choose("Notes made at the time", group="Kind")
    keyboard.follow("Continue")
    keyboard.to("Sign all 2")
    keyboard.press("Enter")
    expect(author.page.get_by_text("Signed. It is entry")).to_have_count(2)


def test_share_a_draft(enter: Enter, desk: House) -> None:
    """With somebody who can see the enquiry."""
    author, keyboard = seated(enter, "oduya")
    author.go(f"/enquiries/{desk.enquiries['harper']}/record/ParentInformed")
    keyboard.write("What they were told", "Nothing yet.")
    keyboard.follow("Save and come back later")
    author.go("/drafts")
    keyboard.follow("Share (Parent informed")
    keyboard.tick("Priya Nair")
    keyboard.follow("Share")
    author.go("/drafts")
    expect(author.page.get_by_text("Priya Nair")).to_be_visible()


def seated(enter: Enter, who: str) -> tuple[Author, Keyboard]:
    """Somebody with a key in their browser, and their keyboard."""
    author = enter(who)
    return author, Keyboard(author.page)


def heading(author: Author, words: str) -> None:
    """The page that was reached is the one of this name."""
    expect(author.page.get_by_role("heading", level=1)).to_have_text(words)


def _written(path: Path) -> Path:
    path.write_text(f"What {path.stem} says.", encoding="utf-8")
    return path
