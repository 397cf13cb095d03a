"""One-time codes, on each database: single use, few guesses, an end, and nothing to steal."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import b64
from crypto.jws import thumbprint
from ledger.invitations import CodeRefused, Invitations
from ledger.invitations.codes import ALPHABET, read_code, written
from ledger.invitations.invitations import CODE_SECONDS, KEY_SECONDS, MAX_OPEN, TRIES, TooManyCodes
from ledger.ledger import NotFound
from ledger.store import Store
from tests.ledger.writing import GENESIS, RAW

REGISTRAR = GENESIS.registrar
X = b64(RAW)


@dataclass
class House:
    """Invitations on a store, and their clock."""

    store: Store
    now: int = GENESIS.created

    def __post_init__(self) -> None:
        self.invitations = self.opened()

    def opened(self) -> Invitations:
        """The invitations as another process would open them."""
        return Invitations(self.store.database, GENESIS.ledger, lambda: self.now)

    def rows(self) -> str:
        """Everything that is stored, as text."""
        with self.store.database.read() as session:
            return repr(session.rows("SELECT * FROM invitations"))


@pytest.fixture
def house(store: Store) -> House:
    """Invitations on each database."""
    return House(store)


def wrong(code: str) -> str:
    """The code with another last letter."""
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]


letters = st.text(ALPHABET, min_size=16, max_size=16)


@given(letters, st.sampled_from([" ", "-", "", " - ", "–"]), st.booleans())
def test_a_code_is_read_however_it_is_typed(code: str, between: str, lower: bool) -> None:
    """Case, spaces and hyphens make no difference, wherever a person puts them."""
    typed = between.join(code.lower() if lower else code)
    assert written(*read_code(typed)) == written(code[:4], code[4:])


@pytest.mark.parametrize("typed", ["", "BCDF-GHJK-MNPQ", "BCDF-GHJK-MNPQ-RSTA", "1" * 16, "é" * 16])
def test_what_cannot_be_a_code_is_no_guess(typed: str) -> None:
    """What has another form is refused with the form in words."""
    with pytest.raises(CodeRefused, match="four groups"):
        read_code(typed)


def test_a_code_offers_one_key_once(house: House) -> None:
    """The key under the code waits for whoever made the code; the code is then used up."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    offered = house.invitations.offer(code.lower(), X)
    assert (offered.practitioner, offered.x) == (made.practitioner, X)
    assert house.opened().get(made.reference, REGISTRAR).kid == thumbprint(RAW)
    with pytest.raises(CodeRefused, match="used already"):
        house.invitations.offer(code, X)


def test_neither_code_nor_key_is_in_what_is_refused(house: House) -> None:
    """Problems may be logged: none repeats what was sent."""
    _, code = house.invitations.make(REGISTRAR, "enrolment")
    for typed, x in ((wrong(code), X), (code, b64(bytes(32))), ("nonsense", X)):
        with pytest.raises(CodeRefused) as refused:
            house.invitations.offer(typed, x)
        assert typed not in str(refused.value)
        assert x not in str(refused.value)


def test_the_table_holds_no_code(house: House) -> None:
    """Whoever steals the table learns no secret, in any of the forms that a code is written in."""
    _, code = house.invitations.make(REGISTRAR, "enrolment")
    stored = house.rows()
    assert code[:4] in stored  # the reference, or this test looks in the wrong place
    assert not any(group in stored for group in code.split("-")[1:])


def test_guesses_end_a_code_for_good(house: House) -> None:
    """After five wrong secrets the right one opens nothing, in this process or another."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    for _ in range(TRIES):
        with pytest.raises(CodeRefused, match="not one that can be used"):
            house.opened().offer(wrong(code), X)
    with pytest.raises(CodeRefused, match="not one that can be used"):
        house.opened().offer(code, X)
    assert house.invitations.get(made.reference, REGISTRAR).tries == 0


def test_a_guess_costs_others_nothing(house: House) -> None:
    """A wrong secret counts against its own code alone."""
    _, code = house.invitations.make(REGISTRAR, "enrolment")
    _, other = house.invitations.make(REGISTRAR, "enrolment")
    for _ in range(TRIES):
        with pytest.raises(CodeRefused):
            house.invitations.offer(wrong(other), X)
    assert house.invitations.offer(code, X).x == X


def test_a_code_ends_tomorrow(house: House) -> None:
    """A code that was not used in a day opens nothing, and is soon forgotten."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    house.now += CODE_SECONDS
    with pytest.raises(CodeRefused, match="expired"):
        house.invitations.offer(code, X)
    with pytest.raises(NotFound):
        house.invitations.get(made.reference, REGISTRAR)
    house.invitations.make(REGISTRAR, "enrolment")
    assert made.reference not in house.rows()


def test_an_offered_key_waits_a_week(house: House) -> None:
    """The key outlives its code, but not for ever."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    house.invitations.offer(code, X)
    house.now += KEY_SECONDS - 1
    assert house.invitations.made_by(REGISTRAR) == (
        house.invitations.get(made.reference, REGISTRAR),
    )
    house.now += 1
    assert house.invitations.made_by(REGISTRAR) == ()


def test_a_key_that_is_no_good_leaves_the_code_as_it_was(house: House) -> None:
    """A point of small order is refused before anybody vouches for it; the code still serves."""
    _, code = house.invitations.make(REGISTRAR, "enrolment")
    with pytest.raises(CodeRefused, match="small order"):
        house.invitations.offer(code, b64(bytes([1]) + bytes(31)))
    assert house.invitations.offer(code, X).x == X


def test_nobody_sees_or_cancels_what_others_made(house: House) -> None:
    """To anybody but its maker an invitation is not there."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    other = GENESIS.authority
    assert house.invitations.made_by(other) == ()
    with pytest.raises(NotFound):
        house.invitations.get(made.reference, other)
    house.invitations.cancel(made.reference, other)
    assert house.invitations.offer(code, X).x == X


def test_a_cancelled_code_opens_nothing(house: House) -> None:
    """Who gave a code to the wrong person takes it back; once more is no error."""
    made, code = house.invitations.make(REGISTRAR, "enrolment")
    for _ in range(2):
        house.invitations.cancel(made.reference, REGISTRAR)
    with pytest.raises(CodeRefused):
        house.invitations.offer(code, X)


def test_nobody_fills_the_table(house: House) -> None:
    """One person has so many codes open and no more; others still make theirs."""
    for _ in range(MAX_OPEN):
        house.invitations.make(REGISTRAR, "another_device", REGISTRAR)
    with pytest.raises(TooManyCodes):
        house.invitations.make(REGISTRAR, "another_device", REGISTRAR)
    house.invitations.make(GENESIS.authority, "enrolment")
