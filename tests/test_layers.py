"""What import-linter cannot say: an allow-list of what each innermost folder may import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAMPING = "rfc3161_client"


def imported_packages(folder: str) -> Iterator[tuple[str, Path]]:
    """Yield the top-level name of every import in the folder, with the file that imports it."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            yield from ((name.partition(".")[0], path.relative_to(ROOT)) for name in names)


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        pytest.param("crypto", {"crypto", "cryptography", STAMPING}, id="crypto"),
        pytest.param("domain", {"domain", "pydantic", "pydantic_core"}, id="domain"),
    ],
)
def test_innermost_folders_import_only_what_is_listed(folder: str, allowed: set[str]) -> None:
    """The offline verifier needs nothing but cryptography; the procedure needs no framework."""
    strangers = [
        f"{path}: {name}"
        for name, path in imported_packages(folder)
        if name not in allowed | sys.stdlib_module_names
    ]
    assert strangers == []


def test_only_what_opens_stamps_imports_the_library_for_them_and_only_then() -> None:
    """A verifier that meets no stamp needs nothing but cryptography."""
    homes = {path for name, path in imported_packages("crypto") if name == STAMPING}
    assert homes == {Path("crypto/stamps.py")}
    program = f"import sys; sys.modules[{STAMPING!r}] = None; import crypto.bundle, crypto.anchors"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
