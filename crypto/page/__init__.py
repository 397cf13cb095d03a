"""The page that verifies a bundle: one HTML file, which needs no network and asks for none."""

import hashlib
import json
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Final

from crypto.page.joining import join
from crypto.page.told import told

__all__ = ["digest", "page"]

_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'"
)
"""Content Security Policy: no network, nothing that is not in the file, no `eval` (CSP3)."""


@lru_cache(maxsize=1)
def page() -> bytes:
    """The file as it goes into every bundle; the same sources give the same bytes.

    A browser that reads it and writes it again gives the same bytes too, which is how the page
    knows its own hash; so the frame is written as browsers write it (HTML, section 13.3).

    Raises:
        JoinRefused: a module is not written as `crypto.page.joining` says.
    """
    style = "\n" + (_HERE / "page.css").read_text(encoding="utf-8")
    script = "\n" + join(_HERE / "modules" / "main.js")
    policy = _POLICY.format(script=_source(script), style=_source(style))
    frame = (_HERE / "page.html").read_text(encoding="utf-8").rstrip("\n")
    words = json.dumps(told(), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    parts = {"policy": policy, "style": style, "words": words, "script": script}
    for name, text in parts.items():
        frame = frame.replace(f"%{name}%", text, 1)
    return frame.encode()


def digest() -> str:
    """SHA-256 of the file in hexadecimal, as `sha256sum` and `certutil` write it."""
    return hashlib.sha256(page()).hexdigest()


def _source(text: str) -> str:
    """How the policy names an inline script or style: by what it is."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
