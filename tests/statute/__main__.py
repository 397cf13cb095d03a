"""`python -m tests.statute` writes docs/STATUTE.md; with names of chapters it checks their rows."""

import sys

from tests.statute.document import DOCUMENT, statute
from tests.statute.evidence import Scenarios
from tests.statute.rows import rows_of

if chapters := sys.argv[1:]:
    scenarios = Scenarios()
    for chapter in chapters:
        seen = scenarios.beginning_with(chapter)
        for row in rows_of(chapter):
            for claim in row.claims:
                print(f"{row.id}: {claim}: {claim.shown_in(seen) or 'NOT SHOWN'}")
else:
    DOCUMENT.write_text(statute(), encoding="utf-8")
    print(f"{DOCUMENT} is written")
