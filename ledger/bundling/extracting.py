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

MAX_UNPACKED: Final = 64 * 2**20
"""Most bytes of a word-processor file, unpacked: a hundred times the longest report."""
MAX_PDF_PAGES: Final = 2_000

_PARTS: Final = re.compile(
    r"word/[a-z]+[0-9]*\.xml|word/_rels/[a-z0-9]+\.xml\.rels|docProps/[a-z]+\.xml"
    r"|content\.xml|meta\.xml|styles\.xml"
)
"""Text, headings, footnotes, comments and what the file says of its author and title."""


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
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted or not 0 < len(reader.pages) <= MAX_PDF_PAGES or reader.attachments:
            raise Unsearchable("encrypted, empty, too long, or with files in it")
        pages = [page.extract_text() for page in reader.pages]
        if not all(page.strip() for page in pages) or any(len(one.images) for one in reader.pages):
            raise Unsearchable("a page without words, or a picture")
        return "\n".join([*pages, *_beside(reader)])
    except _BROKEN as error:
        raise Unsearchable("not a PDF that can be read") from error


def _beside(reader: PdfReader) -> Iterator[str]:
    """What a PDF says outside its pages: author and title, notes, what was filled into a form."""
    yield from (str(value) for value in (reader.metadata or {}).values())
    yield from (str(field.value or "") for field in (reader.get_fields() or {}).values())
    for page in reader.pages:
        for note in page.annotations or ():
            yield str(note.get_object().get("/Contents", ""))


def _packed(data: bytes) -> str:
    """A word-processor file: XML in a ZIP archive (ISO/IEC 29500, ISO/IEC 26300)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [one for one in archive.infolist() if _PARTS.fullmatch(one.filename)]
            if not parts or sum(one.file_size for one in parts) > MAX_UNPACKED:
                raise Unsearchable("no words in it, or too many")
            if any(_PICTURES.match(one.filename) for one in archive.infolist()):
                raise Unsearchable("pictures or other files in it")
            return "\n".join(_words(archive.read(one).decode("utf-8")) for one in parts)
    except (*_BROKEN, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unsearchable("not a file that can be read") from error


def _words(xml: str) -> str:
    """The text of an XML file, and the values in its tags: who made a change, where a link leads.

    No parser reads it: what a stranger's file can do to one is not worth knowing its structure.
    """
    text = _TAG.sub("", _BREAK.sub("\n", _CDATA.sub(r"\1", xml)))
    return html.unescape("\n".join([text, *_VALUE.findall(" ".join(_TAG.findall(xml)))]))


_PICTURES: Final = re.compile(r"word/(?:media|embeddings)/|Pictures/|Object")
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
