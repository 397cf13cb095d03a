"""The words of documents are found wherever a program would show them; or it is said that not."""

import io
import zipfile
from collections.abc import Callable
from typing import cast

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from ledger.bundling.extracting import Unsearchable, words_in

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def _pdf(*pages: str, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """A PDF with a line of text on each page; an empty one has nothing drawn on it."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in pages:
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode() if words else b"")
        page[NameObject("/Contents")] = writer._add_object(drawn)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _stream(writer: PdfWriter, data: bytes, **named: str) -> PdfObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update({NameObject(f"/{name}"): NameObject(f"/{one}") for name, one in named.items()})
    return writer._add_object(made)


def _stamp(writer: PdfWriter) -> None:
    """A stamp on the first page that says what it says by how it is drawn, and not otherwise."""
    page, square = writer.pages[0], ArrayObject(map(FloatObject, (0, 0, 90, 90)))
    face = _stream(writer, b"BT /F1 9 Tf 0 0 Td (seen by Carys) Tj ET", Subtype="Form")
    drawn = cast(DictionaryObject, face.get_object())
    drawn[NameObject("/BBox")] = square
    drawn[NameObject("/Resources")] = page["/Resources"]
    stamp = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Stamp"), "/Rect": square}
    made = DictionaryObject({NameObject(name): one for name, one in stamp.items()})
    made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): face})
    cast(ArrayObject, page["/Annots"]).append(writer._add_object(made))


def _form_of_another_program(writer: PdfWriter) -> None:
    filled = _stream(writer, b"<data><name>Joan</name></data>")
    form = DictionaryObject({NameObject("/XFA"): filled})
    writer.root_object[NameObject("/AcroForm")] = form


def _font_of_numbers(writer: PdfWriter) -> None:
    fonts = cast(DictionaryObject, writer.pages[0]["/Resources"])["/Font"]
    font = cast(DictionaryObject, cast(DictionaryObject, fonts)["/F1"])
    signs = ArrayObject(map(NameObject, ("/g1", "/g2")))
    font[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): signs})


def _packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


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
        _stamp(writer)

    found = words_in(PDF, _pdf("First page", "Second page", change=beside))
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


def test_words_that_are_split_over_runs_are_one() -> None:
    """A word processor cuts a name in two where its style or its author changed."""
    runs = "<w:p><w:r><w:t>Joan Hol</w:t></w:r><w:r><w:t>lis &amp; son</w:t></w:r></w:p>"
    changed = '<w:del w:author="A. Finch"><w:delText>gone</w:delText></w:del>'
    kept = {"customXml__item1_xml": "<b:Title>Carys</b:Title>"}
    found = words_in(DOCX, _packed(word__document_xml=f"<w:body>{runs}{changed}</w:body>", **kept))
    for words in ("Joan Hollis & son", "A. Finch", "gone", "Carys"):
        assert words in found


def test_an_open_document_is_read_in_order() -> None:
    """Paragraphs are apart, spans within one are not."""
    text = "<text:p>Joan <text:span>Hollis</text:span></text:p><text:p>Finch</text:p>"
    found = words_in(ODT, _packed(content_xml=f"<office:text>{text}</office:text>"))
    assert "Joan Hollis\nFinch" in found


UNREADABLE = {
    "a photograph": ("image/jpeg", b"\xff\xd8\xff"),
    "a PDF with a scanned page": (PDF, _pdf("Words", "")),
    "a PDF cut short": (PDF, _pdf("Words")[:120]),
    "no PDF": (PDF, b"%PDF-1.7 nothing"),
    "a PDF that was changed and keeps what it said before": (
        PDF,
        _pdf("Joan") + b"startxref\n9\n%%EOF\n",
    ),
    "a letter with a thumbnail of its first page": (
        ODT,
        _packed(content_xml="<text:p>Words</text:p>", Thumbnails__thumbnail="x"),
    ),
    "an encrypted PDF": (PDF, _pdf("Words", change=lambda writer: writer.encrypt("secret"))),
    "a PDF with a file in it": (
        PDF,
        _pdf("Words", change=lambda writer: writer.add_attachment("a.txt", b"Joan")),
    ),
    "a form that was filled in for another program": (
        PDF,
        _pdf("Words", change=_form_of_another_program),
    ),
    "a PDF with a page that nothing leads to": (
        PDF,
        _pdf("Words", change=lambda writer: _stream(writer, b"BT (Joan) Tj ET")),
    ),
    "a PDF with a font of its own numbers": (PDF, _pdf("Words", change=_font_of_numbers)),
    "a letter with a picture": (DOCX, _packed(word__document_xml="<w:t/>", word__media__a="x")),
    "a letter that is no archive": (DOCX, b"PK\x03\x04"),
    "an archive without words": (ODT, _packed(other="x")),
    "text that is not UTF-8": ("text/plain", b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_searched_is_said(name: str) -> None:
    """Nobody takes silence for a search."""
    with pytest.raises(Unsearchable):
        words_in(*UNREADABLE[name])
