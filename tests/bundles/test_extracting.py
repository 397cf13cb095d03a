"""The words of documents are found wherever a program would show them; or it is said that not."""

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from domain.disclosure import Found, Search
from domain.disclosure.searching import Term, normal
from ledger.bundling.extracting import Unsearchable, words_in
from ledger.bundling.finding import Searching, joined
from tests.bundles.papers import (
    DOCX,
    ODT,
    PDF,
    font_of_numbers,
    form_of_another_program,
    packed,
    pdf,
    remarked,
    stamped,
    stream,
    unknown_packing,
)


def test_text_is_read_as_it_is() -> None:
    """With or without a byte order mark."""
    assert words_in("text/plain", "Zoë Finch".encode()) == "Zoë Finch"
    assert words_in("text/plain", "Zoë Finch".encode("utf-8-sig")) == "Zoë Finch"


def test_every_page_of_a_pdf_is_read_and_what_it_says_beside_them() -> None:
    """Pages, title and author, notes and stamps on a page."""

    def beside(writer: PdfWriter) -> None:
        writer.add_metadata({"/Author": "Joan Hollis"})
        note = FreeText(text="ask Mrs Finch", rect=(10, 10, 90, 40))
        note[NameObject("/T")] = TextStringObject("by Ines")
        writer.add_annotation(0, note)
        writer.add_outline_item(title="About Carys", page_number=0)
        metadata = DecodedStreamObject()
        metadata.set_data(b"<x:xmpmeta><!-- Noah -->Iolo</x:xmpmeta>")
        metadata[NameObject("/Subtype")] = NameObject("/XML")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(metadata)
        stamped(writer)

    found = words_in(PDF, pdf("First page", "Second page", change=beside))
    beside_them = (
        "Joan Hollis",
        "ask Mrs Finch",
        "by Ines",
        "About Carys",
        "Noah",
        "Iolo",
        "seen by Carys",
    )
    for words in ("First page", "Second page", *beside_them):
        assert words in found


def test_what_somebody_named_in_a_pdf_is_read() -> None:
    """Destinations after headings, what leads there, and answers of forms; but not its fonts."""

    def named(writer: PdfWriter) -> None:
        page = writer.pages[0].indirect_reference
        heading = ArrayObject([page, NameObject("/Fit")]) if page else ArrayObject()
        places = DictionaryObject({NameObject("/Joan Hollis"): heading})
        writer.root_object[NameObject("/Dests")] = writer._add_object(places)
        faces = DictionaryObject({NameObject("/Carys_Finch"): DictionaryObject()})
        for one in (
            {"/Dest": NameObject("/Mrs-Finch")},
            {"/AP": DictionaryObject({NameObject("/N"): faces})},
            {"/AS": NameObject("/Noah"), "/V": NameObject("/Iolo")},
        ):
            made = DictionaryObject({NameObject(key): value for key, value in one.items()})
            writer._add_object(made)

    data = pdf("Words", change=named)
    assert b"/Joan#20Hollis" in data
    found = words_in(PDF, data)
    for words in ("Joan Hollis", "Carys Finch", "Mrs Finch", "Noah", "Iolo"):
        assert words in found
    assert "Helvetica" not in found


def test_what_cannot_be_read_is_quoted_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """The words of a broken PDF are in no line that a server writes down."""
    broken = pdf("Joan Hollis").replace(b"/Length ", b"/Length/MediaBox [ ", 1)
    with pytest.raises(Unsearchable) as refused:
        words_in(PDF, broken)
    assert "Joan" not in str(refused.value)
    assert caplog.text == ""


def test_words_that_are_split_over_runs_are_one() -> None:
    """A word processor cuts a name in two where its style or its author changed."""
    runs = "<w:p><w:r><w:t>Joan Hol</w:t></w:r><w:r><w:t>lis &amp; son</w:t></w:r></w:p>"
    changed = '<w:del w:author="A. Finch"><w:delText>gone</w:delText></w:del>'
    kept = {"customXml__item1_xml": "<b:Title>Carys</b:Title>"}
    found = words_in(DOCX, packed(word__document_xml=f"<w:body>{runs}{changed}</w:body>", **kept))
    for words in ("Joan Hollis & son", "A. Finch", "gone", "Carys"):
        assert words in found


def test_an_open_document_is_read_in_order() -> None:
    """Paragraphs are apart, spans within one are not."""
    text = "<text:p>Joan <text:span>Hollis</text:span></text:p><text:p>Finch</text:p>"
    found = words_in(ODT, packed(content_xml=f"<office:text>{text}</office:text>"))
    assert "Joan Hollis\nFinch" in found


@pytest.mark.parametrize(
    "xml",
    [
        "<text:p>Finch<text:note><text:note-citation>1</text:note-citation></text:note></text:p>",
        "<w:p><w:r><w:t>Mrs</w:t></w:r><w:r><w:cr/><w:t>Finch</w:t><w:ptab/><w:t>Joan</w:t></w:r></w:p>",
        "<text:p>Mrs<text:s/>Finch<text:s/>Joan</text:p>",
        "<a><![CDATA[a < Finch > b]]></a>",
        "<?remark by Finch ?><a/>",
    ],
)
def test_what_stands_beside_a_name_does_not_hide_it(xml: str) -> None:
    """A footnote, a line break, a space that is a tag, and what no page shows."""
    assert " finch " in normal(words_in(ODT, packed(content_xml=xml)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Fin-\nch came.", "finch"),
        ("Mrs Fin\u00ad\n  ch came.", "finch"),
        ("Mrs Smith-\nJones came.", "smith jones"),
        ("Mrs Finch\u00b9 came.", "finch"),
        ("Mrs Finch12 came.", "finch"),
        ("See JoanFinch2026.docx", "joan finch"),
        ("born 3May2014", "3 may 2014"),
        ("born 03MAY2014", "03 may 2014"),
        ("since 2014-05-03T10:00:00Z", "2014 05 03"),
        ("Mrs ONeill came.", "o neill"),
    ],
)
def test_a_name_is_found_where_it_has_grown_together(text: str, name: str) -> None:
    """Over the end of a line, with the number of a footnote, in the name of a file."""
    assert f" {name} " in normal(words_in("text/plain", text.encode()))


def test_the_same_holds_of_what_people_write_into_the_record() -> None:
    """Entries, and what an officer writes of a bundle, are searched in the same way."""
    looking = Searching(Search([Term("name", normal("Finch"), 3)]))
    assert list(looking.texts([("purpose", "see JoanFinch2026")])) == [Found("purpose", "name", 3)]
    assert list(looking.texts([("purpose", "a goldfinch")])) == []


def test_a_name_is_found_without_its_apostrophe() -> None:
    """By its prefix or an initial, but not where its other half is also somebody else's name."""
    names = ("mary o neill", "m o neill", "neill", "ann d arcy")
    terms = [Term("name", normal(name), 3) for name in names]
    found = {term.words.strip() for term in joined(terms)}
    assert found == {"oneill"}


def test_remarks_between_the_objects_of_a_pdf_are_read() -> None:
    """Programs that make one of other files name them there."""
    data = pdf("Words").replace(b"endobj\n", b"endobj\n%Invocation: /home/finch/letter.ps\n", 1)
    assert "/home/finch/letter.ps" in words_in(PDF, data)


UNREADABLE = {
    "a photograph": ("image/jpeg", b"\xff\xd8\xff"),
    "a PDF with a scanned page": (PDF, pdf("Words", "")),
    "a PDF cut short": (PDF, pdf("Words")[:120]),
    "no PDF": (PDF, b"%PDF-1.7 nothing"),
    "a PDF that was changed and keeps what it said before": (
        PDF,
        pdf("Joan") + b"startxref\n9\n%%EOF\n",
    ),
    "a letter with a thumbnail of its first page": (
        ODT,
        packed(content_xml="<text:p>Words</text:p>", Thumbnails__thumbnail="x"),
    ),
    "an encrypted PDF": (PDF, pdf("Words", change=lambda writer: writer.encrypt("secret"))),
    "a PDF with a file in it": (
        PDF,
        pdf("Words", change=lambda writer: writer.add_attachment("a.txt", b"Joan")),
    ),
    "a form that was filled in for another program": (
        PDF,
        pdf("Words", change=form_of_another_program),
    ),
    "a PDF with a page that nothing leads to": (
        PDF,
        pdf("Words", change=lambda writer: stream(writer, b"BT (Joan) Tj ET")),
    ),
    "a PDF with a font of its own numbers": (PDF, pdf("Words", change=font_of_numbers)),
    "a PDF that is packed as nobody knows": (PDF, pdf("Words", change=unknown_packing)),
    "a letter with a picture": (DOCX, packed(word__document_xml="<w:t/>", word__media__a="x")),
    "a letter that is no archive": (DOCX, b"PK\x03\x04"),
    "an archive without words": (ODT, packed(other="x")),
    "a letter behind something else": (DOCX, b"Joan" + packed(word__document_xml="<w:t/>")),
    "a letter with a remark about the archive": (DOCX, remarked(word__document_xml="<w:t/>")),
    "a letter with names for words": (
        DOCX,
        packed(word__document_xml='<!DOCTYPE a [<!ENTITY b "Joan">]><w:t>&b;</w:t>'),
    ),
    "text that is not UTF-8": ("text/plain", b"\xff\xfe\x00"),
    "text that is UTF-16 without its mark": ("text/plain", "Joan".encode("utf-16-le")),
    "a PDF with something behind its end": (PDF, pdf("Words") + b"Joan"),
    "a PDF with something before it": (PDF, b"Joan\n" + pdf("Words")),
}


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_searched_is_said(name: str) -> None:
    """Nobody takes silence for a search."""
    with pytest.raises(Unsearchable):
        words_in(*UNREADABLE[name])
