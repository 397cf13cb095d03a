"""Decisions of what the search before a bundle found: asked for as TOML, and read back."""

import tomllib
from pathlib import Path
from typing import Any, Literal, cast

from domain.disclosure import Found
from ledger.bundling import MAX_CHARACTERS, Decision, Stopped, can_be_withheld, hit_of, is_needed
from ledger.cli.console import say, say_json, warn
from ledger.cli.options import OptionRefused


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """What somebody decided, as the command that stopped asked for it.

    Raises:
        OptionRefused: the file is not in that form.
    """
    try:
        document = tomllib.loads(text_of(path, "decide"))
    except (ValueError, RecursionError) as error:  # bad syntax, a vast number, or deep nesting
        raise OptionRefused(f"decide: not TOML: {error}", field="decide") from None
    given = document.get("decision")
    if not isinstance(given, list) or document.keys() != {"decision"}:
        raise OptionRefused("decide: not a list of [[decision]]", field="decide")
    return tuple(_decision(f"decide: decision {n}", one) for n, one in enumerate(given, 1))


def _decision(where: str, given: Any) -> Decision:
    """What one says; `where` is its number, since its words may name people."""
    if not isinstance(given, dict) or given.keys() != {"hit", "answer", "reason"}:
        raise OptionRefused(f"{where}: not hit, answer and reason", field="decide")
    if not all(isinstance(words, str) for words in given.values()):
        raise OptionRefused(f"{where}: hit, answer and reason are texts in quotes", field="decide")
    hit, answer, reason = (given[name].strip() for name in ("hit", "answer", "reason"))
    if answer not in {"give", "withhold"}:
        raise OptionRefused(f"{where}: answer: give or withhold", field="decide")
    if not 1 <= len(reason) <= MAX_CHARACTERS:
        raise OptionRefused(
            f"{where}: reason: give one, of at most {MAX_CHARACTERS} characters", field="decide"
        )
    if answer == "withhold" and not can_be_withheld(hit):
        raise OptionRefused(f"{where}: cannot be withheld; {_instead(hit)}", field="decide")
    return Decision(hit, cast(Literal["give", "withhold"], answer), reason)


def _instead(hit: str) -> str:
    """What can be done: nobody can word the directory otherwise."""
    if is_needed(hit):
        return "signatures are checked by it: give it, or make no bundle with this policy"
    return "word it otherwise"


def tell_stopped(stopped: Stopped, *, as_json: bool) -> None:
    """What was found, by place and kind: to be filled in, and given back."""
    if as_json:
        say_json({"stopped": list(map(_described, stopped.hits))})
        return
    warn(f"countersign: {stopped.detail}.")
    warn("Look at each, fill in what follows, and give it back with --decide FILE.")
    for one in stopped.hits:
        say(f'[[decision]]\nhit = "{hit_of(one)}" # {_where(one)}')
        say('answer = "" # give or withhold\nreason = ""\n')


def _described(one: Found) -> dict[str, Any]:
    withheld_in = one.withheld_in or None
    return {"hit": hit_of(one), "place": one.place, "kind": one.kind, "withheld_in": withheld_in}


def _where(one: Found) -> str:
    if one.kind == "unsearchable":
        return "a file whose words no program can read, or not all of them"
    where = f"entry {one.withheld_in}" if one.withheld_in else "the policy or the directory"
    return f"{one.kind.replace('_', ' ')} withheld by way of {where}"


def text_of(path: Path, field: str) -> str:
    """The text of a file that an option names.

    Raises:
        OptionRefused: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OptionRefused(f"{path}: {error.strerror}", field=field) from None
    except UnicodeDecodeError:
        raise OptionRefused(f"{path}: not UTF-8", field=field) from None
