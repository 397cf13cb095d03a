"""The form of an event in one enquiry: what it asks, and what its answers amount to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import to_json

from api.forms.asked import Answers, Asked, Question, Shown, id_of
from api.forms.better import DESCRIPTIONS
from api.forms.derive import questions_of
from api.forms.frame import CORRECTING, WHEN, WHO, acting_of, reading_of
from api.forms.labels import printed
from api.forms.offered import Offered
from api.forms.people import named_for_good
from api.forms.times import settled
from domain.drafting import People
from domain.events.base import Event
from ledger.draft import DraftRequest, RefRequest
from ledger.refusing import NotAdmitted

_FRAME: Final = ("occurred", "known", "actor", "mark", "because", "capacity")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with an answer, in words for whoever gave it; no name: with all of them."""

    name: str
    message: str

    @property
    def id(self) -> str:
        """The id of the control to go to."""
        return id_of(self.name)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading."""

    title: str
    questions: tuple[Shown, ...]
    opened: bool = False
    """Whether something in it is wrong, so that it has to be seen."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a form's answers amount to: something to record, or what is wrong with them."""

    request: DraftRequest | None
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class Form:
    """The questions of one event, for a reader of one enquiry."""

    event: type[Event]
    stream: str
    offered: Offered
    corrects: bool = False

    @property
    def title(self) -> str:
        """What is recorded: “Child seen”."""
        return title_of(self.event)

    @property
    def lead(self) -> str:
        """What that is, in a sentence or two."""
        return description_of(self.event)

    def read(self, answers: Answers) -> Read:
        """Every answer, or everything that is wrong with them."""
        asked = self._asked(answers, {})
        data = questions_of(self.event).read(asked)
        told = {name: question.read(asked.part(name)) for name, question in self._frame()}
        errors = asked.errors
        if not errors:
            errors |= self._wrong(data)
        if errors:
            return Read(None, tuple(FieldError(name, said) for name, said in errors.items()))
        return Read(self._request(data, told), ())

    def fill(self, content: Mapping[str, Any]) -> dict[str, list[str]]:
        """Answers that amount to this: fields of the event, and parts of the frame by name."""
        answers: dict[str, list[str]] = {}
        questions_of(self.event).fill("", content, answers)
        for name, question in self._frame():
            if content.get(name) is not None:
                question.fill(name, content[name], answers)
        return answers

    def settle(self, answers: Answers) -> dict[str, list[str]]:
        """The answers with “just now” and “tomorrow” as the times that they mean today."""
        kept = {name: list(given) for name, given in answers.items()}
        for section in self.show(answers, {}):
            for question in section.questions:
                for name in names_in(question, "when"):
                    settled(name, kept, self.offered.now)
                for name in names_in(question, "newcomer"):
                    named_for_good(name, kept)
        return kept

    def show(self, answers: Answers, errors: Mapping[str, str]) -> tuple[Section, ...]:
        """The questions with the answers so far."""
        asked = self._asked(answers, dict(errors))
        sections = (
            ("What happened", (*acting_of(self.offered), *questions_of(self.event).parts)),
            ("When", WHEN),
            ("Who did it, and how you know", WHO),
            ("Who may read this", reading_of(self.event)),
        )
        shown = tuple(
            Section(
                title,
                tuple(question.show(asked.part(name)) for name, question in questions),
                any(error.startswith(name) for error in errors for name, _ in questions),
            )
            for title, questions in sections
        )
        why = tuple(one.show(asked.part(name)) for name, one in CORRECTING) if self.corrects else ()
        return (Section("Why it is corrected", why), *shown) if why else shown

    def placed(self, refused: NotAdmitted) -> FieldError:
        """The ledger's refusal, beside the question that it is about."""
        known = {
            name
            for section in self.show({}, {})
            for one in section.questions
            for name in names_in(one)
        }
        steps = (refused.field or "").split(".")
        while steps and ".".join(steps) not in known:
            steps.pop()
        reason = refused.detail.removeprefix(f"{refused.field}: ")
        return FieldError(".".join(steps), _sentence(reason))

    def _asked(self, answers: Answers, errors: dict[str, str]) -> Asked:
        return Asked("", answers, self.offered, errors)

    def _frame(self) -> tuple[tuple[str, Question], ...]:
        correcting = CORRECTING if self.corrects else ()
        return (*WHEN, *WHO, *acting_of(self.offered), *reading_of(self.event), *correcting)

    def _wrong(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What the event itself refuses: a name that nobody has, the same value twice."""
        people = People({person.id: person.names for person in self.offered.persons})
        try:
            self.event.model_validate_json(to_json(data), context=people)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False, include_context=False)
            return dict(_placed(one["loc"], one["msg"]) for one in found)
        return {}

    def _request(self, data: dict[str, Any], told: Mapping[str, Any]) -> DraftRequest:
        streams = tuple(told.get("streams") or (self.stream,))
        if len(streams) > 1:
            data = questions_of(self.event).anchored(data, self.stream)
        apart = told.get("apart") or []
        witness = told.get("source.witness")
        source = {**told["source"], **({"witness": witness} if witness else {})}
        return DraftRequest(
            event=self.event.__name__,
            streams=streams,
            data=data,
            source=source,
            marks={one["part"]: one["mark"] for one in apart if "mark" in one},
            kinds={one["part"]: one["kind"] for one in apart if "kind" in one},
            about={one["part"]: tuple(one["about"]) for one in apart if "about" in one},
            refs=_refs(told),
            **{name: told[name] for name in _FRAME if told.get(name) is not None},
        )


def _refs(told: Mapping[str, Any]) -> tuple[RefRequest, ...]:
    seq = told.get("corrects")
    return (RefRequest(rel="corrects", seq=int(seq)),) if seq else ()


def _placed(steps: tuple[int | str, ...], message: str) -> tuple[str, str]:
    reason = message.removeprefix("Value error, ")
    return ".".join(str(step) for step in steps), _sentence(reason)


def _sentence(reason: str) -> str:
    """A reason that speaks of a field, as a sentence beside its question."""
    reason = reason.replace("is later than this entry", "must not be in the future")
    if reason.startswith(_PREDICATES):
        return f"This {reason}"
    return reason[:1].upper() + reason[1:]


_PREDICATES: Final = ("is ", "was ", "has ", "does ", "must ", "names ", "needs ")


def names_in(shown: Shown, kind: str | None = None) -> Iterator[str]:
    """The names of a question and of every question within it, or of those of a kind."""
    if kind in (None, shown.kind):
        yield shown.name
    for part in (*shown.parts, *(part for choice in shown.choices for part in choice.parts)):
        yield from names_in(part, kind)


def title_of(event: type[Event]) -> str:
    """What an event is called: “Child seen”."""
    words = event.in_words()
    return words[:1].upper() + words[1:]


def description_of(event: type[Event]) -> str:
    """What an event is, in a sentence or two."""
    return DESCRIPTIONS.get(event.__name__) or printed(" ".join((event.__doc__ or "").split()))
