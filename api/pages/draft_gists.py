"""What tells drafts apart in lists, for one reader: in the names and entries that they may see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from api.forms.gist import Gist, Known, gist_of
from api.forms.here import colleagues_in, entry_words
from api.forms.people import key_of
from api.web.reader import Reader
from domain.events import BY_NAME
from ledger.ledger import Ledger
from ledger.saved import SavedDraft
from projections.reading import Reading


@dataclass(frozen=True)
class Gists:
    """Tells each draft of a list. Its words are open already, as whoever reads the list may read
    the draft; of an enquiry names are gathered once, and practitioners' only where one was chosen.
    """

    open: Callable[[str], Reading | None]
    """The enquiry of an id as the reader may see it."""
    reader: Reader
    ledger: Ledger
    _known: dict[str, Known] = field(default_factory=dict)

    def of(self, draft: SavedDraft, child: str) -> Gist:
        """What a draft tells of itself beside the name of the child."""
        if draft.stream not in self._known:
            reading = self.open(draft.stream)
            self._known[draft.stream] = self._known_of(reading) if reading else Known()
        return gist_of(BY_NAME[draft.event], draft.answers, self._known[draft.stream], child)

    def by(self, draft: SavedDraft) -> str:
        """Who saved it last, where somebody else did."""
        if draft.by == self.reader.id:
            return ""
        return self.ledger.reads.directory().practitioner(draft.by).name

    def _known_of(self, reading: Reading) -> Known:
        names = _Names(reading, self.reader, self.ledger)
        return Known(names.name, lambda seq: _entry(seq, reading))


@dataclass(frozen=True)
class _Names:
    reading: Reading
    reader: Reader
    ledger: Ledger

    def name(self, token: str) -> str | None:
        """What an answer that chose somebody stands for."""
        if token.startswith("~"):
            return self.colleagues.get(token)
        person = self.reading.people.get(token)
        return person.name if person else None

    @cached_property
    def colleagues(self) -> dict[str, str]:
        """Practitioners by what stands for them in answers."""
        found = colleagues_in(self.reading, self.reader.person, self.ledger)
        return {key_of(one.named): str(one.named["as"]) for one in found}


def _entry(seq: int, reading: Reading) -> str | None:
    """An entry of which the reader sees at least a part."""
    if not 0 < seq <= reading.enquiry.version or reading.withholds(reading.enquiry.entry(seq)):
        return None
    return f"entry {entry_words(reading.enquiry.entry(seq), reading)}"
