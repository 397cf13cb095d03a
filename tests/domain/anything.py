"""Hypothesis strategies: any `data` that an event's fields allow, as an author could give it."""

from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel

from domain.events import Event
from domain.values import About, At, Between, Mention, On, Segment, Unknown
from domain.wording import bare_of, metadata_of, model_fields
from tests.scenario import FAMILY

ALPHABET = st.characters(exclude_categories=["Cs", "Cc", "Cf"])
NAMES = st.sampled_from([name for names in FAMILY.values() for name in names])
WORDS = st.text(ALPHABET, min_size=1, max_size=30).filter(lambda text: text.strip() == text)
TEXTS = st.lists(
    st.one_of(NAMES, st.sampled_from([". ", "! ", "\n", " “", "”"]), WORDS), min_size=1, max_size=6
).map("".join)
INSTANTS = st.datetimes(
    datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("2199-12-30")
).map(lambda time: time.replace(microsecond=0).isoformat() + "Z")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
PERSONS = st.one_of(st.sampled_from(sorted(FAMILY)), NAMES)
WHENS = st.one_of(
    INSTANTS,
    DAYS,
    st.just("unknown"),
    st.builds(
        lambda time, minutes: {"about": time, "within": minutes}, INSTANTS, st.integers(1, 9)
    ),
    st.lists(INSTANTS, min_size=2, max_size=2)
    .map(sorted)
    .map(lambda times: {"from": times[0], "to": times[1]}),
)
_SEGMENTS = frozenset(get_args(Segment))
_DATES = frozenset({At, On, Between, About, Unknown})


def data_for(event: type[Event]) -> st.SearchStrategy[dict[str, Any]]:
    """Any `data` for an event, its optional fields sometimes left out."""
    return _object(event)


def _object(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    fields = zip(model_fields(model).items(), model.model_fields.values(), strict=True)
    for (name, annotation), field in fields:
        into = required if field.is_required() else optional
        into[name] = _any(annotation)
    return st.fixed_dictionaries(required, optional=optional)


def _any(annotation: Any) -> st.SearchStrategy[Any]:
    bare = bare_of(annotation)
    if bare in (str, int, bool, date, AwareDatetime) or get_origin(bare) is Literal:
        return _simple(annotation, bare)
    if get_origin(bare) is tuple:
        return _many(annotation, get_args(bare)[0])
    return _whole(annotation, bare)


def _whole(annotation: Any, bare: Any) -> st.SearchStrategy[Any]:
    if bare is Mention:
        # PersonAdded names a person who is not known yet; everything else may use plain words.
        return PERSONS if metadata_of(annotation) else st.just({"p": "new", "as": "Nia Cole"})
    members = [bare_of(member) for member in get_args(bare)] or [bare]
    if Mention in members:
        return st.one_of(PERSONS, *(_object(one) for one in members if one is not Mention))
    if _DATES.issuperset(members):
        return WHENS if Between in members else st.one_of(INSTANTS, DAYS)
    return st.one_of(*(_object(member) for member in members))


def _simple(annotation: Any, bare: Any) -> st.SearchStrategy[Any]:
    if get_origin(bare) is Literal:
        return st.sampled_from(get_args(bare))
    if bare is bool:
        return st.booleans()
    if bare is int:
        return st.integers(1, 999)
    if bare is str:
        pattern = next(
            (mark.pattern for mark in metadata_of(annotation) if getattr(mark, "pattern", None)),
            None,
        )
        return st.from_regex(pattern.rstrip("$") + r"\Z") if pattern else WORDS
    return DAYS if bare is date else INSTANTS


def _many(annotation: Any, item: Any) -> st.SearchStrategy[Any]:
    if frozenset(get_args(bare_of(item))) == _SEGMENTS:
        return TEXTS
    least = max((getattr(mark, "min_length", 0) for mark in metadata_of(annotation)), default=0)
    return st.lists(_any(item), min_size=least, max_size=3, unique_by=_key)


def _key(value: Any) -> Any:
    """What must not stand twice: a part, a tag, an action's number, a person, or the value."""
    if isinstance(value, dict):
        named = value.get("part") or value.get("kind") or value.get("number")
        return named or repr(sorted(value.items()))
    return next((who for who, names in FAMILY.items() if value == who or value in names), value)
