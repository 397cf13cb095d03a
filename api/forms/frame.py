"""What every form asks beside its event: when, who did it, how it is known, who may read it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from api.forms.asked import Asked, Choice, Filling, Question, Shown
from api.forms.better import READERS
from api.forms.choosing import OneOfWords, SeveralOfWords
from api.forms.labels import label_of
from api.forms.lines import Given, Prose
from api.forms.offered import Offered
from api.forms.people import SeveralAsked, WhoAsked
from api.forms.shapes import Group, IfAny, ListAsked
from api.forms.times import HAPPENED, MomentAsked, WhenAsked
from domain.events.base import Event
from domain.wording import model_fields

Asks = tuple[tuple[str, Question], ...]

_KINDS: Final = {"fact": "Fact", "opinion": "Opinion", "verbatim": "Somebody’s own words"}
_OWN: Final = ("own_act", "present")
_TOLD: Final = "told"
_TELLING: Final = {
    "telephone": "By telephone",
    "video": "In a video call",
    "message": "In a message",
    "document": "From a document",
}


@dataclass(frozen=True)
class SourceAsked(Question):
    """How the author knows; who told, and through whom, where it was told."""

    told: Group = field(
        default_factory=lambda: Group(
            "",
            parts=(
                ("how", OneOfWords("How were you told", values=_TELLING)),
                ("from", WhoAsked("Who told you, or whose document is it", optional=True)),
                ("through", SeveralAsked("Through whom it passed on its way", optional=True)),
            ),
        )
    )
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """As an entry holds it (`domain.values.Source`), without the witness."""
        if asked.words == _TOLD:
            return self.told.read(asked.part(_TOLD))
        return {"how": asked.words} if asked.words in _OWN else self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose it."""
        own = value["how"] in _OWN
        answers[name] = [value["how"] if own else _TOLD]
        if not own:
            self.told.fill(f"{name}.{_TOLD}", value, answers)

    def show(self, asked: Asked) -> Shown:
        """Three radios; the last shows the rest."""
        words = {
            "own_act": "It is my own act or decision",
            "present": "I was present",
            _TOLD: "I was told, or read it",
        }
        choices = tuple(
            Choice(
                value,
                said,
                checked=asked.words == value,
                parts=self.told.show(asked.part(_TOLD)).parts if value == _TOLD else (),
            )
            for value, said in words.items()
        )
        return Shown("radios", asked.name, self.label, error=asked.error, choices=choices)


@dataclass(frozen=True)
class ChildrenAsked(SeveralOfWords):
    """In whose records it is recorded. Where that was not asked: of the enquiry that is open."""

    def read(self, asked: Asked) -> Any:
        """Their enquiries; a page that asked and was told none says so by an empty answer."""
        if list(asked.all) == [NONE_CHOSEN]:
            return asked.refuse("Select which children’s records this is for")
        return super().read(asked)


NONE_CHOSEN: Final = ""
WHEN: Final[Asks] = (
    (
        "occurred",
        WhenAsked("When did it happen?", ways=HAPPENED, unanswered="Select when it happened"),
    ),
    (
        "known",
        IfAny(
            "When did you come to know of it?",
            inner=MomentAsked("Date and time"),
            yes="Later",
            no="At that time",
            unless=True,
        ),
    ),
)
WHO: Final[Asks] = (
    (
        "actor",
        IfAny(
            "Who did it?",
            inner=WhoAsked("Who did it"),
            yes="Somebody else",
            no="I did",
            unless=True,
        ),
    ),
    ("source", SourceAsked("How do you know?", unanswered="Select how you know")),
    (
        "source.witness",
        IfAny("Was there a witness?", inner=WhoAsked("Who was the witness"), no="No", unless=True),
    ),
)
CORRECTING: Final[Asks] = (
    ("corrects", Given("The entry that this corrects")),
    ("because", Prose("Why does it have to be corrected?", "The earlier entry stays visible.")),
)


def reading_of(event: type[Event]) -> Asks:
    """Who may read the entry, and the parts of it that differ."""
    names = {name: label_of(event, name)[0] for name in model_fields(event)}
    apart = Group(
        "Part of the entry",
        parts=(
            ("part", OneOfWords("Which part", values=names)),
            ("mark", OneOfWords("Who may read it", optional=True, values=READERS)),
            ("kind", OneOfWords("What it is", optional=True, values=_KINDS)),
            ("about", SeveralAsked("Whom it is about", optional=True, practitioners=False)),
        ),
    )
    return (
        (
            "mark",
            OneOfWords("Who may read this?", optional=True, values=READERS, preset="ordinary"),
        ),
        (
            "apart",
            ListAsked(
                "Parts that differ from the rest",
                "Such as one field that only the police may read",
                optional=True,
                item=apart,
                adds="Mark a part of the entry",
            ),
        ),
    )


def acting_of(offered: Offered) -> Asks:
    """In which capacity, and for which children, where there is a choice."""
    asks: list[tuple[str, Question]] = []
    if len(offered.siblings) > 1:
        label = "Which children’s records is this for?"
        asks.append(("streams", ChildrenAsked(label, optional=True, values=offered.siblings)))
    if len(offered.capacities) > 1:
        asks.append(
            ("capacity", OneOfWords("In which role do you act?", values=offered.capacities))
        )
    return tuple(asks)
