"""Examples for the description: a draft of every event, and what the log says."""

import inspect
from typing import Any, Final

from fastapi.openapi.models import Example

from domain.events import BY_NAME, Event

STREAM: Final = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0001"
CHECKPOINT: Final = """\
countersign.example/demonstration/1
13
ZGEngOTWSGz0W6w2KnRn4/eimrqAMmfrZkUENQ0ggCA=

— countersign.example/demonstration/1 hclUtoBZZq1gOXZHLQe9j3C1…
"""


def _draft(event: type[Event]) -> Example:
    value = {
        "event": event.__name__,
        "streams": [STREAM],
        "occurred": "2026-03-02T10:05:00+00:00",
        "data": event.example,
    }
    return {"summary": inspect.cleandoc(event.__doc__ or "").partition("\n")[0], "value": value}


DRAFTS: Final[dict[str, Any]] = {name: _draft(BY_NAME[name]) for name in sorted(BY_NAME)}
"""One of each event."""
