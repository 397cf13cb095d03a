"""The words of the report that the page takes from the verifier in Python, so that both agree."""

from typing import Any, get_args

from crypto import absence_words
from crypto.bundle import report, telling
from crypto.bundle.kinds import KINDS, Subject


def told() -> dict[str, Any]:
    """Kinds of findings and words of verdicts as JSON; `{size}` stands for the size of the view."""
    return {
        "kinds": {
            code: {"subject": kind.subject, "severity": kind.severity, "meaning": kind.meaning}
            for code, kind in KINDS.items()
        },
        "verdicts": {
            subject: {
                status: words for (of, status), words in report.WORDS.items() if of == subject
            }
            for subject in get_args(Subject)
        },
        "unchecked": report.UNCHECKED,
        "time_attested": report.TIME_ATTESTED,
        "not_proven": list(telling.NOT_PROVEN),
        "not_said": list(absence_words.NOT_SAID),
    }
