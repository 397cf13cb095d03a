"""What people are shown of what no program can find: their own lists, and who vouched for whom."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crypto.archive import Archive
from crypto.bundle.opening import split
from crypto.bundlenames import entry
from crypto.disclosures import reveal_given
from domain.disclosure import shipped_policies
from ledger.across.authored import authored
from ledger.bundling import Saved, Wanted, bundle
from tests.adversary import Victim
from tests.alterations import people
from tests.alterations.acting import NEW
from tests.victim import MAYA, build


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    """A ledger in which somebody is let in, or made to sign."""
    return Victim(*build(tmp_path))


def test_the_impostors_enrolment_goes_with_the_bundle(victim: Victim) -> None:
    """Whoever is handed what an impostor recorded is handed who vouched for them; and how, where a
    court asks for it.
    """
    people.impostor(victim)
    court = shipped_policies()["court"]
    asked = court.replace("of_practitioners = []", 'of_practitioners = ["identity"]')
    for policy, papers in ((court, None), (asked, {"v": "passport, seen in person"})):
        wanted = Wanted(MAYA, Saved.read(policy), "the court", "the hearing")
        with victim.opened() as ledger:
            files = Archive.open(bundle(ledger, wanted, victim.held.keys["tom"]))
        enrolled, given = split(files[entry(NEW, 1)])
        assert enrolled.claims.iss == victim.practitioner("registrar")
        content, gaps = reveal_given(enrolled.sd, given)
        assert content.get("evidence") == papers
        assert bool(gaps) == (papers is None)


@pytest.mark.parametrize(
    ("act", "kids"),
    [(people.further_key, 2), (people.unasked, 1)],
    ids=["a key that they were given", "a script that did not ask"],
)
def test_what_somebody_never_signed_is_on_their_own_list(
    victim: Victim, act: Callable[[Victim], None], kids: int
) -> None:
    """Each entry in one's name, with the key that signed it: what one's devices do not have in
    their journals was signed by somebody else, or behind one's back.
    """
    ann = victim.practitioner("ann")
    with victim.opened() as ledger:
        journal = {(one.stream, one.seq, one.digest) for one in authored(ledger, ann)}
    act(victim)
    with victim.opened() as ledger:
        now = authored(ledger, ann)
    unknown = [one for one in now if (one.stream, one.seq, one.digest) not in journal]
    assert (MAYA, 6) in [(one.stream, one.seq) for one in unknown]
    assert len({one.kid for one in now}) == kids
