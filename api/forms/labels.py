"""What a question is called: the docstring of its field, which says what is asked; and words for
the fields that have none, or whose docstring reads badly above an empty box.
"""

import inspect
import re
from functools import cache
from typing import Final

from pydantic import BaseModel

from api.forms.better import BY_CLASS, BY_NAME, CASES
from domain.docstrings import field_docs


@cache
def label_of(model: type[BaseModel], name: str) -> tuple[str, str]:
    """The label of a field and its hint."""
    better = BY_CLASS.get(f"{model.__name__}.{name}")
    if better:
        return better
    doc = field_docs(model).get(name, "")
    return split(doc) if doc else (BY_NAME.get(name, plain(name)), "")


def words_of(model: type[BaseModel]) -> tuple[str, str]:
    """What a shape is, and more about it."""
    return split((inspect.getdoc(model) or "").split("\n\n")[0])


def case_words(model: type[BaseModel]) -> tuple[str, str]:
    """What choosing this member of a union means, and more about it."""
    if model.__name__ in CASES:
        return CASES[model.__name__], ""
    doc = printed(" ".join((inspect.getdoc(model) or "").split("\n\n")[0].split()))
    means, _, more = _ITEM.sub("", doc).partition("; ")
    said = _TAIL.sub("", _BREAK.split(means, maxsplit=1)[0])
    return _sentence(said), more[:1].upper() + more[1:]


def plain(name: str) -> str:
    """A name in the code as words."""
    words = name.strip("_").replace("_", " ")
    return words[:1].upper() + words[1:]


def split(doc: str) -> tuple[str, str]:
    """The first thing that a docstring says, and the rest as a hint."""
    text = _ITEM.sub("", printed(" ".join(doc.split())).strip())
    completes = _COMPLETES.search(text)
    if completes:
        return _sentence(text[: completes.start()]), f"Completes the words “{completes[1]} …”"
    first, *rest = _BREAK.split(text, maxsplit=1)
    hint = "" if not rest or _CODE.search(rest[0]) else rest[0].strip()
    return _sentence(first), hint[:1].upper() + hint[1:]


def printed(doc: str) -> str:
    """A docstring as pages print it: with the apostrophes and quotes of print, and without the
    requirements that it cites, which are noise to whoever fills in a form.
    """
    words = _ROWS.sub("", _LAST_ROW.sub("", doc))
    return _QUOTED.sub(r"“\1”", words).replace("'", "’")


def _sentence(words: str) -> str:
    words = words.strip().rstrip(".")
    return words[:1].upper() + words[1:]


_QUOTED: Final = re.compile('"([^"]*)"')
_ROWS: Final = re.compile(r"\s*\((?:[A-Z]{3}|S47)-\d[^)]*\)")
_LAST_ROW: Final = re.compile(r"; (?:[A-Z]{3}|S47)-\d[^)]*(?=\))")
_TAIL: Final = re.compile(r",? and (?:why|when|how|what came of it|by what right|with whom)\b.*$")
"""What is asked once this is chosen."""
_ITEM: Final = re.compile(r"^Item \d+: ")
_COMPLETES: Final = re.compile(r",? as it follows the (?:words?|source) ?[“\"]([^\"”]+)[\"”]")
_BREAK: Final = re.compile(r"(?<=[^.]{2})[.;:] ")
_CODE: Final = re.compile(r"`")
