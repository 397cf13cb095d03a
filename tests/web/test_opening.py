"""Opening enquiries: the first entry of a family's children, and what is then recorded for all."""

import re

from tests.web.house import House
from tests.web.reading import Reader, signed_in


def hidden(html: str, field: str) -> str:
    """The value of a field that the page carries along."""
    found = re.search(rf'data-at="{re.escape(field)}" value="([^"]*)"', html)
    assert found, field
    return found[1]


def add(reader: Reader, stream: str, child: str, name: str, kind: str) -> None:
    """Add a child of the family to an enquiry, as the page does in the browser."""
    data = {"person": {"p": child, "as": name}, "kind": kind, "household": "lives_there"}
    reader.record("PersonAdded", stream, data, occurred="2026-06-10T08:55:00Z")


def test_a_brother_whose_enquiry_is_opened_from_here_is_recorded_for_with_his_sister(
    own_house: House,
) -> None:
    """He keeps the id that he has here; then each form asks for which of the two it is."""
    samuel = signed_in(own_house, "oduya")
    page = samuel.page("/new-enquiry")
    found = re.search(r'data-stream="([^"]+)"', page)
    assert found
    first = found[1]
    add(samuel, first, hidden(page, "person.p"), "Ayo Bello", "child")
    add(samuel, first, "sibling-1a2b", "Tobi Bello", "sibling")
    case = samuel.page(f"/enquiries/{first}")
    [link] = re.findall(r'href="([^"]+/new-enquiry)"', case)
    page = samuel.page(link)
    assert 'value="Tobi Bello"' in page
    found = re.search(r'data-stream="([^"]+)"', page)
    assert found
    second = found[1]
    assert second != first
    add(samuel, second, hidden(page, "person.p"), "Tobi Bello", "child")
    form = samuel.page(f"/enquiries/{first}/record/ReferralReceived")
    assert "Which children’s records is this for?" in form
    assert "Tobi Bello" in form
    assert f'href="/enquiries/{second}"' in samuel.page(f"/enquiries/{first}")


def test_a_child_of_the_same_name_in_another_family_is_nobody_s_brother(own_house: House) -> None:
    """A name alone joins nothing: the id was given by chance."""
    samuel = signed_in(own_house, "oduya")
    first, second = (
        (re.findall(r'data-stream="([^"]+)"', page)[0], hidden(page, "person.p"))
        for page in (samuel.page("/new-enquiry") for _ in range(2))
    )
    add(samuel, first[0], first[1], "Ayo Bello", "child")
    add(samuel, second[0], second[1], "Ayo Bello", "child")
    add(samuel, first[0], "sibling-1a2b", "Ayo Bello", "sibling")
    assert second[0] not in samuel.page(f"/enquiries/{first[0]}")


def test_who_reads_only_opens_nothing(house: House) -> None:
    """Inspectors and registrars are told so, and offered no form."""
    for name in ("ellison", "registrar"):
        person = signed_in(house, name)
        answer = person.get("/new-enquiry")
        assert answer.status_code == 403
        assert "data-record" not in answer.text
