"""What an author asks to record, put together from options, or from answers given by hand."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import ValidationError

from domain.practitioner import Practitioner
from domain.reasons import reason_of
from domain.values import How
from ledger.cli.asking import Form, ask, ask_time, choose
from ledger.cli.console import warn
from ledger.cli.options import OptionRefused
from ledger.draft import DraftRequest
from ledger.ledger import Ledger
from ledger.refusing import NotAdmitted

_OWN: Final = ("own_act", "present")
"""Ways of knowing that need nobody who told, and no later time of coming to know."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the options say of an entry; what is None is asked for when it is run by hand."""

    event: str
    streams: tuple[str, ...]
    data: dict[str, Any] | None
    occurred: Any
    known: str | None
    how: str | None
    told_by: str | None
    through: tuple[str, ...]
    witness: str | None
    actor: str | None
    more: Mapping[str, Any]
    """What a draft request takes as it is: capacity, marks, references."""


class Composing:
    """Puts together one entry for one author.

    Raises:
        OptionRefused: there is no such event, or a field cannot be read.
    """

    def __init__(self, ledger: Ledger, event: str) -> None:
        now = ledger.moment()
        people = ledger.reads.directory().people.values()
        self._ledger = ledger
        self._colleagues = {one.name.casefold(): _named(one, now) for one in people}
        self._form = Form(event, self._colleagues)

    def scripted(self, told: Told) -> DraftRequest:
        """The request, from options alone."""
        if told.occurred is None:
            raise OptionRefused(
                "occurred: missing; say when it happened, or unknown", field="occurred"
            )
        return self._request(told)

    def by_hand(self, told: Told, author: str, kid: str) -> DraftRequest:
        """The request, with everything asked for that no option gives.

        What the ledger refuses for one field is asked for again.

        Raises:
            NotAdmitted: refused for another reason.
        """
        told = self._asked(told)
        while True:
            request = self._request(told)
            try:
                self._ledger.draft(author, kid, request)
            except NotAdmitted as refused:
                told = self._again(told, refused)
            else:
                return request

    def _asked(self, told: Told) -> Told:
        warn(self._form.description)
        given = {name: self._form.ask(name) for name in self._form.fields}
        told = replace(
            told, data={name: value for name, value in given.items() if value is not None}
        )
        warn("")
        if told.occurred is None:
            told = replace(told, occurred=ask_time("When did it happen (time, date, unknown, now)"))
        if told.how is None:
            warn("How do you know?")
            told = replace(told, how=choose("how", get_args(How)))
        if told.how not in _OWN and told.told_by is None:
            told = replace(told, told_by=ask("Who told you, or what document", optional=True))
        if told.how not in _OWN and told.known is None:
            told = replace(told, known=ask_time("When did you come to know", optional=True))
        if told.actor is None:
            told = replace(told, actor=ask("Who did it, if not you", optional=True))
        return told

    def _again(self, told: Told, refused: NotAdmitted) -> Told:
        """Ask once more for the field that was refused.

        Raises:
            NotAdmitted: no single field is at fault.
        """
        name = (refused.field or "").partition(".")[0]
        if name in {"occurred", "known"}:
            warn(refused.detail, "red")
            return replace(told, **{name: ask_time(name, optional=name == "known")})
        if name not in self._form.fields:
            raise refused
        warn(refused.detail, "red")
        kept = {field: value for field, value in (told.data or {}).items() if field != name}
        answer = self._form.ask(name)
        return replace(told, data=kept if answer is None else {**kept, name: answer})

    def _request(self, told: Told) -> DraftRequest:
        names = self._ledger.reads.enquiry(told.streams[0]).names_in_use()
        here = {*names, *(spelling for spellings in names.values() for spelling in spellings)}

        def who(words: str | None) -> Any:
            known = self._colleagues.get((words or "").casefold())
            return known if known and words not in here else json_or_words(words)

        source = {
            "how": told.how or "own_act",
            "from": who(told.told_by),
            "witness": who(told.witness),
            "through": [who(one) for one in told.through] or None,
        }
        try:
            return DraftRequest(
                event=told.event,
                streams=told.streams,
                data=told.data or {},
                occurred=told.occurred,
                known=told.known,
                actor=who(told.actor),
                source={name: value for name, value in source.items() if value is not None},
                **told.more,
            )
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(str(step) for step in first["loc"])
            raise OptionRefused(f"{field}: {reason_of(first)}", field=field) from None


def read_fields(text: str) -> dict[str, Any]:
    """The event's data as JSON; from standard input for `-`, from a file for `@FILE`.

    Raises:
        OptionRefused: not a JSON object, or not UTF-8.
        OSError: there is no such file.
    """
    try:
        value = json.loads(_given(text))
    except (ValueError, RecursionError):
        raise OptionRefused("fields: not JSON in UTF-8", field="fields") from None
    if not isinstance(value, dict):
        raise OptionRefused("fields: not a JSON object", field="fields")
    return value


def _given(text: str) -> str | bytes:
    if text == "-":
        return sys.stdin.buffer.read()
    return Path(text[1:]).read_bytes() if text.startswith("@") else text


def json_or_words(text: str | None) -> Any:
    """An answer that is a JSON object as that; anything else as the words themselves."""
    if not text or not text.startswith("{"):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _named(person: Practitioner, now: datetime) -> dict[str, Any]:
    """A practitioner as an entry names them, in a capacity in force."""
    held = next(iter(person.capacities_in_force(now)), None)
    named = {"as": person.name, "practitioner": person.id, "registration": person.registration}
    capacity = {"role": held.role, "agency": held.agency} if held else {}
    return {name: value for name, value in {**named, **capacity}.items() if value}
