"""No module begins to read bytes from outside unless it is fuzzed, or says why it need not be."""

import ast
from pathlib import Path
from typing import Final

from tests.fuzz.targets import TARGETS

ROOT: Final = Path(__file__).parents[2]
READERS: Final = frozenset(
    {"loads", "decode_all", "model_validate_json", "read_text", "read_bytes", "urlsplit"}
    | {"ZipFile", "PdfReader", "load_pem_x509_certificate", "load_der_x509_certificate"}
)
"""What parsers begin with: a file, or a reader of some format. `decode` is that of RFC 8785."""

FUZZED: Final = {
    "api/web/returning.py": "next",
    "crypto/archive.py": "archive",
    "crypto/bundle/words.py": "bundle",
    "crypto/canonical.py": "canonical",
    "crypto/disclosures.py": "disclosures",
    "crypto/documents.py": "bundle",
    "crypto/genesis.py": "genesis",
    "crypto/jws.py": "jws",
    "crypto/manifest.py": "manifest",
    "crypto/stamps.py": "stamp",
    "crypto/trust.py": "trust",
    "domain/disclosure/policy.py": "disclosure-policy",
    "domain/entry.py": "content",
    "domain/profiles/reading.py": "profile",
    "ledger/bundling/extracting.py": "document",
    "ledger/bundling/pdf.py": "document",
    "ledger/cli/adopting.py": "profile",
    "ledger/cli/composing.py": "fields",
    "ledger/cli/deciding.py": "decisions",
    "ledger/cli/exhibiting.py": "archive",
    "ledger/cli/publishing.py": "trust",
    "ledger/cli/upkeep.py": "note",
    "ledger/cli/verifying.py": "evidence",
    "ledger/folder.py": "data-folder",
    "ledger/keys/keyfile.py": "key-file",
    "ledger/mirroring/folder.py": "note",
    "ledger/mirroring/source.py": "peer",
    "ledger/operating/trusting.py": "trust-file",
    "ledger/peer.py": "peer",
    "ledger/publishing/remembered.py": "note",
    "ledger/replaying/replay.py": "scenario",
    "ledger/replaying/scenario.py": "scenario",
    "ledger/stamping/authorities.py": "time-authorities",
    "ledger/witnessing/collect.py": "witness-policy",
    "ledger/witnessing/watched.py": "witness-policy",
}
"""Who reads, and the parser under which it is fuzzed."""

_OURS: Final = "files of the program"
_SEALED: Final = "rows that the ledger wrote, opened with its key"
_ADMITTED: Final = "parts of entries that were verified when they were admitted"
NOT_FUZZED: Final = {
    "api/forms/form.py": "values that the form has read; property tests draw them",
    "api/forms/gist.py": "one answer of a form, in a page that shows it",
    "api/forms/people.py": "one answer of a form; property tests draw them",
    "api/routes/index.py": _OURS,
    "api/web/assets.py": _OURS,
    "crypto/page/__init__.py": _OURS,
    "crypto/page/joining.py": _OURS,
    "domain/profiles/__init__.py": _OURS,
    "ledger/bulk.py": _ADMITTED,
    "ledger/bundling/pages/__init__.py": _OURS,
    "ledger/bundling/waiting.py": _SEALED,
    "ledger/bundling/withholding.py": _ADMITTED,
    "ledger/cli/asking.py": "words as they stand",
    "ledger/mapper.py": _ADMITTED,
    "ledger/reading/disclosing.py": _ADMITTED,
    "ledger/register/page.py": _SEALED,
    "ledger/saved/header.py": _SEALED,
    "ledger/saved/rows.py": _SEALED,
}
"""Who reads what no stranger and no operator writes."""


def test_whoever_reads_is_listed() -> None:
    """A new reader is fuzzed, or somebody writes down why not; and nothing else is listed."""
    assert {*FUZZED, *NOT_FUZZED} == set(_readers())
    assert not FUZZED.keys() & NOT_FUZZED.keys()


def test_what_is_listed_is_fuzzed() -> None:
    """Under a name that there is."""
    assert set(FUZZED.values()) <= {target.name for target in TARGETS}


def test_a_reader_is_seen() -> None:
    """By attribute and by name, and a decoder of ours only where it is ours."""
    assert _reads("import json\njson.loads(given)")
    assert _reads("from crypto.canonical import decode\ndecode(given)")
    assert not _reads("given.decode('utf-8')")


def _readers() -> list[str]:
    folders = ("api", "crypto", "domain", "ledger", "projections")
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [
        str(path.relative_to(ROOT)) for path in paths if _reads(path.read_text(encoding="utf-8"))
    ]


def _reads(source: str) -> bool:
    nodes = list(ast.walk(ast.parse(source)))
    wanted = READERS | {
        name.asname or name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "crypto.canonical"
        for name in node.names
        if name.name == "decode"
    }
    named = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return bool(wanted & named or READERS & attributes)
