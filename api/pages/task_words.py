"""What waits for somebody in words: what to do, where, and who asks for it."""

from typing import Final
from urllib.parse import urlencode

from domain.values import Text
from ledger.register import TaskLine
from projections.parts import author_of, link_to, plain, text_of, title_of
from projections.reading import Reading
from projections.words import capital

__all__ = ["ASKED", "KINDS", "short", "task_words"]

KINDS: Final = {
    "co_decide": "Decide together",
    "countersign": "Countersign",
    "authorise": "Authorise",
    "confirm_words": "Confirm as your words",
    "acknowledge": "Acknowledge",
}
"""What the second person does, as a heading or a button."""
ASKED: Final = {
    "AgencyCheckReceived": "Answer a check",
    "AgreedActionDone": "Do what was agreed",
    "DirectionAnswered": "Answer a direction",
    "EscalationResolved": "Settle what was escalated to you",
    "ExpertAdviceReceived": "Give the advice that you were asked for",
    "FurtherDiscussionHeld": "Hold a further discussion",
    "HandoverAccepted": "Accept a handover",
    "HealthFollowUpCompleted": "Follow up a health need",
    "InformationObtained": "Get the information that is needed",
    "LegalAdviceReceived": "Give the legal advice that you were asked for",
    "SpecialistAssessmentCompleted": "Carry out an assessment",
    "StrategyRecordReceived": "Acknowledge the record of a strategy discussion",
}
"""What somebody is asked to do, by what is recorded once it is done."""
_MOST_WORDS: Final = 180
"""Letters of a line: two lines of a desktop's screen; the whole is a click away."""


def task_words(line: TaskLine, reading: Reading) -> tuple[str, str, str]:
    """What to do, where below the enquiry's address, and a note beside it."""
    words, below, note = _TASKS[line.task](line, reading)
    return short(capital(words)), below, note


def _countersign(line: TaskLine, reading: Reading) -> tuple[str, str, str]:
    entry = reading.enquiry.entry(line.seq)
    by = author_of(entry, reading.profile)
    words = f"{KINDS[line.what]}: {title_of(entry)}"
    return words, f"entries/{line.seq}/countersign", f"Recorded by {by.name}, {by.title}"


def _returned(line: TaskLine, reading: Reading) -> tuple[str, str, str]:
    entry = reading.enquiry.entry(line.seq)
    returning = reading.case.referring(entry, "returns")[-1]
    reasons = plain(text_of(returning, "reasons", _reasons(returning.event), reading))
    by = author_of(returning, reading.profile)
    words = f"Returned to you: {title_of(entry)}"
    return words, f"entries/{line.seq}/countersign", f"{by.name}: {short(reasons)}"


def _action(line: TaskLine, reading: Reading) -> tuple[str, str, str]:
    entry = reading.enquiry.entry(line.seq)
    if not line.part:
        return _request(line, reading)
    agreed = next(a.agreed for a in reading.enquiry.open_actions() if a.agreed.number == line.part)
    what = plain(text_of(entry, "actions", agreed.what, reading))
    query = urlencode({"action": line.part})
    return what, f"record/{line.what}?{query}", f"Action {line.part} of entry {line.seq}"


def _request(line: TaskLine, reading: Reading) -> tuple[str, str, str]:
    entry = reading.enquiry.entry(line.seq)
    by = author_of(entry, reading.profile)
    said = plain(link_to(entry, reading).statement)
    query = urlencode({"answers": line.seq})
    note = f"Asked by {by.name}, {by.title}. {short(said)}"
    return ASKED[line.what], f"record/{line.what}?{query}", note


def _reasons(event: object) -> Text:
    reasons: Text = getattr(event, "reasons", ())
    return reasons


def short(words: str) -> str:
    """The beginning of words that are too long for a line."""
    if len(words) <= _MOST_WORDS:
        return words
    return f"{words[:_MOST_WORDS].rsplit(' ', 1)[0]} …"


_TASKS: Final = {
    "countersign": _countersign,
    "returned": _returned,
    "action": _action,
    "request": _request,
}
