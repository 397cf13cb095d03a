"""`python -m tests.alterations` brings the tables in docs/THREATS.md in step with the tests."""

from tests.alterations.document import DOCUMENT, updated

if __name__ == "__main__":
    DOCUMENT.write_text(updated(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
