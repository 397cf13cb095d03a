"""A bundle of a ledger that was restored from a backup, and says so."""

from ledger.bundling import bundle
from tests.bundles.conftest import House


def test_a_recipient_is_told_that_entries_were_lost(house: House) -> None:
    """A declared loss alters nothing, and whoever reads "nothing is missing" reads of it too.

    Before there was one, nothing is said of it.
    """
    before = house.verify(bundle(house.ledger, house.wanted(), house.key("aldous")))
    assert not any("lost before" in line for line in before.not_proven)
    log = house.ledger.store.log
    log.reset(log.checkpoint())
    log.catch_up()
    after = house.verify(bundle(house.ledger, house.wanted(), house.key("aldous")))
    assert after.exit_code == 0, after.findings
    assert [line for line in after.not_proven if "lost before: this is log 2 of" in line]
