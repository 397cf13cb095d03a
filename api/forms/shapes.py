"""Questions made of questions: a group, one of several groups, a list with one more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from api.forms.asked import NOT_SAID, Answers, Asked, Choice, Filling, Question, Shown, is_number

MOST: Final = 64
"""Items of one list: more belong in a document."""
_YES: Final = "yes"


@dataclass(frozen=True)
class Group(Question):
    """Several questions under one heading; its parts by name."""

    parts: tuple[tuple[str, Question], ...] = ()

    def read(self, asked: Asked) -> Any:
        """Every part that was answered."""
        told = ((name, part.read(asked.part(name))) for name, part in self.parts)
        return {name: value for name, value in told if value is not None}

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Answer every part."""
        for part, question in self.parts:
            if value.get(part) is not None:
                question.fill(f"{name}.{part}" if name else part, value[part], answers)

    def anchored(self, value: Any, stream: str) -> Any:
        """As its parts are."""
        asks = dict(self.parts)
        return {
            name: asks[name].anchored(one, stream) if name in asks else one
            for name, one in value.items()
        }

    def show(self, asked: Asked) -> Shown:
        """A fieldset."""
        parts = tuple(part.show(asked.part(name)) for name, part in self.parts)
        return Shown("group", asked.name, self.label, self.hint, error=asked.error, parts=parts)


@dataclass(frozen=True)
class IfAny(Question):
    """What may be left out: whether there is any, and then what."""

    inner: Question = field(default_factory=lambda: Group(""))
    yes: str = "Yes"
    no: str = "No"
    unless: bool = False
    """Whether no answer means no, so that it is chosen from the start."""
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """What there is; None for nothing."""
        return self.inner.read(asked.part(_YES)) if asked.words == _YES else None

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Yes, and what there is."""
        answers[name] = [_YES]
        self.inner.fill(f"{name}.{_YES}", value, answers)

    def anchored(self, value: Any, stream: str) -> Any:
        """As what there is."""
        return self.inner.anchored(value, stream)

    def show(self, asked: Asked) -> Shown:
        """Two radios; yes shows the rest."""
        said = asked.words == _YES
        no = not said and (self.unless or bool(asked.all))
        shown = (self.inner.show(asked.part(_YES)),)
        choices = (
            Choice(_YES, self.yes, checked=said, parts=shown),
            Choice("no", self.no, checked=no),
        )
        choices = choices[::-1] if self.unless else choices
        return Shown(
            "radios", asked.name, self.label, self.hint, error=asked.error, choices=choices
        )


@dataclass(frozen=True)
class OneOf(Question):
    """A tagged value: which kind, and what that kind asks."""

    cases: Mapping[str, Group] = field(default_factory=dict)
    tag: str = "kind"
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The kind and its parts."""
        if asked.words not in self.cases:
            return self.nothing(asked)
        return {self.tag: asked.words, **self.cases[asked.words].read(asked.part(asked.words))}

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose the kind, and answer what it asks."""
        kind = str(value[self.tag])
        answers[name] = [kind]
        self.cases[kind].fill(f"{name}.{kind}", value, answers)

    def anchored(self, value: Any, stream: str) -> Any:
        """As the kind that it is."""
        return self.cases[str(value[self.tag])].anchored(value, stream)

    def show(self, asked: Asked) -> Shown:
        """Radios, each with what it asks."""
        choices = [
            Choice(
                kind,
                case.label,
                case.hint,
                checked=asked.words == kind,
                parts=case.show(asked.part(kind)).parts,
            )
            for kind, case in self.cases.items()
        ]
        if self.optional:
            choices.append(Choice("", NOT_SAID, checked=asked.all[:1] == [""]))
        return Shown(
            "radios", asked.name, self.label, self.hint, error=asked.error, choices=tuple(choices)
        )


@dataclass(frozen=True)
class ListAsked(Question):
    """Several of the same kind, and a button for one more; how many is an answer of its own."""

    item: Question = field(default_factory=lambda: Group(""))
    least: int = 0
    adds: str = ""
    """What the button says, where that is not “Add another”."""

    def read(self, asked: Asked) -> Any:
        """Every item; empty ones at the end are left out."""
        filled = [at for at in self._items(asked) if is_answered(at.name, asked.answers)]
        count = max(self.least, *(int(at.name.rpartition(".")[2]) + 1 for at in filled), 0)
        items = [self.item.read(asked.part(str(number))) for number in range(count)]
        return [item for item in items if item is not None] or None

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """As many items as there are."""
        answers[name] = [str(len(value))]
        for number, item in enumerate(value):
            self.item.fill(f"{name}.{number}", item, answers)

    def anchored(self, value: Any, stream: str) -> Any:
        """As each item."""
        return [self.item.anchored(one, stream) for one in value]

    def show(self, asked: Asked) -> Shown:
        """Each item with a heading, and the button."""
        items = tuple(
            self._numbered(self.item.show(at), number)
            for number, at in enumerate(self._items(asked), start=1)
        )
        return Shown(
            "list",
            asked.name,
            self.title,
            self.hint,
            str(len(items)),
            asked.error,
            parts=items,
            add=self.adds,
        )

    def _numbered(self, item: Shown, number: int) -> Shown:
        """An item that has no name of its own is called by its number."""
        return replace(item, label=f"Item {number}") if item.label == self.label else item

    def _items(self, asked: Asked) -> Iterator[Asked]:
        words = asked.words
        count = int(words) if is_number(words, len(str(MOST))) else 0
        return (asked.part(str(number)) for number in range(min(max(count, self.least), MOST)))


def added(answers: Answers, name: str) -> dict[str, list[str]]:
    """The answers with one item more in the list of this name."""
    found = {control: list(given) for control, given in answers.items()}
    count = next(iter(found.get(name, ())), "0")
    found[name] = [str(min(int(count) + 1, MOST)) if count.isdecimal() else "1"]
    return found


def removed(answers: Answers, item: str) -> dict[str, list[str]]:
    """The answers without this item of a list; those after it move up."""
    name, _, place = item.rpartition(".")
    number = int(place) if place.isascii() and place.isdecimal() else MOST
    found: dict[str, list[str]] = {}
    for control, given in answers.items():
        step, dot, rest = control.removeprefix(f"{name}.").partition(".")
        if not control.startswith(f"{name}.") or not step.isdecimal() or int(step) < number:
            found[control] = list(given)
        elif int(step) > number:
            found[f"{name}.{int(step) - 1}{dot}{rest}"] = list(given)
    count = next(iter(found.get(name, ())), "0")
    found[name] = [str(max(int(count) - 1, 0)) if count.isdecimal() else "0"]
    return found


def is_answered(name: str, answers: Answers) -> bool:
    """Whether anything was answered below a name; how many items a list has is no answer."""
    return any(
        any(one.strip() for one in given)
        for control, given in answers.items()
        if control.startswith(f"{name}.") and not _is_count(control, answers)
    ) or any(one.strip() for one in answers.get(name, ()) if not _is_count(name, answers))


def _is_count(control: str, answers: Answers) -> bool:
    return (
        any(other.startswith(f"{control}.0") for other in answers)
        and "".join(answers[control]).isdecimal()
    )
