"""Stamps over the published log: asked for, checked, kept, renewed, and what is done without."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crypto.anchors import MAX_DRAFT, open_anchor, renewal_of
from crypto.note import UnverifiedNote
from crypto.trust import parse_trust
from domain.admission import MAX_DRAFT_AGE
from ledger.publishing import published
from ledger.serving.jobs import jobs
from ledger.stamping import (
    AuthoritiesRefused,
    Outcome,
    Stamp,
    TimeAuthority,
    anchors_for,
    ask_for_roots,
    between,
    failures,
    stamps,
    time_authorities,
)
from ledger.stamping.asking import post
from ledger.stamping.between import Moment
from ledger.verify import Options, verify_ledger
from tests.ledger.stamping import DAY, Stamped, named
from tests.timestamping import Authority, Kind, answering, hanging, serving


@pytest.fixture
def stamped(tmp_path: Path) -> Iterator[Stamped]:
    """A ledger of a few entries."""
    made = Stamped(tmp_path)
    with closing(made.ledger):
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stamped]:
    """A ledger that has no stamp, and gets none."""
    made = Stamped(tmp_path_factory.mktemp("shared"))
    with closing(made.ledger):
        yield made


def _kept(stamped: Stamped) -> list[Stamp]:
    return stamps(stamped.ledger.store.database)


def _text(stamped: Stamped, size: int) -> bytes:
    note = published(stamped.ledger, 1, size)
    assert note
    return UnverifiedNote.parse(note).unverified_text.encode()


def _name_in_settings(stamped: Stamped, *named: TimeAuthority) -> None:
    lines = []
    for number, one in enumerate(named):
        (stamped.settings.data / f"root-{number}.der").write_bytes(one.root)
        lines += ["[[authority]]", f'name = "{one.name}"', f'url = "{one.url}"']
        lines += [f'root = "root-{number}.der"']
    (stamped.settings.data / "time-authorities.toml").write_text("\n".join(lines))


def test_the_schedule_stamps_by_every_authority_and_openssl_agrees(
    stamped: Stamped, time_authority: Authority, tmp_path: Path
) -> None:
    """What is kept is what came over HTTP, once for each size; anybody can check it with OpenSSL.

    The trust file asks for both from then on.
    """
    other = Authority.make(tmp_path / "other", "Other", Kind("ec"))
    with serving(time_authority, other) as (first, second):
        _name_in_settings(stamped, named("A", time_authority, first), named("B", other, second))
        *_, publish, stamp = jobs(stamped.ledger, stamped.settings, {})
        stamp.run()
        stamp.run()
    assert (publish.name, stamp.name, stamp.every) == ("publish", "stamp", 3600)
    size = stamped.size()
    assert [(one.size, one.authority) for one in _kept(stamped)] == [(size, "A"), (size, "B")]
    (anchor,) = anchors_for(stamped.ledger, 1, [0])
    for authority, token in zip((time_authority, other), anchor.tokens, strict=True):
        authority.check(token, _text(stamped, size))
    trust = parse_trust((stamped.settings.data / "trust.json").read_bytes())
    assert trust.time_authorities == (time_authority.root.der, other.root.der)


def test_without_authorities_there_is_no_such_job(shared: Stamped) -> None:
    """And the trust file asks for no stamp."""
    names = [job.name for job in jobs(shared.ledger, shared.settings, {})]
    assert names == ["follow", "read again", "publish"]
    assert not parse_trust((shared.settings.data / "trust.json").read_bytes()).watched


def test_one_that_is_down_keeps_no_other_from_stamping(
    stamped: Stamped, one_authority: Authority
) -> None:
    """It is named, with since when, until it answers again."""
    down, up = named("Down", one_authority), named("Up", one_authority)
    ask = stamped.by(one_authority)

    def one_answers(who: TimeAuthority, request: bytes) -> bytes:
        return ask(who, request) if who == up else post(who, request)

    assert [one.authority for one in stamped.stamp([down, up], one_answers).stamped] == ["Up"]
    stamped.now += 3600
    stamped.record()
    stamped.stamp([down, up], one_answers)
    (failure,) = failures(stamped.ledger.store.database)
    assert (failure.authority, failure.last - failure.since) == ("Down", 3600)
    assert failure.reason.startswith("not reached")
    stamped.record()
    assert stamped.stamp([down, up], ask).failed == ()
    assert failures(stamped.ledger.store.database) == []


def test_one_that_never_answers_keeps_no_other_from_stamping(
    stamped: Stamped, one_authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are asked side by side, and nobody waits longer than for one."""
    monkeypatch.setattr("ledger.stamping.asking.SECONDS", 0.3)
    up, ask = named("Up", one_authority), stamped.by(one_authority)
    with hanging() as url:
        slow = [named(f"Slow {number}", one_authority, url) for number in range(3)]
        outcome = stamped.stamp(
            [*slow, up], lambda who, request: (ask if who == up else post)(who, request)
        )
    assert [one.authority for one in outcome.stamped] == ["Up"]
    assert {why for _, why in outcome.failed} == {"not reached: TimeoutError"}


@pytest.mark.parametrize(
    ("status", "kind", "body", "reason"),
    [
        (503, "text/plain", b"busy", "status 503"),
        (200, "text/html", b"<p>Sign in to this network</p>", "no time stamp"),
        (200, "application/timestamp-reply", b"0\x03\x02\x01\x00", "not an answer"),
        (200, "application/timestamp-reply", bytes(70_000), "too long"),
    ],
    ids=["busy", "captive", "garbage", "endless"],
)
def test_an_answer_that_is_no_stamp_is_not_kept(
    shared: Stamped, one_authority: Authority, status: int, kind: str, body: bytes, reason: str
) -> None:
    """Whatever comes over HTTP is checked before it counts, and the reason is told."""
    with answering(status, kind, body) as url:
        ((name, why),) = shared.stamp([named("A", one_authority, url)]).failed
    assert name == "A"
    assert reason in why
    assert _kept(shared) == []


def test_an_answer_by_somebody_else_is_not_kept(
    shared: Stamped, one_authority: Authority, tmp_path: Path
) -> None:
    """The operator says whose root it is; whoever sits in between has another."""
    other = Authority.make(tmp_path / "other", "Stamps")
    ((_, why),) = shared.stamp([named("A", one_authority)], shared.by(other)).failed
    assert "leads to no authority" in why
    assert _kept(shared) == []


def test_an_old_answer_sent_again_is_not_kept(shared: Stamped, one_authority: Authority) -> None:
    """It is over the same bytes, and answers another request."""
    authority, ask = named("A", one_authority), shared.by(one_authority)
    old: list[bytes] = []

    def spoilt(who: TimeAuthority, request: bytes) -> bytes:
        old.append(ask(who, request))
        return b""

    shared.stamp([authority], spoilt)
    ((_, why),) = shared.stamp([authority], lambda _who, _request: old[0]).failed
    assert "Nonce" in why
    assert _kept(shared) == []


@pytest.mark.parametrize("ahead", [-600, 600])
def test_a_stamp_far_from_the_ledgers_clock_is_not_kept(
    shared: Stamped, one_authority: Authority, ahead: int
) -> None:
    """Entries beside it would seem to bear false times; the operator is told to set the clock."""
    ask = shared.by(one_authority, ahead)
    ((_, why),) = shared.stamp([named("A", one_authority)], ask).failed
    assert "differ by 600 s" in why
    assert _kept(shared) == []


def test_a_stamp_that_entries_overtook_is_not_kept(
    stamped: Stamped, one_authority: Authority
) -> None:
    """It would say that they were not recorded yet, when they were."""
    ask = stamped.by(one_authority)

    def slow(who: TimeAuthority, request: bytes) -> bytes:
        stamped.record()
        stamped.now += 90
        return ask(who, request)

    ((_, why),) = stamped.stamp([named("A", one_authority)], slow).failed
    assert why.startswith("too slow")
    assert _kept(stamped) == []
    assert stamped.stamp([named("A", one_authority)], ask).stamped


def test_a_stamp_is_renewed_before_it_expires(
    stamped: Stamped, one_authority: Authority, tmp_path: Path
) -> None:
    """By the same authority, once its next certificate ends later; OpenSSL verifies what is kept.

    The checkpoint then holds as long as the new stamp, and is as old as it was.
    """
    years = [
        replace(one_authority, folder=tmp_path / str(first)).with_signer(Kind(days=(first, last)))
        for first, last in ((-1, 400), (330, 900))
    ]
    authority, began = named("A", one_authority), stamped.now
    stamped.stamp([authority], stamped.by(years[0]))
    stamped.now += 350 * DAY
    assert stamped.stamp([authority], stamped.by(years[0])) == Outcome()
    assert [one.renewed for one in _kept(stamped)] == [False]
    (renewal,) = stamped.stamp([authority], stamped.by(years[1])).stamped
    assert stamped.stamp([authority], stamped.by(years[1])).stamped == ()
    assert [one.renewed for one in _kept(stamped)] == [True, False]
    (anchor,) = anchors_for(stamped.ledger, 1, [0])
    text = _text(stamped, stamped.size())
    first, _ = anchor.tokens
    years[0].check(first, text)
    found = open_anchor(anchor.size, text, anchor.tokens, [one_authority.root.der])
    assert found is not None
    assert (found.time, found.until) == (began, renewal.expires)
    assert renewal_of(text, [first]) == text + first


def test_another_authority_renews_for_one_that_is_gone(
    stamped: Stamped, one_authority: Authority, tmp_path: Path
) -> None:
    """At once for one that the operator names no more; for one that is silent, when time runs out.

    A renewal covers every stamp before it.
    """
    other = Authority.make(tmp_path / "other", "Other", Kind(days=(-1, 4000)))
    short = replace(one_authority, folder=tmp_path / "short").with_signer(Kind(days=(-1, 100)))
    gone, there = named("Gone", one_authority), named("There", other)
    stamped.stamp([gone], stamped.by(short))
    stamped.now += 50 * DAY

    def silent(who: TimeAuthority, request: bytes) -> bytes:
        return post(who, request) if who == gone else stamped.by(other)(who, request)

    assert stamped.stamp([gone, there], silent).stamped == ()
    stamped.now += 40 * DAY
    assert [one.authority for one in stamped.stamp([gone, there], silent).stamped] == ["There"]
    assert stamped.stamp([there], silent).stamped == ()
    first, second = _kept(stamped)
    assert (first.renewed, second.renewed) == (True, False)
    (anchor,) = anchors_for(stamped.ledger, 1, [0])
    data = renewal_of(_text(stamped, anchor.size), anchor.tokens[:1])
    assert open_anchor(anchor.size, data, anchor.tokens[1:], [other.root.der])


def test_an_authority_that_cannot_renew_holds_up_no_other(
    stamped: Stamped, one_authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many of its stamps are about to end: those of the other are renewed all the same."""
    monkeypatch.setattr("ledger.stamping.stamper.RENEWALS", 1)
    years = {
        name: replace(one_authority, folder=tmp_path / name).with_signer(Kind(days=days))
        for name, days in {"Slow": (-1, 60), "Short": (-1, 70), "Long": (-1, 700)}.items()
    }
    both = [named("Slow", one_authority), named("Good", one_authority)]
    kept = {"Slow": years["Slow"], "Good": years["Long"]}

    def ask(who: TimeAuthority, request: bytes) -> bytes:
        by = years["Short"] if who.name == "Good" and not _kept(stamped) else kept[who.name]
        return stamped.by(by)(who, request)

    done = stamped.stamp(both, ask)
    assert [one.authority for one in done.stamped] == ["Slow", "Good", "Good"]
    assert done.failed == ()


def test_a_bundle_gets_the_anchors_next_to_its_entries(
    stamped: Stamped, one_authority: Authority
) -> None:
    """On both sides of each entry, once; and a page says the same."""
    times = {}
    for _ in range(4):
        stamped.stamp([named("A", one_authority)], stamped.by(one_authority))
        times[stamped.size()] = stamped.now
        stamped.now += 3600
        stamped.record()
    sizes = sorted(times)
    assert [one.size for one in anchors_for(stamped.ledger, 1, [0])] == sizes[:1]
    assert [one.size for one in anchors_for(stamped.ledger, 1, [sizes[0]])] == sizes[:2]
    around = [one.size for one in anchors_for(stamped.ledger, 1, [sizes[1], 0, sizes[3]])]
    assert around == sizes
    (one,) = anchors_for(stamped.ledger, 1, [0])
    assert one.checkpoint == published(stamped.ledger, 1, sizes[0])
    told = between(stamped.ledger, sizes[1])
    assert told.after
    assert told.before
    assert (told.after.time, told.before.time) == (times[sizes[1]], times[sizes[2]])
    assert between(stamped.ledger, sizes[3]).before is None
    assert between(stamped.ledger, 0).after is None


def test_a_bundle_gets_anchors_of_each_authority(
    stamped: Stamped, one_authority: Authority
) -> None:
    """Where one was down, whoever trusts that one alone still finds the next that it stamped."""
    first, second = named("First", one_authority), named("Second", one_authority)
    ask = stamped.by(one_authority)
    sizes = []
    for who in ([first, second], [first], [second], [first, second]):
        stamped.stamp(who, ask)
        sizes.append(stamped.size())
        stamped.now += 3600
        stamped.record()
    assert [one.size for one in anchors_for(stamped.ledger, 1, [sizes[1]])] == [*sizes]
    assert [one.size for one in anchors_for(stamped.ledger, 1, [sizes[3]])] == sizes[3:]


def test_stamps_are_kept_renewed_and_verified_on_postgresql_too(
    postgres_database: str, one_authority: Authority, tmp_path: Path
) -> None:
    """Every statement, and the verifier's, on the other database."""
    short = replace(one_authority, folder=tmp_path / "short").with_signer(Kind(days=(-1, 60)))
    made = Stamped(tmp_path, postgres_database)
    authority = named("A", one_authority)
    with closing(made.ledger):
        made.stamp([replace(authority, name="Down")], post)
        assert [one.authority for one in failures(made.ledger.store.database)] == ["Down"]
        made.stamp([authority], made.by(short))
        (renewal,) = made.stamp([authority], made.by(one_authority)).stamped
        (anchor,) = anchors_for(made.ledger, 1, [0])
        assert len(anchor.tokens) == 2
        assert between(made.ledger, 0).before == Moment(made.now, "A")
        ask_for_roots(made.settings, [authority])
        trust = parse_trust((made.settings.data / "trust.json").read_bytes())
        report = verify_ledger(made.settings, trust, options=Options(now=made.now))
    assert report.stamped
    assert (report.stamped.size, report.stamped.until) == (renewal.size, renewal.expires)


def test_an_entry_may_be_as_old_as_a_draft() -> None:
    """What the format allows between drafting and recording is what admission allows."""
    assert timedelta(seconds=MAX_DRAFT) == MAX_DRAFT_AGE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("authority = 1", "[[authority]]"),
        ("= broken", "TOML"),
        ('[[authority]]\nname = "A"', "nothing else"),
        ('[[authority]]\nname = ""\nurl = "https://a.example"\nroot = "a"', "name"),
        ('[[authority]]\nname = "A"\nurl = "file:///etc/passwd"\nroot = "a"', "url"),
        ('[[authority]]\nname = "A"\nurl = "https://a.example"\nroot = "none"', "cannot be read"),
        ('[[authority]]\nname = "A"\nurl = "https://a.example"\nroot = "trust.json"', "no certif"),
    ],
)
def test_settings_that_cannot_be_read_are_named(shared: Stamped, text: str, reason: str) -> None:
    """The message names the entry and what is wrong with it."""
    path = shared.settings.data / "time-authorities.toml"
    path.write_text(text)
    with pytest.raises(AuthoritiesRefused) as refused:
        time_authorities(shared.settings)
    path.unlink()
    assert reason in refused.value.detail
