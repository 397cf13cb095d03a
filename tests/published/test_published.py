"""A published type never changes: its words, its fields, and that it is there."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, Field, create_model, field_validator, model_validator

from domain import values
from domain.events import BY_TYPE
from domain.profiles.values import Group, Hours, WorkingDays
from domain.values import EntryNumber, KindOf, Mention, Professional, Refers, Value, unique
from domain.wording import Phrases
from tests.published.form import digest_of, fields_of, rules_of
from tests.published.record import advice, changes, committed, procedure_of, today, updated
from tests.releases import another_release, first_release, mistaken_release, second_release

ROOT = Path(__file__).parent.parent.parent
NAMED = re.compile(r'"([a-z-]+/[0-9]+)"')


@pytest.fixture
def _released() -> Iterator[None]:
    """What a test enters in the registry is gone after it."""
    with another_release():
        yield


def test_every_published_type_is_what_it_was() -> None:
    """Words and fields as they were when entries of it were signed, and none of them is gone."""
    changed = changes(committed(), today())
    assert not changed, advice(changed)


def test_every_type_is_on_the_list() -> None:
    """From when it is committed: `python -m tests.published` adds it."""
    assert [*committed()] == [*today()], "run python -m tests.published"
    assert committed() == today(), "run python -m tests.published"


@pytest.mark.usefixtures("_released")
def test_a_better_word_under_the_same_number_is_found() -> None:
    """What happened once: no entry of the ledger verified any more, and no test said so."""
    first_release()
    published = today()
    mistaken_release()
    assert changes(published, today()) == {"toy-left/1": "its words are composed otherwise"}


@pytest.mark.usefixtures("_released")
def test_a_newer_version_leaves_the_older_as_it_was() -> None:
    """Derived from it, with a field that came and one that went, to the last bound."""
    first_release()
    published = today()
    second_release()
    assert changes(published, today()) == {}
    assert updated(published, today()).keys() - published.keys() == {"toy-left/2"}


@pytest.mark.usefixtures("_released")
def test_the_list_is_not_changed_unless_told_so() -> None:
    """Only the type that is named is taken over; what is gone is named like what has changed."""
    first_release()
    published = today()
    mistaken_release()
    with pytest.raises(ValueError, match="toy-left/1: its words"):
        updated(published, today())
    with pytest.raises(ValueError, match="withdrawal/1: it is gone"):
        updated(published, {name: one for name, one in today().items() if name != "withdrawal/1"})
    with pytest.raises(ValueError, match="toy-kept/1: is not on the list"):
        updated(published, today(), ["toy-kept/1"])
    assert updated(published, today(), ["toy-left/1"]) == today()


def test_the_command_says_what_is_wrong() -> None:
    """And ends with 1, so that whoever runs it in a script notices."""
    words = [sys.executable, "-m", "tests.published", "--again", "toy-left/1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (1, "toy-left/1: is not on the list\n")


def test_a_bound_within_a_check_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that were signed when they might be longer could not be read any more."""
    monkeypatch.setattr(values, "MAX_TEXT_CHARACTERS", 10_000)
    changed = changes(committed(), today())
    assert changed["entry"] == "because is read otherwise"
    assert "words is read otherwise" in changed["child-seen/1"]
    monkeypatch.undo()
    monkeypatch.setattr(values, "YEARS", (1950, 2199))
    assert "known is read otherwise" in changes(committed(), today())["entry"]


def test_who_recorded_what_a_verifier_judges_again_still_may() -> None:
    """Others may come to; if one were missing, a ledger that was sound would be refused."""
    enrolled = committed()["practitioner-enrolled/1"]
    fewer, more = enrolled | {"by": []}, enrolled | {"by": [*enrolled["by"], "legal"]}
    assert changes({"it": enrolled}, {"it": more}) == {}
    assert changes({"it": enrolled}, {"it": fewer}) == {
        "it": "registrar may not record it any more"
    }


def test_a_procedure_that_was_adopted_can_still_be_read() -> None:
    """A later parameter may be left out, by texts that did not know it; none goes, and none is
    counted in anything else.
    """

    def found(**later: Any) -> dict[str, str]:
        again = create_model("Again", __base__=Group, **{"sooner": (WorkingDays, ...), **later})
        procedure = create_model("Procedure", __base__=Group, child=(again, ...))
        return changes({"it": published}, {"it": procedure_of(procedure)})

    first = create_model("First", __base__=Group, sooner=(WorkingDays, ...))
    published = procedure_of(create_model("Procedure", __base__=Group, child=(first, ...)))
    assert [*published["fields"]] == ["child.sooner"]
    assert found() == found(later=(Hours, None)) == {}
    assert found(later=(Hours, ...)) == {"it": "child.later has come"}
    assert found(sooner=(Hours, ...)) == {"it": "child.sooner is read otherwise"}
    assert found(sooner=(WorkingDays, None)) == {"it": "child.sooner is read otherwise"}


def _at_most(bound: int) -> Any:
    def check(value: str) -> str:
        return value[:bound]

    return check


def _form(annotation: Any, **config: Any) -> str:
    default = config.pop("default", ...)
    model = create_model(config.pop("name", "Made"), __base__=Value, field=(annotation, default))
    return digest_of([fields_of(model), rules_of(model)])


SAME = {
    "another name of the class": partial(_form, str, name="Other"),
    "a bound that is none": partial(_form, Annotated[str, Field(min_length=None, title="x")]),
}
"""Not in the bytes."""
OTHER = {
    "another type": partial(_form, int),
    "a list": partial(_form, tuple[str, ...]),
    "optional": partial(_form, str | None, default=None),
    "a length": partial(_form, Annotated[str, Field(max_length=9)]),
    "another length": partial(_form, Annotated[str, Field(max_length=8)]),
    "a bound of 0": partial(_form, Annotated[int, Field(ge=0)]),
    "a pattern": partial(_form, Annotated[str, Field(pattern="^a$")]),
    "opinion": partial(_form, Annotated[str, KindOf("opinion")]),
    "verbatim": partial(_form, Annotated[str, KindOf("verbatim")]),
    "a reference": partial(_form, Annotated[EntryNumber, Refers("answers")]),
    "another reference": partial(_form, Annotated[EntryNumber, Refers("concerns")]),
    "a check": partial(_form, Annotated[str, unique()]),
    "a check by a constant": partial(_form, Annotated[str, AfterValidator(_at_most(5))]),
    "by another": partial(_form, Annotated[str, AfterValidator(_at_most(6))]),
    "one of": partial(_form, Literal["a", "b"]),
    "one of more": partial(_form, Literal["a", "b", "c"]),
    "any of": partial(_form, Professional | Mention),
    "an object": partial(_form, Mention),
}
"""Each is read from other bytes, or read otherwise."""


@pytest.mark.parametrize("name", SAME)
def test_what_does_not_reach_the_bytes_is_left_out(name: str) -> None:
    """Otherwise nobody could clean up, and the list would be overruled by habit."""
    assert SAME[name]() == _form(str)


def test_every_other_form_is_another() -> None:
    """No two of them share a digest, nor one with the plain string."""
    assert len({_form(str), *(make() for make in OTHER.values())}) == len(OTHER) + 1


def test_a_check_of_the_whole_counts() -> None:
    """Of one field or of several, in the class of the event or of a value within it."""

    class Plain(Value):
        field: str

    class Checked(Plain):
        @field_validator("field")
        @classmethod
        def _is_short(cls, value: str) -> str:
            return value

    class CheckedWhole(Plain):
        @model_validator(mode="after")
        def _is_sound(self) -> "CheckedWhole":
            return self

    assert len({_form(one) for one in (Plain, Checked, CheckedWhole)}) == 3


def test_order_and_words_on_pages_do_not_count() -> None:
    """Members of a union and values of a list stand in no order; their words are the template's."""
    assert _form(Mention | Professional) == _form(Professional | Mention)
    assert _form(Literal["b", "a"]) == _form(Literal["a", "b"])
    assert _form(Annotated[Literal["a", "b"], Phrases({"a": "one"})]) == _form(Literal["a", "b"])


def test_what_nobody_has_described_is_an_error() -> None:
    """A new kind of type or bound cannot slip through with the digest of nothing."""
    with pytest.raises(TypeError, match="say here"):
        _form(Annotated[int, Field(multiple_of=2)])
    with pytest.raises(TypeError, match="say here"):
        _form(float)


@pytest.mark.parametrize("folder", ["crypto/**/*.py", "crypto/**/*.js", "api/static/**/*.js"])
def test_verifiers_know_every_version_of_the_types_that_they_name(folder: str) -> None:
    """A newer version of an entry about keys that a verifier does not know would hide a key."""
    named = {name for file in ROOT.glob(folder) for name in NAMED.findall(file.read_text("utf-8"))}
    stems = {name.partition("/")[0] for name in named & BY_TYPE.keys()}
    assert {name for name in BY_TYPE if name.partition("/")[0] in stems} <= named
