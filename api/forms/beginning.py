"""What a form begins with: what is known already, what a link says, or the entry to correct."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from api.forms.asked import Filling, Question
from api.forms.choosing import Coded, YesNoAsked
from api.forms.derive import questions_of
from api.forms.entries import EntryAsked
from api.forms.form import Form
from api.forms.offered import Offered
from api.forms.people import WhoAsked
from api.forms.shapes import Group, OneOf
from api.forms.times import DayAsked, MomentAsked, WhenAsked
from domain.enquiry import CHILDREN
from domain.entry import Entry
from domain.events.checks import AgencyCheckRequested
from domain.events.strategy import StrategyDiscussionConvened
from domain.values import stored_form

_TIMES: Final = (DayAsked, MomentAsked, WhenAsked)
_YES: Final = frozenset({"yes", "true", "True", "1"})


def begun(form: Form, query: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The answers that a new form shows; those that a link gives come first."""
    answers: dict[str, list[str]] = {"source": ["own_act"], "mark": ["ordinary"]}
    if "{occurred}" not in form.event.says:
        answers["occurred"] = ["now"]
    answers["streams"] = [form.stream]
    answers |= dict(_known(form))
    if issubclass(form.event, AgencyCheckRequested):
        answers["people"] = _own_child(form.offered)
    if issubclass(form.event, StrategyDiscussionConvened) and form.offered.codes:
        answers["discussion"] = [*form.offered.codes["discussion"]][-1:]
    for name, values in query.items():
        _give(questions_of(form.event), name, name.split("."), list(values), answers)
    if form.corrects:
        answers["corrects"] = list(query.get("corrects", ()))[:1]
    return answers


def correcting(form: Form, entry: Entry) -> dict[str, list[str]]:
    """The answers that say what an earlier entry says, to be put right."""
    frame = stored_form(entry.frame)
    source = {name: value for name, value in frame["source"].items() if name != "witness"}
    parts = [{"part": name, **stored_form(part)} for name, part in entry.parts.items() if part.mark]
    return form.fill(
        {
            **stored_form(entry.event),
            "occurred": frame["occurred"],
            "known": None if frame["occurred"] == {"at": frame["known"]} else frame["known"],
            "actor": frame.get("actor"),
            "source": source,
            "source.witness": frame["source"].get("witness"),
            "mark": entry.mark,
            "apart": parts or None,
            "corrects": entry.seq,
            "capacity": entry.frame.capacity.id,
            "streams": [form.stream],
        }
    )


def _known(form: Form) -> Iterator[tuple[str, list[str]]]:
    """The only one of its kind needs no choosing."""
    for name, question in questions_of(form.event).parts:
        only = _only(question, form.offered)
        if only and not question.optional:
            yield name, [only]


def _only(question: Question, offered: Offered) -> str | None:
    """The only answer that there is, or the child whom the enquiry is about."""
    if isinstance(question, EntryAsked):
        fitting = [one for one in offered.entries if question.to and one.event in question.to]
        return str(fitting[0].seq) if len(fitting) == 1 else None
    if isinstance(question, Coded) and question.key == "discussion":
        return next(iter(offered.codes.get("discussion", ())), None)
    if isinstance(question, WhoAsked) and question.only == CHILDREN:
        return next(iter(_own_child(offered)), None)
    return None


def _own_child(offered: Offered) -> list[str]:
    """The child whom the enquiry is about, where it is about one."""
    own = [one.id for one in offered.persons if one.kind == "child"]
    return own if len(own) == 1 else []


def _give(
    question: Question, name: str, steps: Sequence[str], values: list[str], answers: Filling
) -> None:
    """Answer as a link says: `child=maya`, `answer.kind=declined`, `due=2026-03-02`."""
    match question, steps:
        case OneOf(), [] | ["kind"]:
            answers[name.removesuffix(".kind")] = values
        case Group(), [step, *rest]:
            inner = dict(question.parts).get(step)
            if inner:
                _give(inner, name, rest, values, answers)
        case OneOf(), [step, *rest] if step not in question.cases:
            for tag, case in question.cases.items():
                _give(case, _inserted(name, len(steps), tag), steps, values, answers)
        case OneOf(), [step, *rest]:
            _give(question.cases[step], name, rest, values, answers)
        case _, []:
            _answer(question, name, values, answers)


def _answer(question: Question, name: str, values: list[str], answers: Filling) -> None:
    if isinstance(question, _TIMES):
        try:
            question.fill(name, values[0], answers)
        except ValueError:
            return
    elif isinstance(question, YesNoAsked):
        answers[name] = ["yes" if values[0] in _YES else "no"]
    else:
        answers[name] = values


def _inserted(name: str, steps: int, tag: str) -> str:
    """A dotted name with a step put in before its last ones."""
    parts = name.split(".")
    return ".".join([*parts[:-steps], tag, *parts[-steps:]])
