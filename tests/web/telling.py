"""A scenario told through the pages: each line recorded by its author in a browser of their own,
with a key that was made there.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser

from api.forms.form import Form
from api.forms.offered import Offered
from domain.events import BY_NAME
from ledger.admission.admissions import Receipt
from ledger.replaying.scenario import Numbered, Practitioner, Recorded, Scenario
from ledger.replaying.told import Naming, Told
from tests.web.author import Author, enrolled
from tests.web.house import House

KINDS: Final = {
    "authorise": "Authorise",
    "co_decide": "Decide together",
    "confirm_words": "Confirm",
    "countersign": "Countersign",
}
"""How each kind of countersignature is offered."""
_LATER: Final = ("known", "actor", "mark", "because")


@dataclass
class Telling:
    """One enquiry being told. `told` knows what the names in its lines stand for."""

    house: House
    scenario: Scenario
    authors: Mapping[str, Author]
    told: Told
    stream: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    """The local ids of people that pages choose themselves, by those of the scenario."""

    def tell(self, item: Numbered[Recorded]) -> None:
        """Record a line through the pages."""
        line = item.line
        self.house.clock.now = max(self.house.clock.now, int(line.at.timestamp()))
        author = self.authors[line.by]
        if not self.stream:
            self.stream, seq = author.open_enquiry(line.data["person"]["as"]), 1
        elif line.event == "Countersignature":
            seq = self.countersign(author, line)
        elif line.event == "StrategyRecord":
            seq = self.minutes(author, item)
        else:
            seq = author.record(*self.form(item))
        if line.event == "PersonAdded":
            self._know(line.data["person"])
        if line.ref:
            self.told.refs[line.ref] = (_receipt(self.stream, seq),)

    def _know(self, person: Mapping[str, str]) -> None:
        """Learn which id the pages gave to somebody."""
        names = self.house.ledger.reads.enquiry(self.stream).names_in_use()
        self.ids[person["p"]] = next(p for p, all_ in names.items() if person["as"] in all_)

    def minutes(self, author: Author, item: Numbered[Recorded]) -> int:
        """Take minutes as a draft, to which others agree before its author signs."""
        author.fill_in(*self.form(item))
        others = [self.authors[who] for who in ("hallam", "brandt")]
        draft = author.share(*(one.name for one in others))
        for one in others:
            one.agree(draft)
        author.go(draft)
        return author.sign()

    def countersign(self, author: Author, line: Recorded) -> int:
        """Countersign, from the record’s own page."""
        record = self.told.refs[line.data["countersigns"]["ref"]][0].seq
        path = f"/enquiries/{self.stream}/entries/{record}/countersign"
        return author.countersign(path, KINDS[line.data["kind"]], line.data.get("comment", ""))

    def form(self, item: Numbered[Recorded]) -> tuple[str, dict[str, list[str]]]:
        """The path of a line's form, and the answers that amount to the line."""
        naming = Naming(item, self.told, self.house.ledger.reads, (self.stream,))
        request = naming.request(self._here(naming.data()))
        later = {name: getattr(request, name) for name in _LATER if getattr(request, name)}
        source = request.source if isinstance(request.source, dict) else {"how": request.source}
        content = {**request.data, "occurred": request.occurred, "source": source, **later}
        event = BY_NAME[request.event]
        form = Form(event, self.stream, Offered(item.line.at), bool(request.refs))
        corrects = f"?corrects={request.refs[0].seq}" if request.refs else ""
        path = f"/enquiries/{self.stream}/record/{event.__name__}{corrects}"
        return path, form.fill(content)

    def _here(self, value: Any) -> Any:
        """People by their ids here, and entries by their numbers: all stand in the one enquiry."""
        match value:
            case list():
                return [self._here(one) for one in value]
            case {"stream": _, "seq": seq}:
                return seq
            case dict():
                return {name: self._here(one) for name, one in value.items()}
            case str():
                return self.ids.get(value, value)
        return value


def _receipt(stream: str, seq: int) -> Receipt:
    return Receipt(stream, seq, "", b"")


@contextmanager
def telling(browser: Browser, house: House, scenario: Scenario) -> Iterator[Telling]:
    """Everybody of a scenario at a browser of their own, enrolled."""
    with ExitStack() as open_until_the_end:
        authors = {}
        for item in scenario.people:
            author = open_until_the_end.enter_context(enrolled(browser, house, item.line.name))
            authors[item.line.person] = author
        told = Told(scenario.title.profile)
        for item in scenario.people:
            _know(told, house, item.line)
        yield Telling(house, scenario, authors, told)


def _know(told: Told, house: House, line: Practitioner) -> None:
    told.lines[line.person] = line
    told.people[line.person] = house.told.keys[line.person].practitioner
