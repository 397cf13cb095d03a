"""The description: enough for a stranger to write a client, and a page that loads nothing."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from domain.events import BY_NAME
from tests.api.serving import Served

OPEN = {
    "get_checkpoint",
    "get_consistency",
    "get_index",
    "get_ledger",
    "get_offer",
    "get_signing_code",
    "healthz",
    "new_challenge",
    "offer_key",
    "sign_in",
}
"""What needs no session: what proves a key, and what holds nothing about anybody."""


@pytest.fixture(scope="module")
def document(reading: Served) -> dict[str, Any]:
    """The OpenAPI document."""
    answer: dict[str, Any] = reading.http.get("/api/openapi.json").json()
    return answer


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation."""
    for item in document["paths"].values():
        yield from item.values()


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    """Each has an id of its own, a subject that is explained, and words that say what it does."""
    ids = [operation["operationId"] for operation in operations(document)]
    assert len(set(ids)) == len(ids)
    explained = {tag["name"] for tag in document["tags"]}
    for operation in operations(document):
        assert set(operation["tags"]) <= explained
        assert operation["description"].rstrip().endswith(".")
        assert operation["description"].startswith(operation["summary"])


def test_whatever_is_sent_is_explained(document: dict[str, Any]) -> None:
    """Every member of every body says what it means, and so does every member of a list's line."""
    schemas = document["components"]["schemas"]
    bodies = [str(one["requestBody"]) for one in operations(document) if "requestBody" in one]
    named = {name for body in bodies for name in re.findall(r"#/components/schemas/(\w+)", body)}
    pages = {name for name in schemas if name.startswith("PageOut_")}
    lines = {name.removeprefix("PageOut_").removesuffix("_") for name in pages}
    assert {"DraftRequest", "Signed", "Proof"} <= named
    assert "EnquiryLine" in lines
    unexplained = [
        (name, member)
        for name in named | pages | lines | {"RefRequest", "Challenge"}
        for member, schema in schemas[name]["properties"].items()
        if not schema.get("description")
    ]
    assert unexplained == []


def test_what_needs_no_session_is_listed_here(document: dict[str, Any]) -> None:
    """Whatever is added needs a session, unless somebody decides otherwise on this list."""
    without = {one["operationId"] for one in operations(document) if "security" not in one}
    assert without == OPEN


def test_every_problem_has_the_one_form(document: dict[str, Any]) -> None:
    """Every status of 400 and more is documented as RFC 9457 problem details, and nothing else."""
    for operation in operations(document):
        failures = {code: one for code, one in operation["responses"].items() if code >= "400"}
        assert {"422", "500", "503"} <= failures.keys()
        for failure in failures.values():
            [(media_type, content)] = failure["content"].items()
            assert media_type == "application/problem+json"
            assert content["schema"] == {"$ref": "#/components/schemas/ProblemDetails"}


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    """No schema that is referred to is missing, and none that is there is unused."""
    named = set(re.findall(r"#/components/schemas/([^\"']+)", str(document)))
    assert named == document["components"]["schemas"].keys()


def test_every_event_has_an_example_draft(document: dict[str, Any]) -> None:
    """The draft operation shows one of each event."""
    body = document["paths"]["/api/drafts"]["post"]["requestBody"]
    examples = body["content"]["application/json"]["examples"]
    assert examples.keys() == BY_NAME.keys()
    assert {one["value"]["event"] for one in examples.values()} == BY_NAME.keys()


def test_tags_and_links_are_described(document: dict[str, Any]) -> None:
    """Views name their tag and 304; lists name their link."""
    paths = document["paths"]
    view = paths["/api/enquiries/{enquiry}/case"]["get"]["responses"]
    assert "ETag" in view["200"]["headers"]
    assert "304" in view
    assert "Link" in paths["/api/enquiries"]["get"]["responses"]["200"]["headers"]


def test_the_events_are_described_to_those_who_are_signed_in(reading: Served) -> None:
    """All of them, and each by its name, as `countersign schema` prints them."""
    ruth = reading.person("ruth")
    events = ruth.get("/api/schema/events").json()
    assert [event["event"] for event in events] == sorted(BY_NAME)
    assert ruth.get("/api/schema/events/ChildSeen").json() in events


class Loads(HTMLParser):
    """What a page would load, and the headings that it shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        told = dict(attrs)
        if tag in {"script", "link", "img", "iframe", "object"} or "src" in told:
            self.loaded.append(tag)
        if tag == "h3":
            self.ids.append(told["id"] or "")


def test_every_parameter_is_explained(document: dict[str, Any]) -> None:
    """On the page and for machines: what it asks for, in words."""
    unexplained = [
        (one["operationId"], parameter["name"])
        for one in operations(document)
        for parameter in one.get("parameters", ())
        if not parameter.get("description")
    ]
    assert unexplained == []


def test_the_page_lists_every_operation_and_loads_nothing(
    reading: Served, document: dict[str, Any]
) -> None:
    """People read the same as machines do, on a page that is whole without anything from elsewhere.

    Its style is inside it, and the policy names that style and nothing else.
    """
    answer = reading.http.get("/api")
    page = Loads(answer.text)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert sorted(page.ids) == sorted(one["operationId"] for one in operations(document))
    assert page.loaded == []
    policy = answer.headers["Content-Security-Policy"]
    assert re.fullmatch(
        r"default-src 'none'; frame-ancestors 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'", policy
    )


@pytest.mark.parametrize("path", ["/api", "/healthz", "/api/enquiries", "/api/nowhere"])
def test_every_answer_carries_the_headers(reading: Served, path: str) -> None:
    """Nothing is cached by strangers, framed or sniffed; a demonstration says what it is."""
    headers = reading.http.get(path).headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Countersign-Demonstration"] == "true"


def test_it_says_that_it_serves(reading: Served) -> None:
    """Health needs no session, and tells the size of the log."""
    assert reading.http.get("/healthz").json() == {"status": "ok", "size": reading.size()}


def test_the_bare_address_leads_to_the_way_in(reading: Served) -> None:
    """Whoever opens the server in a browser is asked to sign in."""
    answer = reading.http.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
