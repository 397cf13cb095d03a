"""The copies that are there to be read: chronology, schedule, and what the folder is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crypto import bundlenames as names
from crypto.absence import unverified_absence
from crypto.absence_words import says
from crypto.page import page as verifier
from domain.clock import instant_words
from domain.events.base import BY_TYPE
from domain.people import whom_it_is_about
from domain.profiles import Profile
from ledger.bundling.deciding import Disclosed
from ledger.bundling.pages import page
from ledger.bundling.signers import Signers
from ledger.bundling.telling import gaps, kept_of_signers, lines, people
from ledger.bundling.wanted import Wanted
from ledger.bundling.withholding import Position
from ledger.ledger import Ledger

__all__ = ["About", "reading_copies"]

_SHORT = {"police-sensitive": "police-sensitive", "third-party": "third party"}


@dataclass(frozen=True, slots=True)
class About:
    """What the head of every page says."""

    ledger: str
    demonstration: bool
    enquiry: str
    child: str
    """The name of the child, where an entry in the bundle tells it."""
    recipient: str
    purpose: str
    officer: str
    made: str
    known: str
    until: str
    policy: str
    policy_digest: str
    withheld_entries: int
    withheld_parts: int
    reasons: Mapping[str, str]
    absence: str
    """In an exhibit: what it shows was not recorded."""

    @property
    def title(self) -> str:
        """What the bundle is, in a line."""
        return f"The record of the enquiry about {self.child}" if self.child else "An enquiry"

    def short(self, code: str) -> str:
        """A reason as it stands in a gap."""
        return _SHORT.get(code, code.replace("-", " ").replace("_", " "))

    def words(self, code: str) -> str:
        """A reason as it stands in a list."""
        return self.reasons[code]


def about(ledger: Ledger, wanted: Wanted, disclosed: Disclosed, officer: str, made: int) -> About:
    """The head of the pages."""
    policy = wanted.saved.policy
    positions = disclosed.positions
    given = [one.given.signed.entry for one in positions if one.given]
    return About(
        ledger=ledger.genesis.name,
        demonstration=ledger.genesis.demonstration,
        enquiry=wanted.enquiry,
        child=_child(disclosed),
        recipient=wanted.recipient,
        purpose=wanted.purpose,
        officer=officer,
        made=_moment(made),
        known=_moment(wanted.known) if wanted.known else "",
        until=instant_words(max((one.recorded for one in given), default=_at(made))),
        policy=policy.policy.title,
        policy_digest=wanted.saved.digest,
        withheld_entries=sum(1 for one in positions if one.withheld),
        withheld_parts=sum(1 for one in positions if one.given and one.given.gaps),
        reasons=wanted.policy.words,
        absence=_absence(wanted.files),
    )


def reading_copies(
    head: About,
    disclosed: Disclosed,
    signers: Sequence[Signers],
    profile: Profile,
    *,
    has_files: bool,
) -> dict[str, bytes]:
    """The pages, and the verifier's."""
    told = lines(disclosed.positions, profile)
    rows = list(gaps(disclosed.positions))
    used = {code for _, code, _ in rows}
    chronology = {
        "about": head,
        "lines": told,
        "people": list(people(disclosed.positions)),
        "reasons": {code: words for code, words in head.reasons.items() if code in used},
        "opinions": any(piece.kind == "opinion" for line in told for piece in line.pieces),
    }
    schedule = {
        "about": head,
        "rows": rows,
        "signers": list(kept_of_signers(signers)),
        "orders": disclosed.orders,
        "documents": [
            (seq, event.document.name, reason)
            for seq, event, reason in disclosed.documents()
            if reason
        ],
    }
    return {
        "README.txt": page("readme.txt", {"about": head, "files": has_files}),
        "chronology.html": page("chronology.html", chronology),
        "schedule.html": page("schedule.html", schedule),
        names.VERIFIER: verifier(),
    }


def _absence(files: Mapping[str, bytes]) -> str:
    """What an absence statement says, with the events behind the names of types."""
    if names.ABSENCE not in files:
        return ""
    absence, _ = unverified_absence(files[names.ABSENCE])  # it was just signed here
    known = (f"{kind} is the event “{BY_TYPE[kind].in_words()}”" for kind in absence.types)
    return f"{says(absence)} In this record {', '.join(known)}."


def _child(disclosed: Disclosed) -> str:
    """The child's name as an entry that is given has it."""
    child = whom_it_is_about(disclosed.present.people.values())
    if child is None:
        return ""
    return _added(disclosed.positions, child.added.seq)


def _added(positions: Sequence[Position], seq: int) -> str:
    for one in positions:
        if one.seq == seq and one.given and "person" in one.given.content:
            person = one.given.content["person"]
            value = person.get("v") if isinstance(person, dict) else None
            return str(value["as"]) if isinstance(value, dict) else ""
    return ""


def _moment(seconds: int) -> str:
    return instant_words(_at(seconds))


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
