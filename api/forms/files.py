"""The file that an entry deposits: sent before, and carried along as it was described then."""

from dataclasses import dataclass
from typing import Any, Final

from api.forms.asked import Asked, Filling, Question, Shown
from domain.events.documents import Document

_PARTS: Final = tuple(Document.model_fields)


@dataclass(frozen=True)
class FileAsked(Question):
    """A file that lies sealed in the ledger; nobody types what it is."""

    def read(self, asked: Asked) -> Any:
        """What the ledger said of it when it took it in."""
        told = {part: asked.part(part).words for part in _PARTS}
        if not all(told.values()) or not told["size"].isdecimal():
            return asked.refuse("Add the file on the Documents page first")
        return {**told, "size": int(told["size"])}

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Carry it."""
        for part in _PARTS:
            answers[f"{name}.{part}"] = [str(value[part])]

    def show(self, asked: Asked) -> Shown:
        """Nothing to fill in."""
        parts = tuple(
            Shown("hidden", asked.part(part).name, part, value=asked.part(part).words)
            for part in _PARTS
        )
        kind, size = asked.part("media_type").words, asked.part("size").words
        label = f"The file: {kind}, {size} bytes" if kind else "No file was added yet"
        return Shown("group", asked.name, label, error=asked.error, parts=parts)
