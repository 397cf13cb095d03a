"""Parents' and carers' objections and complaints, each with what was answered."""

from __future__ import annotations

from domain.events.parents import ObjectionResponse, ParentObjection
from projections.parts import Link, link_to
from projections.reading import Reading
from projections.view import View

__all__ = ["Objection", "objections"]


class Objection(View):
    """An objection or complaint, and its answers."""

    request: Link
    answered: bool
    """Whether anybody answered, also where the reader may not see the answer."""
    answers: tuple[Link, ...]


def objections(reading: Reading) -> tuple[Objection, ...]:
    """Every standing objection that the reader may see, in the order of recording."""
    found = []
    for entry in reading.case.all(ParentObjection):
        answers = [
            answer
            for answer in reading.case.answering(entry, "answers")
            if isinstance(answer.event, ObjectionResponse)
        ]
        if reading.sees(entry):
            links = tuple(link_to(answer, reading) for answer in answers)
            link = link_to(entry, reading)
            found.append(Objection(request=link, answered=bool(answers), answers=links))
    return tuple(found)
