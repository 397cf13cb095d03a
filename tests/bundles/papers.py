"""Documents as people deposit them: PDFs, and files of word processors."""

import io
import zipfile
from collections.abc import Callable
from typing import cast

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
)

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(*pages: str, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
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


def stream(writer: PdfWriter, data: bytes, **named: str) -> PdfObject:
    """Put bytes into a PDF to which nothing leads, with names that say what they are."""
    made = DecodedStreamObject()
    made.set_data(data)
    made.update({NameObject(f"/{name}"): NameObject(f"/{one}") for name, one in named.items()})
    return writer._add_object(made)


def stamped(writer: PdfWriter) -> None:
    """A stamp on the first page that says what it says by how it is drawn, and not otherwise."""
    page, square = writer.pages[0], ArrayObject(map(FloatObject, (0, 0, 90, 90)))
    face = stream(writer, b"BT /F1 9 Tf 0 0 Td (seen by Carys) Tj ET", Subtype="Form")
    drawn = cast(DictionaryObject, face.get_object())
    drawn[NameObject("/BBox")] = square
    drawn[NameObject("/Resources")] = page["/Resources"]
    stamp = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Stamp"), "/Rect": square}
    made = DictionaryObject({NameObject(name): one for name, one in stamp.items()})
    made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): face})
    cast(ArrayObject, page["/Annots"]).append(writer._add_object(made))


def form_of_another_program(writer: PdfWriter) -> None:
    """A form whose answers lie beside its pages (XFA)."""
    filled = stream(writer, b"<data><name>Joan</name></data>")
    form = DictionaryObject({NameObject("/XFA"): filled})
    writer.root_object[NameObject("/AcroForm")] = form


def font_of_numbers(writer: PdfWriter) -> None:
    """A font that does not say which letters its signs are."""
    fonts = cast(DictionaryObject, writer.pages[0]["/Resources"])["/Font"]
    font = cast(DictionaryObject, cast(DictionaryObject, fonts)["/F1"])
    signs = ArrayObject(map(NameObject, ("/g1", "/g2")))
    font[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): signs})


def unknown_packing(writer: PdfWriter) -> None:
    """A page that is packed as no program knows."""
    page = cast(DictionaryObject, writer.pages[0].raw_get("/Contents").get_object())
    page[NameObject("/Filter")] = NameObject("/Unknown")


def packed(**files: str) -> bytes:
    """A file of a word processor with these parts: `__` is a slash, and `_xml` an ending."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


def remarked(**files: str) -> bytes:
    """The same with a remark about the archive, which no word processor shows."""
    made = io.BytesIO(packed(**files))
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"by Joan"
    return made.getvalue()
