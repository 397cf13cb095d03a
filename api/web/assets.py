"""Stylesheets and scripts, read once at the start and served under an address that names them.

The address holds a digest of everything that is served there, so it may be kept for ever, and a
page never runs the script of another version.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger.errors import Problem

_HERE: Final = Path(__file__).parent.parent
_OURS: Final = _HERE / "static"
_SHARED: Final = _HERE.parent / "crypto" / "js"
"""Scripts for bytes, which the page that verifies bundles has too."""
_PACKAGES: Final = _HERE / "assets" / "node_modules"
_GOVUK: Final = _PACKAGES / "govuk-frontend" / "dist" / "govuk"
_MOJ: Final = _PACKAGES / "@ministryofjustice" / "frontend" / "moj"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_TEXT: Final = frozenset({".css", ".js", ".svg"})
_MOJ_IMAGES: Final = ("icon-document.svg", "icon-progress-tick.svg", "icon-tag-remove-cross.svg")


class AssetsMissing(Problem):
    """The packages that `make run` fetches are not there."""

    code = "assets-missing"
    status = 500
    title = "The stylesheets and scripts are missing"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, also compressed where that is worth it."""

    data: bytes
    media_type: str
    compressed: bytes | None


class Assets:
    """Every file that pages load.

    Raises:
        AssetsMissing: the npm packages were not fetched.
    """

    def __init__(self) -> None:
        try:
            files = dict(_files())
        except FileNotFoundError as error:
            raise AssetsMissing(
                f"assets: {error.filename} is missing; run api/assets/install .venv"
            ) from None
        self.version: Final = _version(files)
        self.base: Final = f"/assets/{self.version}"
        self.scripts: Final = {name: data for name, data in files.items() if name.endswith(".js")}
        """Whatever runs in a page, and so beside the key, by its name below `base`."""
        self._files: Mapping[str, Asset] = {
            name: _asset(name, data) for name, data in files.items()
        }

    def url(self, name: str) -> str:
        """The address of a file.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self._files:
            raise KeyError(name)
        return f"{self.base}/{name}"

    def find(self, version: str, name: str) -> Asset | None:
        """The file at an address, if that is of this version."""
        return self._files.get(name) if version == self.version else None


def _files() -> Iterator[tuple[str, bytes]]:
    yield "app.css", _stylesheet()
    yield "govuk-frontend.min.js", _without_map(_GOVUK / "govuk-frontend.min.js")
    for name in _MOJ_IMAGES:
        yield f"images/{name}", (_MOJ / "assets" / "images" / name).read_bytes()
    for path in sorted(_OURS.rglob("*")):
        if path.suffix in _TYPES and path.suffix != ".css":
            yield path.relative_to(_OURS).as_posix(), path.read_bytes()
    for path in sorted(_SHARED.glob("*.js")):
        yield f"device/{path.name}", path.read_bytes()


def _stylesheet() -> bytes:
    """GOV.UK's, MoJ's and ours as one; without GOV.UK's typeface, which is for GOV.UK alone."""
    theirs = [_GOVUK / "govuk-frontend.min.css", _MOJ / "moj-frontend.min.css"]
    parts = [path.read_text(encoding="utf-8") for path in theirs]
    plain = _TYPEFACE.sub("", "".join(_FONT_FACE.sub("", _MAP.sub("", part)) for part in parts))
    sources = (path.read_text(encoding="utf-8") for path in sorted((_OURS / "css").glob("*.css")))
    ours = [_REMARK.sub("", source) for source in sources]  # a phone need not fetch our reasons
    return "\n".join([plain.replace("url(/assets/", "url("), *ours]).encode()


_FONT_FACE: Final = re.compile(r"@font-face\{[^}]*\}")
_TYPEFACE: Final = re.compile(r'"?GDS Transport"?,')
_REMARK: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_MAP: Final = re.compile(r"/[/*]# sourceMappingURL=\S+( \*/)?")


def _without_map(path: Path) -> bytes:
    return _MAP.sub("", path.read_text(encoding="utf-8")).encode()


def _version(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return whole.hexdigest()[:16]


def _asset(name: str, data: bytes) -> Asset:
    suffix = Path(name).suffix
    packed = gzip.compress(data, mtime=0) if suffix in _TEXT else None
    return Asset(data, _TYPES[suffix], packed)
