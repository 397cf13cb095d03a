"""The files of a bundle against the list of them (F16.19)."""

from collections.abc import Mapping

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.canonical import digest
from crypto.manifest import Manifest


def check_files(files: Mapping[str, bytes], manifest: Manifest, findings: Findings) -> None:
    """Every file that is listed is there as it is listed, and no other."""
    listed = {one.name: one for one in manifest.files}
    for name, line in listed.items():
        data = files.get(name)
        if data is None:
            findings.note(kinds.FILE_MISSING, Place(name), "listed, and not there")
        elif len(data) != line.size or digest(data) != line.digest:
            findings.note(kinds.FILE_ALTERED, Place(name), "size or digest: not as listed")
    for name in files:
        if name != names.MANIFEST and name not in listed and not _is_of_the_issue(name, files):
            findings.note(kinds.FILE_UNLISTED, Place(name), "there, and not listed")
    if names.ISSUE_RECEIPT not in files:
        findings.note(kinds.FILE_MISSING, Place(names.ISSUE_RECEIPT), "not there")


def _is_of_the_issue(name: str, files: Mapping[str, bytes]) -> bool:
    """Whether the act of issuing accounts for a file: a proof of nothing could hold anything."""
    place = names.place_in_issue(name)
    return names.is_of_the_issue(name) and (
        place is None or names.issue_directory(*place)[0] in files
    )
