"""What a bundle proves of times, and what it does not prove, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from crypto import bundlenames as names
from crypto.absence import Absence
from crypto.absence_words import NOT_SAID, says
from crypto.anchors import Anchors, Interval
from crypto.bundle.report import BundleReport
from crypto.english import instant_words
from crypto.listed import EntryListed
from crypto.manifest import Manifest

NOT_PROVEN: Final = (
    "that the words are true; only that they are the words that were signed",
    "who held the device when it signed; only that the key was its author’s",
    "who a practitioner is, beyond the word of the registrar who enrolled them",
    "what was never recorded",
    "what the withheld parts say, or that withholding them was right; only that they are there",
    (
        "that an author’s role allowed an entry of the enquiry, or that an officer who vouched for "
        "a key was a manager; only the keys and capacities in the directory are held to its rules"
    ),
)
_FIRST_LOG: Final = "1"
"""Each further one begins with the declaration that a restore lost entries (F5.6)."""


def intervals(manifest: Manifest, anchors: Anchors) -> Iterator[str]:
    """Between which times, by the word of others, the entries of the enquiry were recorded."""
    entries = manifest.streams[0].entries
    for interval, group in groupby(entries, key=lambda one: anchors.around(one.index)):
        if interval.after or interval.before:
            yield f"{_which(list(group))} {_between(interval)}"


def with_absence(report: BundleReport, absence: Absence) -> BundleReport:
    """The report on a bundle whose entries bear an absence statement out."""
    return replace(report, absent=(says(absence),), not_proven=(*report.not_proven, *NOT_SAID))


def limits(
    manifest: Manifest, *, outside: int, untemplated: int, attested: bool, witnessed: bool
) -> Iterator[str]:
    """What this bundle leaves open, beside what every bundle does."""
    yield from NOT_PROVEN
    yield f"anything that was recorded after entry {manifest.size} of the log"
    number = manifest.origin.rpartition("/")[2]
    if number != _FIRST_LOG:
        yield (
            f"that nothing was lost before: this is log {number} of the ledger, which began it "
            "when it was restored from a backup that lacked entries"
        )
    if attested:
        yield (
            "the time of day more exactly than the intervals stated, nor that the ledger had the "
            "newest state of its log stamped, on which “recorded after” rests"
        )
    else:
        yield "the time of day, beyond the ledger’s own clock; only that it never ran backwards"
    if manifest.known is not None:
        yield (
            f"that entry {manifest.size} of the log was the last by {time_words(manifest.known)}: "
            "whoever issued the bundle says so"
        )
    if not witnessed:
        yield "that the ledger shows everybody the same history: no witness was asked for"
    if outside:
        lead = "1 reference leads" if outside == 1 else f"{outside} references lead"
        yield f"where {lead}, to records that are not in this bundle"
    if untemplated:
        follow = "1 sentence follows" if untemplated == 1 else f"{untemplated} sentences follow"
        yield f"that {follow} from what else was signed: no template was given"
    copies = [one.name for one in manifest.files if names.is_reading_copy(one.name)]
    if copies:
        yield (
            f"that the reading copies ({', '.join(copies)}) say what the entries say: whoever "
            "issued the bundle signed for them, and no author did"
        )


def more_places(count: int) -> str:
    """Behind the first place of a finding: at how many more of `count` places in all it is."""
    others = count - 1
    return f", and at {others} more place{'s' if others > 1 else ''}" if others else ""


def time_words(seconds: int) -> str:
    """A time in London."""
    return instant_words(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _which(entries: Sequence[EntryListed]) -> str:
    first, last = entries[0].seq, entries[-1].seq
    one = f"Entry {first} of the enquiry was"
    return one if first == last else f"Entries {first} to {last} of the enquiry were"


def _between(interval: Interval) -> str:
    after, before = interval.after, interval.before
    words = []
    if after:
        words.append(f"recorded after {time_words(after.time)} (time stamp by {after.by})")
    if before:
        by = "time stamp by" if before.is_stamp else "the word of the witness"
        words.append(f"recorded by {time_words(before.time)} ({by} {before.by})")
    return " and ".join(words)
