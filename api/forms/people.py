"""Who: somebody of the enquiry, a practitioner whom it or the directory knows, or somebody else."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from api.forms.asked import NOT_SAID, Answers, Asked, Choice, Filling, Question, Shown
from api.forms.choosing import FEW, OneOfWords
from api.forms.lines import Line
from api.forms.offered import Offered
from api.forms.shapes import Group, ListAsked

OTHER: Final = "other"


@dataclass(frozen=True)
class WhoAsked(Question):
    """One person of the enquiry, one practitioner, or either."""

    persons: bool = True
    practitioners: bool = True
    only: frozenset[str] = frozenset()
    """The kinds of persons offered; none: all."""
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """The person's id, or the practitioner as an entry names them."""
        other = asked.part(OTHER)
        typed = not asked.words and self.practitioners and other.part("as").words
        if asked.words == OTHER or typed:
            return _SOMEBODY.read(other)
        return _meant(asked.words, asked) if asked.words else self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose them."""
        answers[name] = [_token(value)]

    def show(self, asked: Asked) -> Shown:
        """Radios for few; a list to open for many, and below it somebody else to name."""
        choices = list(_choices(self, asked, far=True))
        typed = (_SOMEBODY.show(asked.part(OTHER)),) if self.practitioners else ()
        if len(choices) > FEW:
            return self._opened(asked, choices, typed)
        if self.practitioners:
            choices.append(Choice(OTHER, "Somebody else", "", asked.words == OTHER, typed))
        if self.optional:
            choices.append(Choice("", NOT_SAID, checked=asked.all[:1] == [""]))
        kind = "radios" if choices else "nobody"
        return Shown(
            kind, asked.name, self.label, self.hint, error=asked.error, choices=tuple(choices)
        )

    def _opened(self, asked: Asked, choices: list[Choice], typed: tuple[Shown, ...]) -> Shown:
        first = Choice("", NOT_SAID if self.optional else "Select a person")
        other = [Choice(OTHER, "Somebody else", checked=asked.words == OTHER)] if typed else []
        return Shown(
            "choose",
            asked.name,
            self.title,
            self.hint,
            error=asked.error,
            choices=(first, *choices, *other),
            parts=typed,
        )


@dataclass(frozen=True)
class SeveralAsked(WhoAsked):
    """Any number of them."""

    def read(self, asked: Asked) -> Any:
        """Those chosen in the order of the answers, then those named below."""
        found = [
            _meant(token, asked) for token in dict.fromkeys(asked.all) if token not in ("", OTHER)
        ]
        if OTHER in asked.all:
            found += _OTHERS.read(asked.part(OTHER)) or []
        return [one for one in found if one is not None] or self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose them."""
        answers[name] = [_token(one) for one in value]

    def show(self, asked: Asked) -> Shown:
        """Checkboxes."""
        choices = list(_choices(self, asked, far=False))
        if self.practitioners:
            typed = (_OTHERS.show(asked.part(OTHER)),)
            chosen = OTHER in asked.all
            choices.append(Choice(OTHER, "Somebody else", checked=chosen, parts=typed))
        return Shown(
            "checkboxes" if choices else "nobody",
            asked.name,
            self.title,
            self.hint,
            error=asked.error,
            choices=tuple(choices),
        )


@dataclass(frozen=True)
class NewcomerAsked(Question):
    """Somebody who is new to the enquiry, under an id that later entries use."""

    def read(self, asked: Asked) -> Any:
        """The id and the name."""
        name = asked.part("as").words
        if not name:
            asked.part("as").refuse("Enter the person’s name")
            return None
        return {"p": asked.part("p").words or _new_id(asked.answers), "as": name}

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Type both."""
        answers |= {f"{name}.{part}": [str(value[part])] for part in ("p", "as")}

    def show(self, asked: Asked) -> Shown:
        """An input for the name; the id is carried along."""
        name, key = asked.part("as"), asked.part("p")
        line = Shown("line", name.name, "Name", self.hint, name.words, name.error)
        parts = (line, Shown("hidden", key.name, "id", value=key.words))
        return Shown("newcomer", asked.name, "", error=asked.error, parts=parts)


def _new_id(answers: Answers) -> str:
    """What the person is to the enquiry, and some letters by chance: an id stands in addresses of
    pages, so it names nobody, and whoever is hidden from the author may bear any other.
    """
    kind = next(iter(answers.get("kind", ())), "")
    base = kind.replace("_", "-") if _KIND.fullmatch(kind) else "person"
    return f"{base}-{secrets.token_hex(2)}"


_KIND: Final = re.compile("[a-z][a-z_]{0,20}")


def named_for_good(name: str, answers: Filling) -> None:
    """Give a newcomer the id that they keep; the draft carries it along."""
    key = f"{name}.p"
    if any(answers.get(f"{name}.as", ())) and not any(answers.get(key, ())):
        answers[key] = [_new_id(answers)]


def _token(value: Any) -> str:
    """What stands for somebody in an answer: an id or a name, or the practitioner as JSON."""
    if isinstance(value, str):
        return value
    return str(value["p"]) if "p" in value else _json(value)


def _json(named: Any) -> str:
    return json.dumps(dict(named), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key_of(named: Any) -> str:
    """A short name for a practitioner that the form offers."""
    return "~" + hashlib.sha256(_json(named).encode()).hexdigest()[:10]


def _meant(token: str, asked: Asked) -> Any:
    """Whom an answer means."""
    if token.startswith("~"):
        for one in asked.offered.colleagues:
            if key_of(one.named) == token:
                return dict(one.named)
        return asked.refuse("Select who this is again: the directory has changed")
    if token.startswith("{"):
        try:
            return json.loads(token)
        except (ValueError, RecursionError):
            return asked.refuse("Select who this is")
    return token


def _choices(question: WhoAsked, asked: Asked, *, far: bool) -> Iterator[Choice]:
    chosen = set(asked.all) - {OTHER, ""}
    for token, words, group, near in _known(question, asked.offered):
        same = {token} & chosen
        if not (far or near or same):
            continue
        chosen -= same
        yield Choice(token, words, checked=bool(same), group=group)
    for token in sorted(chosen):
        yield Choice(token, _words(token, asked), checked=True)


def _known(question: WhoAsked, offered: Offered) -> Iterator[tuple[str, str, str, bool]]:
    if question.persons:
        for person in offered.persons:
            if not question.only or person.kind in question.only:
                relation = f", {person.relation}" if person.relation else ""
                yield person.id, f"{person.name}{relation}", "People of this enquiry", True
    if question.practitioners:
        for one in offered.colleagues:
            yield key_of(one.named), one.words, "Practitioners", one.is_near


def _words(token: str, asked: Asked) -> str:
    """Somebody who was chosen earlier, or comes from an entry, and is not among those offered."""
    named = _meant(token, replace(asked, errors={}))
    if not isinstance(named, dict):
        return token
    role = asked.offered.roles.get(str(named.get("role")), str(named.get("role")))
    return f"{named.get('as')}, {role} ({named.get('agency')})"


@dataclass(frozen=True)
class RoleAsked(Question):
    """A role that the procedure knows."""

    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """Its id."""
        return asked.words or self.nothing(asked)

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Choose it."""
        answers[name] = [str(value)]

    def show(self, asked: Asked) -> Shown:
        """A list to open."""
        return replace(
            OneOfWords(self.label, self.hint, self.optional, asked.offered.roles).show(asked),
            kind="select",
        )


@dataclass(frozen=True)
class SomebodyTyped(Group):
    """A practitioner by name, role and agency: whoever the directory has of these, or a stranger.

    An officer who was invited under a bare name alone could not read the enquiry.
    """

    def read(self, asked: Asked) -> Any:
        """As an entry names them."""
        typed = super().read(asked)
        same = [one for one in asked.offered.called(typed.get("as", "")) if _same(typed, one)]
        return dict(same[0]) if len(same) == 1 else typed


def _same(typed: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether what was typed is said of somebody in the directory, as far as it was said."""
    return all(str(known.get(name, "")).casefold() == typed[name].casefold() for name in typed)


_SOMEBODY: Final = SomebodyTyped(
    "Somebody else",
    parts=(
        ("as", Line("Name")),
        ("role", RoleAsked("Role")),
        ("agency", Line("Agency or school")),
        ("registration", Line("Number with their regulator", optional=True)),
    ),
)
_OTHERS: Final = ListAsked("Somebody else", item=_SOMEBODY, least=1, adds="Add another person")
