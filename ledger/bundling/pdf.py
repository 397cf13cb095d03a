"""The words in a PDF (ISO 32000), or that it may hold some which no program can read.

It says more than its pages show: notes, forms that were filled in, what whoever made it is called,
pages that nothing leads to any more. All of it leaves with the file. What is neither read here nor
of a kind that has no words makes the file one that somebody has to look at.
"""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Final, cast

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from ledger.bundling.markup import words_of_markup
from ledger.bundling.unsearchable import Unsearchable

__all__ = ["words_in_pdf"]

MAX_PAGES: Final = 2_000

# The library quotes what it cannot read in its warnings, and it may be anybody's name.
_QUOTES: Final = logging.getLogger("pypdf")
_QUOTES.setLevel(logging.CRITICAL + 1)


def words_in_pdf(data: bytes) -> str:
    """All the words in it.

    A page without words is a scan, and a picture on one may have words drawn in it.

    Raises:
        Unsearchable: they cannot be read, or not all of them.
    """
    try:
        if data.count(_MARK_OF_END) > (2 if _LINEARIZED in data[:1024] else 1):
            raise Unsearchable("earlier versions of it within it")
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted or not 0 < len(reader.pages) <= MAX_PAGES or reader.attachments:
            raise Unsearchable("encrypted, empty, too long, or with files in it")
        pages = [page.extract_text() for page in reader.pages]
        if not all(page.strip() for page in pages) or any(len(one.images) for one in reader.pages):
            raise Unsearchable("a page without words, or a picture")
        return "\n".join([*pages, *_beside(reader), *_outside(data)])
    except _BROKEN as error:
        raise Unsearchable("not a PDF that can be read") from error


def _outside(data: bytes) -> Iterator[str]:
    """Remarks between its objects, in which programs name files that they made it from.

    Raises:
        Unsearchable: something stands before its beginning or behind its end.
    """
    before, _, rest = data.partition(_MARK_OF_BEGINNING)
    behind = rest[rest.rfind(_LAST_LINE) + len(_LAST_LINE) :]
    if before.strip(_BLANK) or behind.strip(_BLANK):
        raise Unsearchable("something before it or behind it")
    yield from (remark.decode("utf-8", "replace") for remark in _REMARK.findall(data))


def _beside(reader: PdfReader) -> Iterator[str]:
    """What it says outside its pages, seen or not: author and title, bookmarks, notes and who made
    them, what was filled into a form, stamps, the words for pictures, and its metadata.
    """
    numbers = {number for found in reader.xref.values() for number in found}
    objects = {number: reader.get_object(number) for number in numbers | reader.xref_objStm.keys()}
    drawn = _drawn_with(reader, objects.values())
    for number, one in sorted(objects.items()):
        yield from _strings(one)
        if isinstance(one, StreamObject) and one.get("/Type") not in _OF_THE_FILE:
            yield from _stream(reader, one, drawn=number in drawn)


def _stream(reader: PdfReader, one: StreamObject, *, drawn: bool) -> Iterator[str]:
    """What is drawn on no page, such as the face of a stamp, or kept for another program."""
    if one.get("/Subtype") == "/XML":
        yield words_of_markup(one.get_data().decode("utf-8"))
    elif one.get("/Subtype") == "/Form":
        yield reader.pages[0].extract_xform_text(cast(EncodedStreamObject, one))  # or a plain one
    elif not drawn and not isinstance(one.get("/S"), int):  # hints where a page begins have it
        raise Unsearchable("something in it that no page shows")


def _drawn_with(reader: PdfReader, objects: Iterable[object]) -> set[int]:
    """The objects that pages, and what is drawn on them, are drawn with: fonts, colours."""
    root = reader.root_object
    waiting = [page.raw_get("/Contents") for page in reader.pages if "/Contents" in page]
    waiting += [page.get("/Resources") for page in reader.pages]
    waiting += [root.get("/OutputIntents"), _member(root.get("/AcroForm"), "/DR")]
    waiting += [_member(one, "/Resources") for one in objects if _is_form(one)]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            waiting.extend(one.raw_get(name) for name in one if name not in _OF_OTHER_PROGRAMS)
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
    return seen


def _check_font(font: DictionaryObject) -> None:
    """The signs of some fonts are numbers that mean nothing but in the font itself."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, DictionaryObject):
        named = encoding.get("/Differences", ())
        numbered = any(isinstance(one, str) and _NUMBERED.fullmatch(one) for one in named)
    else:
        numbered = encoding in _BY_NUMBER
    if numbered and "/ToUnicode" not in font:
        raise Unsearchable("a font whose signs only the font knows")


def _strings(value: object) -> Iterator[str]:
    """The strings in an object, and in what lies within it."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, TextStringObject):
            yield str(one)
        elif isinstance(one, ByteStringObject):
            yield one.decode("latin-1")
        if isinstance(one, DictionaryObject):
            if one.get("/Type") == "/Font":
                _check_font(one)
            yield from map(_as_words, _names(one))
            waiting.extend(one.raw_get(name) for name in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _names(one: DictionaryObject) -> Iterator[str]:
    """What somebody named within it: destinations, often after headings, and the answers that can
    be chosen in a form. Other names are the format's own, or those of fonts.
    """
    yield from (named for key in _NAMING if isinstance(named := one.get(key), NameObject))
    faces = one.get("/AP")
    chosen = faces.values() if isinstance(faces, DictionaryObject) else ()
    for inner in (one.get("/Dests"), *chosen):
        known = inner.get_object() if isinstance(inner, IndirectObject) else inner
        if isinstance(known, DictionaryObject) and not isinstance(known, StreamObject):
            yield from known


def _as_words(name: str) -> str:
    """A name as it is, and with its parts apart."""
    return f"{name[1:]} {_BETWEEN.sub(' ', name[1:])}"


def _member(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, DictionaryObject) else None


def _is_form(value: object) -> bool:
    return isinstance(value, StreamObject) and value.get("/Subtype") == "/Form"


_MARK_OF_BEGINNING: Final = b"%PDF-"
_MARK_OF_END: Final = b"startxref"
_LAST_LINE: Final = b"%%EOF"
_BLANK: Final = b"\0\t\n\f\r "
_REMARK: Final = re.compile(rb"(?m)^%([\t -~\x80-\xff]+)")
_LINEARIZED: Final = b"/Linearized"
_NAMING: Final = ("/Dest", "/D", "/AS", "/V", "/DV")
"""Where an object is named that somebody made up a name for (ISO 32000-1, 12.3.2.3, 12.7.4.2)."""
_BETWEEN: Final = re.compile(r"[_.:+-]+")
_OF_THE_FILE: Final = frozenset({"/ObjStm", "/XRef"})
"""Streams that hold the other objects, and where they are."""
_OF_OTHER_PROGRAMS: Final = frozenset({"/PieceInfo", "/AF"})
"""What a program keeps for itself beside what is drawn."""
_BY_NUMBER: Final = frozenset({"/Identity-H", "/Identity-V"})
_NUMBERED: Final = re.compile(r"/(?!uni[0-9A-F]{4}|u[0-9A-F]{4,6})[A-Za-z_]*[0-9]+")
_BROKEN: Final = (
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError),
    *(RuntimeError, ArithmeticError, AssertionError, zlib.error, struct.error),
)
"""What a broken PDF makes of its reader, or one in a form that it does not know: it is written by
whoever sent the file.
"""
