"""Two verifiers that share no code say the same of every bundle, however it was altered."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.archive import write_archive
from tests.crypto.bundles import Draft, story, trust_file
from tests.reference import altering
from tests.reference.compare import both


@dataclass(frozen=True)
class Made:
    """A bundle, what it was made from, and the trust file of its ledger."""

    draft: Draft
    files: dict[str, bytes]
    trust: bytes


def made(*, sparing: bool) -> Made:
    """The story, whole or with a part, an entry and a document withheld, and of an earlier view."""
    told = story()
    draft = Draft(told.ledger, told.ruth, 8, 8)
    if sparing:
        part = {2: "title"}
        draft = Draft(
            told.ledger,
            told.ruth,
            7,
            8,
            withhold=lambda seq, name, _: "privileged" if part.get(seq) == name else None,
            whole={1: "third_party"},
            documents={},
        )
    manifest = draft.manifest().encode()
    return Made(draft, draft.issue(manifest), trust_file(told.ledger).encode())


BUNDLES = [made(sparing=False), made(sparing=True)]
bundles = st.sampled_from(BUNDLES)
randoms = st.integers(0, 2**32).map(Random)


def agree(data: bytes, trust: bytes | None) -> None:
    """Both say the same."""
    fast, slow = both(data, trust)
    assert fast == slow


@pytest.mark.parametrize("bundle", BUNDLES, ids=["whole", "sparing"])
def test_they_verify_what_was_issued(bundle: Made) -> None:
    """Both find nothing, and without a trust file only that there is none."""
    data = write_archive(bundle.files)
    agree(data, bundle.trust)
    agree(data, None)
    assert both(data, bundle.trust)[1]["exit"] == 0


@settings(max_examples=50)
@given(bundles, randoms)
def test_bytes_altered(bundle: Made, random: Random) -> None:
    """F16.1 to F16.5: the same archives are read, and read as the same files."""
    agree(altering.archive(write_archive(bundle.files), random), bundle.trust)


@settings(max_examples=50)
@given(bundles, randoms)
def test_files_altered(bundle: Made, random: Random) -> None:
    """F16.19 to F16.40: the same findings, at the same places, as often."""
    agree(write_archive(altering.files(bundle.files, random)), bundle.trust)


@settings(max_examples=50)
@given(bundles, randoms)
def test_files_altered_and_listed_so(bundle: Made, random: Random) -> None:
    """An issuer who signs for altered files hides nothing that their authors signed."""
    agree(altering.relisted(bundle.draft, bundle.files, random), bundle.trust)


@settings(max_examples=50)
@given(bundles, randoms)
def test_another_list_of_contents(bundle: Made, random: Random) -> None:
    """F16.8 to F16.16: the same lists are refused, and the others found out in the same way."""
    agree(altering.listed(bundle.draft, bundle.files, random), bundle.trust)
