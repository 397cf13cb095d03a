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


def _packed(data: bytes) -> str:
    """A word-processor file: XML in a ZIP archive (ISO/IEC 29500, ISO/IEC 26300)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not _WORDLESS.fullmatch(one.filename)]
            if not members or sum(one.file_size for one in members) > MAX_UNPACKED:
                raise Unsearchable("no words in it, or too many")
            if not all(_PARTS.fullmatch(one.filename) for one in members):
                raise Unsearchable("pictures or other files in it")
            parts = (words_of_markup(archive.read(one).decode("utf-8")) for one in members)
            return "\n".join([*(one.filename for one in members), *parts])
    except _BROKEN as error:
        raise Unsearchable("not a file that can be read") from error


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
