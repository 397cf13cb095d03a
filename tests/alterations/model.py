"""The form of the table: alterations, attackers, checks, and what stands in a cell.

A cell is a text:

    code at Maya 2      found: the kind of finding, and the first bad position
    not issued: code    no bundle comes of it: the ledger refuses to read what it has to give
    halted: code        the ledger itself stops, so that nothing new is shown
    (reason)            not found, because: a key of `REASONS`
    [reason]            this attacker cannot do it, or does not need to: the same
    =                   as for whoever can write the database
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from tests.alterations.acting import Act
from tests.victim import MAYA


class Attacker(StrEnum):
    """Who alters the record; the value heads a column."""

    DATABASE = "who can write the database"
    KEY = "who also holds the ledger’s key"
    REGISTRAR = "a registrar"
    PAGES = "who serves the signing pages"


class Cells(NamedTuple):
    """What each check finds."""

    ledger: str
    bundle: str
    mirror: str
    witness: str


def all_of(cell: str) -> Cells:
    """The same for every check."""
    return Cells(cell, cell, cell, cell)


SAME: Final = all_of("=")
ADMISSION: Final = all_of("[admission]")
SCRIPTS: Final = all_of("[scripts]")
NO_KEY: Final = all_of("[no-key]")


@dataclass(frozen=True)
class Row:
    """An alteration and what is found of it; `tests` are those that look at it more closely.

    `enquiry` is the one that the bundle is of. Where there is an `act`, every cell of the attackers
    that `does` names is seen by carrying it out. `covers` says whether the second attacker grows
    and signs the log anew over it.
    """

    name: str
    words: str
    act: Act | None
    database: Cells
    key: Cells = SAME
    registrar: Cells = ADMISSION
    pages: Cells = SCRIPTS
    does: tuple[Attacker, ...] = (Attacker.DATABASE, Attacker.KEY)
    enquiry: str = MAYA
    covers: bool = True
    told: Act | None = None
    """What the bundle tells instead, where others are shown the record as it is."""
    also: tuple[str, ...] = ()
    """What verification of the ledger finds besides, of whoever can write the database."""
    alone: tuple[str, ...] = ()
    """All that is found in the ledger by somebody who has neither trust file nor evidence."""
    tests: tuple[str, ...] = ()

    def cells(self, attacker: Attacker) -> Cells:
        """What is found of this attacker's act, each cell in full."""
        own = {
            Attacker.DATABASE: self.database,
            Attacker.KEY: self.key,
            Attacker.REGISTRAR: self.registrar,
            Attacker.PAGES: self.pages,
        }[attacker]
        pairs = zip(own, self.database, strict=True)
        return Cells(*(first if cell == "=" else cell for cell, first in pairs))

    def seen(self) -> Iterator[Attacker]:
        """Whose cells are seen by carrying the act out."""
        for attacker in self.does if self.act else ():
            cells = self.cells(attacker)
            differs = attacker != Attacker.KEY or cells != self.database
            if differs and not all(cell.startswith("[") for cell in cells):
                yield attacker


REASONS: Final[Mapping[str, str]] = {
    # Cannot, or need not.
    "admission": (
        "a registrar writes by admission alone, which refuses it: see the rows below for what "
        "they can do"
    ),
    "scripts": (
        "pages hold neither the database nor a key that can be carried away; what their scripts "
        "can have signed is in the rows below. Whoever breaks into the whole server is the second"
        " attacker as well"
    ),
    "no-key": (
        "it takes the signature of a registrar, or of somebody who is signed in, which no store "
        "holds"
    ),
    "derived": (
        "the ledger’s key adds nothing: others are shown what it signs, which is the rows above "
        "and below"
    ),
    "no-master": "the words are sealed under keys that the database does not hold",
    "no-ledger-key": "it takes the ledger’s signature",
    "scripts-only": "it takes the pages: what is stored is in the rows above",
    # Not found.
    "digests": (
        "they have the digest that the author signed, and no entry: nothing that they saw was "
        "altered. Whoever has the altered entry finds its digest in no copy of the log"
    ),
    "columns": (
        "what was altered is a column or a table of the database, and nobody outside is handed it"
    ),
    "sealed": (
        "what leaves are words that fit the author’s digests; other words are found (see that "
        "row), and words that are gone are gaps, for which the officer who issues the bundle has "
        "to answer"
    ),
    "order": "the order that others are shown is the log’s, which still is what it was",
    "beyond": "the log that is shown ends before it",
    "tree": (
        "the hash that was altered is in nothing that they ask for: a mirror works the tree out "
        "from the leaves"
    ),
    "unpublished": "that checkpoint was never published, and nobody is shown it",
    "next": "what is published next is whole again, and follows what they saw before",
    "regrown": "the ledger grows the same tree again from the entries, before anybody is shown one",
    "later": (
        "nothing is altered yet: what the code in the database does later is in one of the other "
        "rows"
    ),
    "grows": (
        "for those outside it is one more digest at the end of the log; that it is no good shows "
        "where it is read"
    ),
    "cut": (
        "a bundle shows the record up to one size of the log, and says which: it does not know "
        "what came later. Whoever has a receipt or a checkpoint of more finds it"
    ),
    "templates": (
        "the templates that sentences are compared with come with the bundle: who made them to "
        "fit has the officer vouch for them, and `countersign schema` gives those of the program"
    ),
    "clock": (
        "a bundle holds the clock of one enquiry, and not that of the others: only time stamps "
        "prove more"
    ),
    "registrar": (
        "who a person is rests on the registrar’s word. The enrolment and all that followed are "
        "in the registrar’s and the impostor’s names for good, and go with every bundle; the "
        "agency that the impostor is said to be of can be asked"
    ),
    "own-list": (
        "it is signed with a key that is the author’s by the registrar’s word. The author sees "
        "the key and the entry at sign-in, and that their browser did not sign it; what is done "
        "about it is revoking the key"
    ),
    "own-journal": (
        "it is signed with the author’s own key. The author can see it in the list of what was "
        "recorded in their name, from any other machine or by the command line; the page that "
        "lied can lie about that too"
    ),
    "not-signed": (
        "the record is what it was: a page lied about it. It shows to whoever reads it elsewhere,"
        " or verifies"
    ),
    "compared": (
        "the registrar is shown another check number than the one that the person reads out, and "
        "throws the key away. Without the comparison it is the row of the impostor"
    ),
    "page-hash": (
        "its words are those of whoever wrote it, its own hash included. It shows by the hash "
        "that is published with the program, or by verifying with Python instead, which says "
        "whether the page is its own"
    ),
    "two-stories": (
        "each of the two is the whole truth to who sees it alone. Comparing the checkpoint of the"
        " bundle with the mirror’s log shows it, to anybody"
    ),
    "doubled": (
        "each bundle fits the log, which everybody sees alike. Two of them side by side "
        "contradict each other, as do their head statements; so does the ledger, which has a leaf"
        " too many for whoever verifies it whole"
    ),
    "relisted": (
        "every entry is in the log where the bundle says, and nothing in a bundle tells of another"
        " place of the same leaf. Whoever verifies the ledger whole sees both, and so does a "
        "mirror, which keeps the proof"
    ),
    "declared": (
        "no attack: the record verifies as what is left of it, and says in the log that something"
        " was lost"
    ),
    "after": "nothing in the ledger was altered: the bundle had left it",
    "evidence": "it is shown to verification alone",
    "real-evidence": (
        "what the ledger’s key signed is evidence against the ledger, also where its thief signed"
        " it"
    ),
    "withheld": (
        "that parts are withheld, how many and for which reasons, is in the report, signed by the"
        " officer; whether they should be, no program can say. A court can order them to be given"
    ),
    "stamped": "a mirror and a witness compare trees, and no times",
}
"""Why something is not found, or is not done."""
