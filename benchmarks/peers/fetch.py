"""Peers that no test needs are fetched when they are first measured, each pinned by its hash."""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from benchmarks.peers.peer import PeerMissing

_KEPT: Final = Path(sys.prefix) / "peers"
"""Beside the environment, so that `make clean` removes it."""
_SECONDS: Final = 120


def from_pypi(requirements: Path) -> Path:
    """The folder that holds the packages of a requirements file with hashes.

    Raises:
        PeerMissing: they cannot be had here.
    """
    folder = _KEPT / requirements.stem
    if not folder.exists():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes")
        _run(*pip, "--target", f"{folder}.part", "--requirement", str(requirements))
        Path(f"{folder}.part").rename(folder)
    return folder


def from_npm(package: str, sha512: str) -> Path:
    """The folder that holds the files of an npm package, given as `name@version`.

    Raises:
        PeerMissing: it cannot be had here, or is not the one with this hash.
    """
    folder = _KEPT / package.replace("/", "-")
    if not folder.exists():
        part = Path(f"{folder}.part")
        part.mkdir(parents=True, exist_ok=True)
        name = _run("npm", "pack", "--silent", package, "--pack-destination", str(part))
        archive = part / name.strip().rpartition("\n")[2]
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != sha512:
            raise PeerMissing(f"{package} is not the package that was meant")
        with tarfile.open(archive) as packed:
            packed.extractall(part, filter="data")
        part.rename(folder)
    return folder / "package"


def _run(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise PeerMissing(f"{program} is not installed")
    try:
        ran = subprocess.run(  # noqa: S603 - our own arguments
            (found, *arguments), capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise PeerMissing(f"{Path(program).name} took more than {_SECONDS} s") from None
    if ran.returncode:
        raise PeerMissing(f"{Path(program).name} ended with {ran.returncode}")
    return ran.stdout
