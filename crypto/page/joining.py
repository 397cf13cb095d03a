"""Joining modules into one script, without Node: each keeps a scope of its own.

Browsers load no module from a file that was opened from disk, and one file is what a bundle holds.
So each module becomes a function that is called once and gives what it exports. What is joined is
our own code in a few plain forms; anything else is refused rather than guessed at.
"""

import re
from pathlib import Path
from typing import Final


class JoinRefused(ValueError):
    """A module is written in a form that joining does not know; the message names it."""


_IMPORT: Final = re.compile(
    r'^import (?:\* as (?P<all>\w+)|\{(?P<some>[^}]*)\}) from "(?P<path>\.[^"]+)";$', re.MULTILINE
)
_EXPORT_FROM: Final = re.compile(
    r'^export \{(?P<some>[^}]*)\} from "(?P<path>\.[^"]+)";$', re.MULTILINE
)
_EXPORT: Final = re.compile(
    r"^export (?P<what>(?:async )?function|const|class) (?P<names>\w+|\[[\w, ]+\])", re.MULTILINE
)
_LEFT: Final = re.compile(r"^\s*(?:import|export)\b.*$|</script|<!--", re.MULTILINE | re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")


def join(main: Path) -> str:
    """The script that `main` and all that it imports make, each module behind those it needs.

    Raises:
        JoinRefused: an import or export of another form, two modules of one name, a circle, or what
            would end the script in the middle of a page.
    """
    joined: dict[Path, str] = {}
    _add(main.resolve(), joined, ())
    names = [path.stem for path in joined]
    if len(set(names)) != len(names):
        raise JoinRefused("two modules have one name")
    return '"use strict";\n' + "\n".join(joined.values())


def _add(path: Path, joined: dict[Path, str], within: tuple[Path, ...]) -> None:
    if path in joined:
        return
    if path in within:
        raise JoinRefused(f"{path.name}: imports itself, through others")
    text = path.read_text(encoding="utf-8")
    for found in (*_IMPORT.finditer(text), *_EXPORT_FROM.finditer(text)):
        _add(_at(path, found["path"]), joined, (*within, path))
    joined[path] = _scoped(path, text)


def _scoped(path: Path, text: str) -> str:
    exported = [name for found in _EXPORT.finditer(text) for name in _WORD.findall(found["names"])]

    def handed_on(found: re.Match[str]) -> str:
        exported.extend(name.strip() for name in found["some"].split(","))
        return _taken(path, found)

    text = _EXPORT_FROM.sub(handed_on, _IMPORT.sub(lambda found: _taken(path, found), text))
    text = _EXPORT.sub(r"\g<what> \g<names>", text)
    if left := _LEFT.search(text):
        raise JoinRefused(f"{path.name}: {left[0].strip()}")
    gives = f"return Object.freeze({{ {', '.join(exported)} }});"
    return f"const {_name(path)} = (() => {{\n{text.rstrip()}\n\n{gives}\n}})();\n"


def _taken(path: Path, found: re.Match[str]) -> str:
    """An import as a constant: what the other module gives."""
    other = _name(_at(path, found["path"]))
    everything = found.groupdict().get("all")
    if everything:
        return f"const {everything} = {other};"
    return f"const {{{found['some'].replace(' as ', ': ')}}} = {other};"


def _at(path: Path, relative: str) -> Path:
    return (path.parent / relative).resolve()


def _name(path: Path) -> str:
    return "$" + path.stem.replace("-", "_")
