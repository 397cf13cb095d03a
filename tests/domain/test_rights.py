"""What a page asks before it offers something agrees with what admission decides in the end."""

from typing import Any

import pytest

from domain.enrolment import may_add_keys, may_enrol
from tests.domain.memory import COUNCIL, Memory, enrolment, grant, key, staffed

PEOPLE = ("reg", "ann", "ben", "tess", "max", "pia", "lex", "tom", "ivy")


def refused(ledger: Memory, stream: str, **entry: Any) -> bool:
    """Whether the ledger refuses an entry as not its author's to make."""
    refusal = ledger.refusal(ledger.proposal(stream, **entry))
    return refusal is not None


@pytest.mark.parametrize("subject", PEOPLE)
@pytest.mark.parametrize("author", PEOPLE)
def test_who_may_add_a_key_is_who_can(author: str, subject: str) -> None:
    """For each two people: a code is made exactly where the key that comes could be signed in."""
    ledger = staffed()
    people = ledger.directory
    data = {"key": key("new"), "reason": "replacement"}
    can = not refused(ledger, subject, by=author, event="KeyAdded", data=data)
    by, whose = people.practitioner(author), people.practitioner(subject)
    assert may_add_keys(by, whose, ledger.now, ledger.profile) == can


@pytest.mark.parametrize("author", PEOPLE)
def test_who_may_enrol_is_who_can(author: str) -> None:
    """Registrars, and nobody else."""
    ledger = staffed()
    data = enrolment("eve", grant("social_worker", COUNCIL))
    can = not refused(ledger, "eve", by=author, event="PractitionerEnrolled", data=data)
    assert may_enrol(ledger.directory.practitioner(author), ledger.now) == can
