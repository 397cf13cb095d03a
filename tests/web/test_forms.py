"""Forms derived from the events: whatever an event can say, its form can be made to say."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from api.forms.form import Form
from api.forms.offered import Offered, Person
from domain.drafting import People
from domain.events import Event
from domain.values import stored_form
from tests.domain.anything import data_for
from tests.domain.test_events import each_event
from tests.scenario import FAMILY

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STREAM = "00000000-0000-4000-8000-000000000001"
OFFERED = Offered(
    NOW, tuple(Person(id, names[0], "", "child", names) for id, names in FAMILY.items())
)
FRAME = {"occurred": "2026-03-02T11:30:00Z", "source": {"how": "own_act"}, "mark": "ordinary"}


def stored(event: type[Event], data: Any) -> Any:
    """The data as it is signed."""
    return stored_form(event.model_validate_json(to_json(data), context=People(FAMILY)))


@each_event
def test_the_example_survives_its_form(event: type[Event]) -> None:
    """Typed into its form, the example of an event is read from it again."""
    form = Form(event, STREAM, OFFERED)
    read = form.read(form.fill({**FRAME, **event.example}))
    assert not read.errors
    assert read.request is not None
    assert stored(event, read.request.data) == stored(event, event.example)


@each_event
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_whatever_can_be_recorded_survives_its_form(
    event: type[Event], data: st.DataObject
) -> None:
    """Data, to the answers that amount to it, and to data again: nothing is lost or added."""
    told = data.draw(data_for(event))
    assume(not _has_blank_text(told))
    form = Form(event, STREAM, OFFERED)
    read = form.read(form.fill({**FRAME, **told}))
    assert not read.errors
    assert read.request is not None
    assert stored(event, read.request.data) == stored(event, told)


def _has_blank_text(value: Any) -> bool:
    """Whether there is a text of blanks alone, which to a form is no text."""
    if isinstance(value, dict):
        return any(map(_has_blank_text, value.values()))
    if isinstance(value, list):
        return any(map(_has_blank_text, value))
    return isinstance(value, str) and not value.strip()
