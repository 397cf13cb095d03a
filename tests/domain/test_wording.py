"""The little language of `says`: what it compiles to, and what it refuses on import."""

from typing import Annotated, Any, ClassVar, Literal

import pytest

from crypto.statement import compose, plain
from domain.values import (
    Count,
    Day,
    Deadline,
    Instant,
    Mention,
    Person,
    Professional,
    Text,
    Value,
    Verbatim,
    When,
    Who,
    YesNo,
)
from domain.wording import Phrases, WordingError, metadata_of, model_fields, template_of

FRAME: dict[str, Any] = {
    "capacity": {"as": "Ruth Okafor"},
    "occurred": {"at": "2026-03-02T12:00:00Z"},
    "source": {"how": "own_act"},
}
MAYA = {"p": "maya", "as": "Maya"}
TOM = {"as": "Tom Hill", "role": "police_officer", "agency": "Police"}


def said(says: str, fields: dict[str, Any], values: dict[str, Any], **frame: Any) -> str:
    """What a `says` over fields of these types says of these values."""
    wrapped = {name: {"v": value} for name, value in values.items()}
    pieces = compose(template_of(says, fields), {**FRAME, **frame, **wrapped})
    return plain([piece.segment for piece in pieces])


class Note(Value):
    """A clause within a list."""

    says: ClassVar[str] = "{n} of {who}"

    n: Count
    who: Who


class Line(Value):
    """A sentence within a list."""

    says: ClassVar[str] = "{who} said so: {text}."

    who: Who
    text: Text


class Cat(Value):
    """One case."""

    says: ClassVar[str] = "a cat of {age}"

    kind: Literal["cat"]
    age: Count


class Dog(Value):
    """Another."""

    says: ClassVar[str] = "a dog"

    kind: Literal["dog", "puppy"]


@pytest.mark.parametrize(
    ("annotation", "value", "words"),
    [
        (str, "words", "Words"),
        (Count, 3, "3"),
        (Person, MAYA, "Maya"),
        (Mention, MAYA, "Maya"),
        (Who, TOM, "Tom Hill (Police)"),
        (Who, MAYA, "Maya"),
        (Professional, TOM, "Tom Hill (Police)"),
        (Day, "2026-03-02", "2 March 2026"),
        (Instant, "2026-03-02T09:05:00Z", "2 March 2026 at 9:05am"),
        (Deadline, {"on": "2026-03-02"}, "On 2 March 2026"),
        (When, {"unknown": True}, "At a time that is not known"),
        (Text, ["One. ", MAYA, " two."], "One. Maya two"),
        (Verbatim, ["I ", "did."], "“I did.”"),
        (Verbatim | None, ["I did"], "“I did”"),
        (Literal["by_post"], "by_post", "By post"),
        (Annotated[Literal["a", "b"], Phrases({"a": "first"})], "a", "First"),
        (tuple[Person, ...], [MAYA], "Maya"),
        (tuple[Who, ...], [MAYA, TOM, MAYA], "Maya, Tom Hill (Police) and Maya"),
        (tuple[Professional, ...], [TOM, TOM], "Tom Hill (Police) and Tom Hill (Police)"),
        (tuple[Count, ...], [1, 2, 3], "1, 2 and 3"),
        (
            tuple[Note, ...],
            [{"n": 1, "who": MAYA}, {"n": 2, "who": TOM}, {"n": 3, "who": MAYA}],
            "1 of Maya; 2 of Tom Hill (Police); and 3 of Maya",
        ),
        (
            tuple[Line, ...],
            [{"who": MAYA, "text": ["So."]}, {"who": MAYA, "text": ["No"]}],
            "Maya said so: So. Maya said so: No",
        ),
        (Cat | Dog, {"kind": "cat", "age": 4}, "A cat of 4"),
        (Cat | Dog, {"kind": "puppy"}, "A dog"),
    ],
)
def test_each_type_has_words(annotation: Any, value: Any, words: str) -> None:
    """How a value is put into words follows from its type alone."""
    assert said("{x}", {"x": annotation}, {"x": value}) == f"{words}.".replace(".”.", ".”")


def test_optional_phrases_need_all_their_fields() -> None:
    """Brackets are left out unless every field in them has a value, whatever its type."""
    fields = {"a": str | None, "b": Who | None, "c": Person}
    says = "{c} left[ for {a} with {b}]"
    assert said(says, fields, {"c": MAYA, "a": "home", "b": TOM}) == (
        "Maya left for home with Tom Hill (Police)."
    )
    assert said(says, fields, {"c": MAYA, "a": "home"}) == "Maya left."
    assert said(says, fields, {"c": MAYA, "b": TOM}) == "Maya left."


def test_a_choice_follows_a_yes_or_no_or_a_presence() -> None:
    """`{field|yes|no}` takes one of two wordings, either of which may be empty."""
    fields = {"sure": YesNo, "who": Person | None}
    says = "{sure|It is|It may be} so{who| for somebody|}"
    assert said(says, fields, {"sure": True, "who": MAYA}) == "It is so for somebody."
    assert said(says, fields, {"sure": False}) == "It may be so."


def test_no_second_stop() -> None:
    """A stop in `says` is dropped where the words before it end a sentence, in quotes as well."""
    fields = {"a": Text, "b": Verbatim}
    says = "{a}. Then: {b}. Done"
    words = said(says, fields, {"a": ["Why?"], "b": ["I went."]})
    assert words == "Why? Then: “I went.” Done."
    assert said(says, fields, {"a": ["Once"], "b": ["Gone"]}) == "Once. Then: “Gone”. Done."


def test_actor_author_and_time() -> None:
    """The actor is the author where nobody else did it."""
    says = "{occurred} {actor} acted and {author} wrote"
    assert said(says, {}, {}).endswith("Ruth Okafor acted and Ruth Okafor wrote.")
    assert "Tom Hill (Police) acted and Ruth Okafor wrote" in said(says, {}, {}, actor=TOM)


def test_a_part_of_a_field() -> None:
    """`{field.part}` tells one part of a value."""
    assert said("{x.n} apples", {"x": Note}, {"x": {"n": 2, "who": MAYA}}) == "2 apples."


@pytest.mark.parametrize(
    ("says", "fields"),
    [
        ("{nobody}", {}),
        ("{x.y}", {"x": Note}),
        ("{x", {"x": str}),
        ("x}", {"x": str}),
        ("[{x}", {"x": str}),
        ("{x}]", {"x": str}),
        ("[a [b] c]", {}),
        ("{x}", {"x": float}),
        ("{x}", {"x": bool}),
        ("{x}", {"x": Note | Cat}),
        ("{x|only one}", {"x": YesNo}),
        ("{x|one|two|three}", {"x": YesNo}),
        ("{x|yes|no}", {}),
        ("{x}", {"x": Annotated[Literal["a"], Phrases({"b": "no such value"})]}),
    ],
)
def test_words_that_do_not_fit_are_found_on_import(says: str, fields: dict[str, Any]) -> None:
    """A slip in a `says` stops the import; it never reaches a page."""
    with pytest.raises(WordingError):
        template_of(says, fields)


def test_fields_by_signed_name_with_metadata() -> None:
    """A field is known by the name that is signed, and keeps what its type was annotated with."""
    assert set(model_fields(Mention)) == {"p", "as"}
    assert model_fields(str) == {}
    assert [mark.kind for mark in metadata_of(Verbatim | None) if hasattr(mark, "kind")] == [
        "verbatim"
    ]
    assert metadata_of(Cat | Dog | None) == []
