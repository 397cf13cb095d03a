"""What a file is, from its own bytes: a name and a declared type can say anything."""

import codecs
from typing import Final

import filetype

from ledger.errors import Problem

HEAD_BYTES: Final = 8192
"""How much of a file is looked at: where every accepted kind shows what it is."""
TEXT: Final = "text/plain"

KINDS: Final = {
    "application/pdf": ("PDF", "pdf"),
    "application/vnd.oasis.opendocument.text": ("OpenDocument text", "odt"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "Word document",
        "docx",
    ),
    "audio/mp4": ("MP4 sound", "m4a"),
    "audio/mpeg": ("MP3 sound", "mp3"),
    "audio/x-wav": ("WAV sound", "wav"),
    "image/heic": ("HEIC photograph", "heic"),
    "image/jpeg": ("JPEG picture", "jpg"),
    "image/png": ("PNG picture", "png"),
    "image/tiff": ("TIFF picture", "tif"),
    "text/plain": ("Text", "txt"),
    "video/mp4": ("MP4 film", "mp4"),
}
"""Each accepted kind in words, and how the name of a downloaded file ends."""
ACCEPTED: Final = frozenset(KINDS)
"""Reports, letters, scans, photographs, dictation. Nothing that runs: who opens a document in ten
years must not run what somebody put into it."""


class MediaRefused(Problem):
    """The bytes are of no kind that is kept."""

    code = "not-kept"
    status = 422
    title = "This kind of file is not kept"


class MediaMismatch(Problem):
    """The bytes are of another kind than was declared."""

    code = "media-type"
    status = 415
    title = "This is another kind of file"


def media_type_of(head: bytes, declared: str | None = None) -> str:
    """The media type of a file that begins with `head`, its first 8 KiB.

    Raises:
        MediaRefused: of no accepted kind.
        MediaMismatch: not what `declared` says.
    """
    guessed = filetype.guess(head)
    found = guessed.mime if guessed else (TEXT if _is_text(head) else None)
    if found not in ACCEPTED:
        raise MediaRefused(
            "document: not a PDF, photograph, scan, recording, text or word-processor file; save "
            "it as a PDF and deposit that",
            field="document",
        )
    if declared and declared not in (found, "application/octet-stream"):
        raise MediaMismatch(
            f"document: declared as another type than its bytes are ({found})", field="document"
        )
    return str(found)


def _is_text(head: bytes) -> bool:
    """UTF-8 in words and lines, and no page or script of any kind."""
    try:
        # The last character may be cut through.
        words = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    controls = any(character < " " and character not in "\t\r\n" for character in words)
    return not controls and not words.lstrip("\ufeff \t\r\n").startswith(("<", "#!", "%!"))
