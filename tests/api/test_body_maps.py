"""Body maps over HTTP: recorded by whoever saw the marks, read as data and as a picture."""

from typing import Any
from xml.etree import ElementTree as ET

from domain.events.body_map import BodyMap
from tests.api.serving import Served

SEEN: dict[str, Any] = {"event": "BodyMap", "data": BodyMap.example}


def test_a_body_map_is_recorded_read_and_drawn(writing: Served) -> None:
    """The picture shows the mark that was signed, and its answer forbids whatever could run."""
    ruth, stream = writing.person("ruth"), writing.told.enquiries["maya"]
    [receipt] = ruth.admit(ruth.signed(streams=[stream], **SEEN)).json()
    [drawn] = ruth.get(f"{writing.maya}/body-maps").json()["maps"]
    assert drawn["entry"] == receipt["seq"]
    assert drawn["marks"][0]["site"] == "outside of the right upper arm"
    answer = ruth.get(f"{writing.maya}/body-maps/{receipt['seq']}.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    picture = ET.fromstring(answer.text)  # noqa: S314 - our own output
    assert "outside of the right upper arm" in "".join(picture.itertext())


def test_what_is_no_body_map_is_not_drawn(reading: Served) -> None:
    """Another entry, or none, is not found; nor is anything without a session."""
    ruth = reading.person("ruth")
    for seq in (1, 999):
        assert ruth.get(f"{reading.maya}/body-maps/{seq}.svg").status_code == 404
    assert reading.http.get(f"{reading.maya}/body-maps").status_code == 401
