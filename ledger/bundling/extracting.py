"""The words in a document, as far as they can be had: text, PDF, and word-processor files.

What has no words that a program can read, a scan, a photograph, a recording, cannot be searched;
that is said, and somebody looks at it. A stranger's file is read here, so what goes wrong in it is
no error of ours, and how much of it is unpacked has a bound.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final

from ledger.bundling.apart import words_apart
from ledger.bundling.markup import words_of_markup
from ledger.bundling.pdf import words_in_pdf
from ledger.bundling.unsearchable import Unsearchable

__all__ = ["Unsearchable", "words_in"]

MAX_UNPACKED: Final = 64 * 2**20
"""Most bytes of a word-processor file, unpacked: a hundred times the longest report."""

_PARTS: Final = re.compile(r".+\.(?:xml|rels|rdf)")
"""Text, headings, footnotes, comments, what the file says of its author and title, and whatever
else a program may keep there."""
_WORDLESS: Final = re.compile(r"mimetype|layout-cache|.*/")
"""What has no words, in files of word processors: all but this is a picture, or may hold any."""


def words_in(media_type: str, data: bytes) -> str:
    """All the words in a document, and those that a line's end or a neighbour hides in it.

    Raises:
        Unsearchable: it is of a kind without words, or they cannot be read.
    """
    read = _READERS.get(media_type)
    if read is None:
        raise Unsearchable("a picture or a recording")
    words = read(data)
    whole = _HYPHENATED.sub("", words)
    return "\n".join(dict.fromkeys((words, whole, words_apart(whole))))


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unsearchable("not UTF-8") from error
    if _CONTROL.search(text):
        raise Unsearchable("characters that are none")
    return text


def _packed(data: bytes) -> str:
    """A word-processor file: XML in a ZIP archive (ISO/IEC 29500, ISO/IEC 26300)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not _WORDLESS.fullmatch(one.filename)]
            if not members or sum(one.file_size for one in members) > MAX_UNPACKED:
                raise Unsearchable("no words in it, or too many")
            if not all(_PARTS.fullmatch(one.filename) for one in members):
                raise Unsearchable("pictures or other files in it")
            _check_beside(archive)
            parts = (words_of_markup(_text(archive.read(one))) for one in members)
            return "\n".join([*(one.filename for one in members), *parts])
    except _BROKEN as error:
        raise Unsearchable("not a file that can be read") from error


def _check_beside(archive: zipfile.ZipFile) -> None:
    """What an archive holds beside its files leaves too: no word processor puts anything there."""
    files = archive.infolist()
    remarks = archive.comment or any(one.comment for one in files)
    if remarks or min(one.header_offset for one in files):
        raise Unsearchable("something beside its files in it")


_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
"""UTF-16 read as UTF-8, among others: nothing would be found between the zeros."""
_HYPHENATED: Final = re.compile("[-\u00ad\u2010\u2011]\\s*\n\\s*")
"""A word that goes on in the next line."""
_BROKEN: Final = (
    *(zipfile.BadZipFile, ValueError, LookupError, OSError, EOFError, RuntimeError),
    *(zlib.error, struct.error, lzma.LZMAError),
)
"""What a broken archive makes of its reader: it is written by whoever sent the file."""
_READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "text/plain": _text,
    "application/pdf": words_in_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _packed,
    "application/vnd.oasis.opendocument.text": _packed,
}
