"""The words in a document, as far as they can be had: text, PDF, and word-processor files.

What has no words that a program can read, a scan, a photograph, a recording, cannot be searched;
that is said, and somebody looks at it. A stranger's file is read here, so what goes wrong in it is
no error of ours, and how much of it is unpacked has a bound.
"""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

MAX_UNPACKED: Final = 64 * 2**20
"""Most bytes of a word-processor file, unpacked: a hundred times the longest report."""
MAX_PDF_PAGES: Final = 2_000

_PARTS: Final = re.compile(r".+\.(?:xml|rels|rdf)")
"""Text, headings, footnotes, comments, what the file says of its author and title, and whatever
else a program may keep there."""
_WORDLESS: Final = re.compile(r"mimetype|layout-cache|.*/")
"""What has no words, in files of word processors: all but this is a picture, or may hold any."""
_MARK_OF_END: Final = b"startxref"


class Unsearchable(Exception):
    """The words of a document cannot be had, or not all of them."""


def words_in(media_type: str, data: bytes) -> str:
    """All the words in a document.

    Raises:
        Unsearchable: it is of a kind without words, or they cannot be read.
    """
    read = _READERS.get(media_type)
    if read is None:
        raise Unsearchable("a picture or a recording")
    return read(data)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unsearchable("not UTF-8") from error


def _pdf(data: bytes) -> str:
    """A page without words is a scan, and a picture on one may have words drawn in it."""
    try:
        if data.count(_MARK_OF_END) > (2 if b"/Linearized" in data[:1024] else 1):
            raise Unsearchable("earlier versions of it within it")
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted or not 0 < len(reader.pages) <= MAX_PDF_PAGES or reader.attachments:
            raise Unsearchable("encrypted, empty, too long, or with files in it")
        pages = [page.extract_text() for page in reader.pages]
        if not all(page.strip() for page in pages) or any(len(one.images) for one in reader.pages):
            raise Unsearchable("a page without words, or a picture")
        words = "\n".join([*pages, *_beside(reader)])
        return f"{words}\n{_HYPHENATED.sub('', words)}"
    except _BROKEN as error:
        raise Unsearchable("not a PDF that can be read") from error


def _beside(reader: PdfReader) -> Iterator[str]:
    """What a PDF says outside its pages, seen or not: author and title, bookmarks, notes and who
    made them, what was filled into a form, the words for pictures, and its metadata.
    """
    numbers = {number for found in reader.xref.values() for number in found}
    for number in sorted(numbers | reader.xref_objStm.keys()):
        yield from _strings(reader.get_object(number))


def _strings(value: object) -> Iterator[str]:
    """The strings in an object of a PDF, and its metadata, which are XML."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, TextStringObject):
            yield str(one)
        elif isinstance(one, ByteStringObject):
            yield one.decode("latin-1")
        elif isinstance(one, StreamObject) and one.get("/Subtype") == "/XML":
            yield _words(one.get_data().decode("utf-8"))
        elif isinstance(one, StreamObject) and one.get("/Type") == "/EmbeddedFile":
            raise Unsearchable("a file in it")
        if isinstance(one, DictionaryObject):
            waiting.extend(one.raw_get(name) for name in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _packed(data: bytes) -> str:
    """A word-processor file: XML in a ZIP archive (ISO/IEC 29500, ISO/IEC 26300)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not _WORDLESS.fullmatch(one.filename)]
            if not members or sum(one.file_size for one in members) > MAX_UNPACKED:
                raise Unsearchable("no words in it, or too many")
            if not all(_PARTS.fullmatch(one.filename) for one in members):
                raise Unsearchable("pictures or other files in it")
            parts = (_words(archive.read(one).decode("utf-8")) for one in members)
            return "\n".join([*(one.filename for one in members), *parts])
    except (*_BROKEN, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unsearchable("not a file that can be read") from error


def _words(xml: str) -> str:
    """The text of an XML file, and the values in its tags: who made a change, where a link leads.

    No parser reads it: what a stranger's file can do to one is not worth knowing its structure.
    """
    text = _TAG.sub("", _BREAK.sub("\n", _CDATA.sub(r"\1", xml)))
    beside = (*_VALUE.findall(" ".join(_TAG.findall(xml))), *_REMARK.findall(xml))
    return html.unescape("\n".join([text, *beside]))


_HYPHENATED: Final = re.compile(r"-\n\s*")
"""A word that goes on in the next line."""
_REMARK: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BREAK: Final = re.compile(
    r"<(?:/[a-z0-9]+:(?:p|h|tc|table-cell)|[a-z0-9]+:(?:tab|br|line-break))\b[^>]*>"
)
_TAG: Final = re.compile(r"<[^>]*>")
_VALUE: Final = re.compile(r"=[\"']([^\"']*)[\"']")
_BROKEN: Final = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)
"""What a broken PDF makes of its reader: it is written by whoever sent the file."""
_READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "text/plain": _text,
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _packed,
    "application/vnd.oasis.opendocument.text": _packed,
}
