"""Chapter 16: a bundle, check by check."""

import re
from typing import Any

from tests.reference import ledger as ledgers
from tests.reference.basics import UUID, No, sha
from tests.reference.case import Case
from tests.reference.following import follow
from tests.reference.issuing import check_issue
from tests.reference.listing import manifest
from tests.reference.logged import check_absence, check_heads, check_log
from tests.reference.positions import check_documents, check_words, open_positions
from tests.reference.times import check_times
from tests.reference.zips import unzip


def verify(data: bytes, trust: bytes | None) -> dict[str, Any]:
    """The report, but for words (F16.40)."""
    case = Case(ledgers.trust_file(trust) if trust else None)
    try:
        case.files = unzip(data)
    except No:
        case.found("archive-refused", (None, None, None))
        return case.report()
    try:
        case.manifest = manifest(case.files["bundle.json"])
    except No:
        case.found("manifest-refused", ("bundle.json", None, None))
        return case.report()
    check_files(case)
    if whose(case):
        for check in _CHECKS:
            check(case)
        case.complete = True
    return case.report()


def check_files(case: Case) -> None:
    """F16.19."""
    listed = {one["name"]: one for one in case.said["files"]}
    for name, one in listed.items():
        data = case.files.get(name)
        if data is None:
            case.found("file-missing", (name, None, None))
        elif (len(data), sha(data)) != (one["size"], one["digest"]):
            case.found("file-altered", (name, None, None))
    later = rf"issue/directory/{UUID}/[1-9][0-9]{{0,8}}\.(sdjwt|tlog-proof)"
    for name in case.files:
        issue = name in {"issue/entry.sdjwt", "issue/receipt.tlog-proof"}
        entry_of = re.sub(r"tlog-proof$", "sdjwt", name)
        grown = re.fullmatch(later, name) and entry_of in case.files
        known = issue or grown or name in listed or name == "bundle.json"
        if not known:
            case.found("file-unlisted", (name, None, None))
    if "issue/receipt.tlog-proof" not in case.files:
        case.found("file-missing", ("issue/receipt.tlog-proof", None, None))


def whose(case: Case) -> bool:
    """F16.18."""
    try:
        own = ledgers.genesis(case.files.get("genesis.json", b""))
    except No:
        own = None
    if own is None or (case.trust and own != case.trust["genesis"]):
        case.found("other-ledger", ("genesis.json", None, None))
    if not case.trust:
        case.found("no-trust-file", (None, None, None))
    counts = case.trust["genesis"] if case.trust else own
    if counts is None:
        return False
    case.genesis, case.ledger = counts, ledgers.ledger_id(counts)
    case.keys = ledgers.trusted(counts, case.trust["ledger_vkeys"] if case.trust else [])
    if case.said["ledger"] != case.ledger:
        case.found("other-ledger", ("bundle.json", None, None))
        return False
    same = case.said["demonstration"] == counts["demonstration"]
    authority = case.said["streams"][1]["stream"] == counts["authority"]
    if not (same and authority and case.keys.number(case.said["origin"])):
        case.found("manifest-refused", ("bundle.json", None, None))
        return False
    return True


_CHECKS = (
    open_positions,
    follow,
    check_words,
    check_documents,
    check_log,
    check_heads,
    check_issue,
    check_times,
    check_absence,
)
"""F16.20 to F16.37, in this order."""
