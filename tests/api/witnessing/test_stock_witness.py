"""A witness that we did not write cosigns what we publish, and delays nothing when it does not."""

from pathlib import Path

import pytest

from crypto.policy import Policy, QuorumMissing
from crypto.trust import parse_trust
from ledger.errors import Problem
from ledger.publishing import Publisher, published
from ledger.serving.jobs import jobs
from ledger.settings import Settings
from ledger.witnessing.collect import cosigner
from ledger.witnessing.report import WitnessesReport, witnesses_report
from tests.api.serving import NOON, Served, Told, served
from tests.api.test_recording import OBJECTION, trusted
from tests.api.witnessing.conftest import GoWitness
from tests.ledger.test_collect import LONG, all_answered

NAME = "witness.example/stock"
NOWHERE = "http://127.0.0.1:1"
"""A port that nobody listens on."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for an answer than a service may, on a machine that is busy."""
    for place in ("client.TIMEOUT_SECONDS", "collect.WAIT_SECONDS"):
        monkeypatch.setattr(f"ledger.witnessing.{place}", LONG)


def ask(house: Served, vkey: str, url: str) -> Policy:
    """Have a ledger ask this witness from now on, and need it."""
    policy = f"witness stock {vkey} {url}\nquorum stock\n"
    (house.told.settings.data / "witness-policy.txt").write_text(policy)
    return Policy.parse(policy)


def publish(house: Served) -> object:
    """Publish as the server does each minute; what is new."""
    (job,) = (one for one in jobs(house.ledger, house.told.settings, {}) if one.name == "publish")
    return job.run()


def newest(house: Served) -> bytes:
    """What everybody is shown."""
    answer = house.http.get("/log/1/checkpoint")
    assert answer.status_code == 200
    return answer.content


def grow(house: Served) -> None:
    """Record something more."""
    ruth = house.person("ruth")
    entries = ruth.signed(streams=[house.told.enquiries["maya"]], **OBJECTION)
    assert ruth.admit(entries).status_code == 201


def vkeys(house: Served) -> list[str]:
    """The keys of our log, from the trust file."""
    return [key.vkey for key in trusted(house)]


def report(house: Served) -> WitnessesReport:
    """What `countersign witnesses` says."""
    return witnesses_report(house.ledger, house.told.settings)


def test_it_cosigns_what_we_publish(writing: Served, go_witness: GoWitness) -> None:
    """Our policy, and Go, find its cosignature on each published checkpoint as the log grows."""
    private, vkey = go_witness.new_key(NAME)
    with go_witness.serving(private, vkeys(writing)) as url:
        policy = ask(writing, vkey, url)
        for _ in range(2):
            assert publish(writing) is not None
            note = newest(writing)
            (cosigned,) = policy.check(note).cosigned
            assert go_witness.run("open", vkey, note=note) == [f"{NAME} {cosigned.time}"]
            assert publish(writing) is None
            assert report(writing).quorum
            assert [one.outcome.trouble for one in report(writing).witnesses] == [""]
            grow(writing)
    trust = parse_trust((writing.told.settings.data / "trust.json").read_bytes())
    assert Policy.parse(trust.policy) == policy


def test_one_that_is_down_delays_its_cosignature_alone(
    writing: Served, go_witness: GoWitness
) -> None:
    """What we publish is published without it, the report says so, and it is had later."""
    private, vkey = go_witness.new_key(NAME)
    policy = ask(writing, vkey, NOWHERE)
    assert publish(writing) is not None
    before = newest(writing)
    with pytest.raises(QuorumMissing):
        policy.check(before)
    (line,) = report(writing).witnesses
    assert not report(writing).quorum
    assert "cannot be reached" in line.outcome.trouble
    with go_witness.serving(private, vkeys(writing)) as url:
        ask(writing, vkey, url)
        publisher = Publisher(writing.ledger, cosigner(writing.told.settings, writing.ledger))
        assert publisher.publish(NOON) is None
        all_answered()
        assert publisher.publish(NOON) is not None
    assert policy.check(newest(writing)).cosigned
    assert newest(writing).startswith(before)
    assert report(writing).quorum


def test_one_that_knows_better_raises_the_alarm(
    story: Told, writing: Served, go_witness: GoWitness, tmp_path: Path
) -> None:
    """A log that went back, and one that then took another turn, are told apart in the report."""
    private, vkey = go_witness.new_key(NAME)
    with go_witness.serving(private, vkeys(writing)) as url:
        ask(writing, vkey, url)
        grow(writing)
        publish(writing)
        with served(story.copied(tmp_path / "restored")) as restored:
            ask(restored, vkey, url)
            publish(restored)
            assert "was rolled back" in report(restored).witnesses[0].outcome.trouble
            grow(restored)
            grow(restored)
            publish(restored)
            all_answered()  # which is not waited for by now
            assert "does not continue" in report(restored).witnesses[0].outcome.trouble
            assert not report(restored).quorum


def test_one_that_does_not_know_us_says_so(writing: Served, go_witness: GoWitness) -> None:
    """A witness without our key, or with another key than the policy's, gives no cosignature."""
    private, vkey = go_witness.new_key(NAME)
    _, other = go_witness.new_key(NAME)
    with go_witness.serving(private, []) as url:
        ask(writing, vkey, url)
        publish(writing)
        assert "does not watch our log" in report(writing).witnesses[0].outcome.trouble
    with go_witness.serving(private, vkeys(writing)) as url:
        ask(writing, other, url)
        publish(writing)
        assert "another key" in report(writing).witnesses[0].outcome.trouble
    assert published(writing.ledger, 1) == newest(writing)


def test_a_policy_that_is_none_stops_the_start(writing: Served) -> None:
    """A typing mistake in the policy is told when the server starts, and names its line."""
    settings: Settings = writing.told.settings
    for text in ("quorum everybody\n", "witness a b\n", f"witness w {vkeys(writing)[0]}\n"):
        (settings.data / "witness-policy.txt").write_text(text)
        with pytest.raises(Problem, match=r"^witness-policy\.txt: policy line 1"):
            cosigner(settings, writing.ledger)


def test_a_policy_spoilt_later_stops_nothing(
    writing: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """What it cannot ask for any more is logged, and the log is published all the same."""
    publisher = Publisher(writing.ledger, cosigner(writing.told.settings, writing.ledger))
    (writing.told.settings.data / "witness-policy.txt").write_text("quorum\n")
    assert publisher.publish(NOON) is not None
    assert "witness-policy.txt: policy line 1" in caplog.text


def test_who_publishes_once_waits_for_one_that_was_down(
    writing: Served, go_witness: GoWitness
) -> None:
    """A command that ends cannot come back for a cosignature, so it waits for it."""
    private, vkey = go_witness.new_key(NAME)
    policy = ask(writing, vkey, NOWHERE)
    publish(writing)
    with go_witness.serving(private, vkeys(writing)) as url:
        ask(writing, vkey, url)
        patient = cosigner(writing.told.settings, writing.ledger, patient=True)
        assert Publisher(writing.ledger, patient).publish(NOON) is not None
    assert policy.check(newest(writing)).cosigned
