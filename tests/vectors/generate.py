"""Write the vectors: `python -m tests.vectors.generate`. A test compares what it would write.

Each file under `entry/` holds an entry as it travels, the key of its author, and what reading and
verifying it must yield: its digest, claims and content, or refusal, with the obligation that it
breaks (docs/FORMAT.md). Refused in "form" means before any key is needed; in "signature", by it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.vectors.accepted import ACCEPTED
from tests.vectors.contents import CONTENTS
from tests.vectors.envelopes import FALSE_SIGNATURES, HEADERS, PAYLOADS, SIGNATURES
from tests.vectors.forge import AUTHOR, public

FOLDER = Path(__file__).parent / "entry"


def vectors() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every vector with its name."""
    for name, (what, entry, yields) in ACCEPTED.items():
        yield name, {"what": what, "entry": entry, "key": public(AUTHOR), "yields": yields}
    for stage, tables in (
        ("form", (HEADERS, PAYLOADS, SIGNATURES, CONTENTS)),
        ("signature", (FALSE_SIGNATURES,)),
    ):
        for table in tables:
            for name, (breaks, what, forged) in table.items():
                refused = {"refused": stage, "breaks": breaks}
                entry = forged.text()
                yield name, {"what": what, "entry": entry, "key": public(AUTHOR), "yields": refused}


def written() -> dict[Path, str]:
    """Every file as it must be."""
    return {
        FOLDER / f"{name}.json": json.dumps(vector, indent=2) + "\n" for name, vector in vectors()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
