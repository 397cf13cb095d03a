"""From what an author types to what is signed: sentences, and the people in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")


@dataclass(frozen=True)
class People:
    """The people of an enquiry while an entry is drafted: local id to names, the current one first.

    Implements `domain.values.Drafting`.
    """

    names: Mapping[str, tuple[str, ...]]
    _pattern: re.Pattern[str] | None = field(init=False, compare=False)
    _ids: Mapping[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        ids = _unambiguous(self.names)
        longest_first = sorted(ids, key=lambda name: (-len(name), name))
        pattern = "|".join(re.escape(name) for name in longest_first)
        object.__setattr__(self, "_ids", ids)
        object.__setattr__(
            self, "_pattern", re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if ids else None
        )

    def person(self, words: str) -> dict[str, str]:
        """The person meant by a local id or a name in use.

        Raises:
            ValueError: nobody is called so, or more than one person is.
        """
        if words in self.names:
            return {"p": words, "as": self.names[words][0]}
        if words in self._ids:
            return {"p": self._ids[words], "as": words}
        raise ValueError(
            "nobody in this enquiry has this id or name; record the person first (PersonAdded)"
        )

    def text(self, words: str) -> list[str | dict[str, str]]:
        """`words` as segments; joined again they are `words` to the letter."""
        return list(self._segments(words))

    def _segments(self, words: str) -> Iterator[str | dict[str, str]]:
        """People first: a name such as "Dr. Marsh" does not end a sentence."""
        position = 0
        for match in self._pattern.finditer(words) if self._pattern else ():
            yield from sentences(words[position : match.start()])
            yield {"p": self._ids[match.group()], "as": match.group()}
            position = match.end()
        yield from sentences(words[position:])


def sentences(words: str) -> list[str]:
    """Split after each sentence, losing nothing: the parts joined are `words`."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(words)), len(words)]
    return [words[a:b] for a, b in pairwise(cuts) if a < b]


def _unambiguous(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Each name to its one bearer; a name that two people bear recognises neither."""
    bearers: dict[str, set[str]] = {}
    for person, spellings in names.items():
        for spelling in spellings:
            bearers.setdefault(spelling, set()).add(person)
    return {name: next(iter(people)) for name, people in bearers.items() if len(people) == 1}
