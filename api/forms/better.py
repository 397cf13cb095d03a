"""Labels for the fields that say nothing of themselves, and better ones where a docstring reads
badly above an empty box.
"""

from collections.abc import Mapping
from typing import Final

BY_NAME: Final[Mapping[str, str]] = {
    "accounts": "Accounts, one for each person",
    "anonymous": "The member of the public, without a name",
    "as": "Name",
    "asked": "The question, as it was put",
    "answered": "The answer, as it was given",
    "basis": "On what basis",
    "body_maps": "Body maps recorded here",
    "by": "Who",
    "case_number": "Number of the case",
    "checked": "When it was looked at",
    "colour": "Colour",
    "competence": "The assessment of the child’s competence",
    "decided_by": "Who decided",
    "diagrams": "Names of the diagrams",
    "discrepancies": "Where accounts differ or change",
    "due": "By when",
    "expires": "When it expires",
    "grounds": "On what grounds",
    "how": "How",
    "interpreter": "Interpreter",
    "kind": "Kind",
    "kid": "Thumbprint of the key",
    "mark": "Who may read this",
    "others": "The other children",
    "officer": "The officer",
    "on": "Date",
    "person": "The person",
    "place": "Where",
    "present": "Who else was there",
    "rationale": "Reasons",
    "reason": "Why",
    "reasons": "Why",
    "told": "What was told",
    "way": "How",
    "what": "What",
    "who": "Who",
    "why": "Why",
    "words": "The words",
}
"""Of fields without a docstring, by name."""

BY_CLASS: Final[Mapping[str, tuple[str, str]]] = {}
"""Label and hint, by class and field."""

CASES: Final[Mapping[str, str]] = {}
"""What choosing a member of a union means, by class."""
