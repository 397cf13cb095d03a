"""The vectors as they lie on disk."""

import json
from typing import Any

from tests.vectors.generate import FOLDER

Vector = dict[str, Any]

VECTORS: dict[str, Vector] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.iterdir())
}
ACCEPTED = {name: v for name, v in VECTORS.items() if "refused" not in v["yields"]}
REFUSED = {name: v for name, v in VECTORS.items() if v["yields"].get("refused") == "form"}
FALSE = {name: v for name, v in VECTORS.items() if v["yields"].get("refused") == "signature"}
"""Well-formed entries with a signature that the author's key does not verify."""
