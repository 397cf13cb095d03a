"""A question at its place in a form: its name, what was answered, and what is wrong with that."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from api.forms.offered import Offered

Answers = Mapping[str, Sequence[str]]
"""A posted form: the names of its controls and what was answered in each."""
Filling = dict[str, list[str]]
"""Answers while they are put together."""
TAKEN: Final = frozenset({"record", "saved"})
"""Ids that the page of a form uses itself."""
NOT_SAID: Final = "Not recorded"
"""What a question that need not be answered offers beside its answers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, and the questions that follow from it."""

    value: str
    words: str
    hint: str = ""
    checked: bool = False
    parts: tuple["Shown", ...] = ()
    group: str = ""
    """The heading under which it is listed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as a page shows it; `kind` is the macro of `record/fields.html` that does."""

    kind: str
    name: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    parts: tuple["Shown", ...] = ()
    add: str = ""
    """What the button that adds one more says, for a list."""

    @property
    def id(self) -> str:
        """The id of its first control: where a link of the error summary leads."""
        return id_of(self.name)


def id_of(name: str) -> str:
    """The id of the control of this name: its own, or another where the page has taken that."""
    return f"{name}-answer" if name in TAKEN else name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's name in the form, all answers, and what they may choose from."""

    name: str
    answers: Answers
    offered: Offered
    errors: dict[str, str]
    """Filled by reading: the name of a control and what is wrong, the first word counts."""

    def part(self, name: str) -> "Asked":
        """A part of the question."""
        return replace(self, name=f"{self.name}.{name}" if self.name else name)

    @property
    def words(self) -> str:
        """What was answered, without blanks around it."""
        return self.exactly.strip()

    @property
    def exactly(self) -> str:
        """What was answered, to the letter; a browser ends lines with CR LF (HTML, 4.10.22)."""
        return next(iter(self.all), "").replace("\r\n", "\n")

    @property
    def all(self) -> Sequence[str]:
        """Everything that was chosen."""
        return self.answers.get(self.name, ())

    @property
    def error(self) -> str:
        """What is wrong with the answer; empty for nothing."""
        return self.errors.get(self.name, "")

    def refuse(self, message: str) -> Any:
        """Note what is wrong, and give None: there is no answer to go on with."""
        self.errors.setdefault(self.name, message)
        return None


@dataclass(frozen=True)
class Question(ABC):
    """What is asked, in words. Frozen: one question serves every form."""

    label: str
    hint: str = ""
    optional: bool = False
    unanswered: str = field(default="", kw_only=True)
    """What is said where an answer is missing, if not the label with a verb before it."""

    verb: ClassVar[str] = "Enter"
    """How an error begins when there is no answer, as GOV.UK writes it."""

    @abstractmethod
    def read(self, asked: Asked) -> Any:
        """The answer as an author gives it to the ledger; None where there is none. What is wrong
        is noted in `asked`.
        """

    @abstractmethod
    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Answer the question `name` so that reading it gives `value`."""

    @abstractmethod
    def show(self, asked: Asked) -> Shown:
        """The question as a page shows it."""

    def nothing(self, asked: Asked) -> Any:
        """There is no answer; note it where one is needed. Gives None."""
        if self.optional:
            return None
        plain = f"{self.verb} {lowered(self.label)}"
        words = f"Answer “{self.label}”" if self.label.endswith("?") else plain
        return asked.refuse(self.unanswered or words)

    def anchored(self, value: Any, stream: str) -> Any:
        """The value, with the numbers of entries in it saying in which stream they are counted:
        an act is recorded in several, and an entry has another number in each.
        """
        del stream
        return value

    @property
    def title(self) -> str:
        """The label; it says so where no answer is needed."""
        return f"{self.label} (optional)" if self.optional else self.label


def lowered(label: str) -> str:
    """A label within a sentence: “What came of it” becomes “what came of it”."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def is_number(words: str, digits: int) -> bool:
    """Whether words are a whole number of at most so many digits: `int` reads it, and no more."""
    return 0 < len(words) <= digits and words.isascii() and words.isdecimal()
