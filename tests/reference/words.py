"""Chapter 2: the sentence that a template gives over what an entry says."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.reference.basics import No, need

ENTRY_PARTS = {
    *("type", "capacity", "occurred", "known", "actor", "source", "act", "mark", "because"),
    "statement",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
NOTHING = object()
TEXTS = {"get", "time", "each", "join", "last", "one", "tag", "stop"}
FORMS: list[set[str]] = [
    *({"get"}, {"get", "words"}, {"get", "time"}, {"each", "parts", "join", "last"}),
    *({"one", "tag", "cases"}, {"if", "parts", "else"}, {"stop"}),
]


def sentence(template: Any, content: dict[str, Any]) -> list[Any]:
    """F2.1 to F2.12: the segments."""
    said: list[tuple[Any, bool]] = []
    _all(template, content, NOTHING, said, own=True)
    need(said, "F2.2: no words")
    first, own = said[0]
    if isinstance(first, str):
        said[0] = first[:1].upper() + first[1:], own
    _stop(said, "", own=True)
    return [segment for segment, _ in said]


def check(template: Any) -> None:
    """F2.2: a template is an array, and so are the templates within it."""
    need(isinstance(template, list), "a template is an array")
    for part in template:
        if isinstance(part, str):
            continue
        need(isinstance(part, dict), "F2.2")
        _check_form(part)


def _check_form(part: dict[str, Any]) -> None:
    need(set(part) in FORMS, "F2.2")
    for name in TEXTS & set(part):
        need(isinstance(part[name], str), "F2.2")
    need(part.get("time", "date") in {"instant", "date", "when"}, "F2.4")
    if "if" in part:
        need(isinstance(part["if"], list), "F2.7")
    paths = [part[name] for name in ("get", "each", "one") if name in part] + part.get("if", [])
    for path in paths:
        need(isinstance(path, str) and (path == "." or all(path.removeprefix(".").split("."))), "")
        need(len(path) <= 100, "F2.13")
    need(isinstance(part.get("cases", {}), dict), "F2.6")
    inner = [part[name] for name in ("parts", "else") if name in part]
    for one in [*inner, *part.get("cases", {}).values()]:
        check(one)


def _all(
    parts: list[Any], content: dict[str, Any], here: Any, said: list[tuple[Any, bool]], *, own: bool
) -> None:
    """`own`: these words belong to no part (F2.12)."""
    for part in parts:
        if isinstance(part, str):
            _add(said, part, own=own)
        elif "stop" in part:
            _stop(said, part["stop"], own=own)
        elif "get" in part:
            _get(part, content, here, said)
        elif "each" in part:
            _each(part, content, here, said)
        elif "one" in part:
            value = _found(part["one"], content, here)
            need(isinstance(value, dict), "F2.6")
            tag = value.get(part["tag"])
            need(isinstance(tag, str) and tag in part["cases"], "F2.6")
            _all(part["cases"][tag], content, value, said, own=False)
        else:
            met = all(_something(_find(path, content, here)) for path in part["if"])
            branch = part["parts"] if met else part["else"]
            _all(branch, content, here, said, own=own and not part["if"])


def _add(said: list[tuple[Any, bool]], segment: Any, *, own: bool) -> None:
    if not segment:
        return
    if own and said and said[-1][1]:
        said[-1] = f"{said[-1][0]}{segment}", True
    else:
        said.append((segment, own))


def _stop(said: list[tuple[Any, bool]], words: str, *, own: bool) -> None:
    """F2.8."""
    spoken = "".join(one["as"] if isinstance(one, dict) else one for one, _ in said)
    stopped = spoken.rstrip('”’") ').endswith((".", "?", "!", "…"))
    _add(said, words if stopped else f".{words}", own=own)


def _get(part: dict[str, Any], content: dict[str, Any], here: Any, said: list[Any]) -> None:
    """F2.4."""
    value = _found(part["get"], content, here)
    if "words" in part:
        key = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        need(isinstance(part["words"], dict) and isinstance(key, str), "F2.4: words")
        need(isinstance(part["words"].get(key), str), "F2.4: words")
        said.append((part["words"][key], False))
        return
    if "time" in part:
        tell = {"instant": _instant, "date": _date, "when": _when}[part["time"]]
        _add(said, tell(value), own=False)
        return
    for one in value if isinstance(value, list) else [value]:
        _add(said, _segment(one), own=False)


def _segment(value: Any) -> Any:
    if type(value) is int:
        return str(value)
    person = isinstance(value, dict) and set(value) == {"p", "as"}
    named = person and all(isinstance(one, str) for one in value.values())
    need(isinstance(value, str) or named, "F2.4")
    return value


def _each(part: dict[str, Any], content: dict[str, Any], here: Any, said: list[Any]) -> None:
    """F2.5."""
    items = _found(part["each"], content, here)
    need(isinstance(items, list), "F2.5")
    for index, item in enumerate(items):
        if index:
            _add(said, part["last"] if index == len(items) - 1 else part["join"], own=False)
        _all(part["parts"], content, item, said, own=False)


def _find(path: str, content: dict[str, Any], here: Any) -> Any:
    """F2.12."""
    if path == ".":
        return here
    names = path.removeprefix(".").split(".")
    value: Any = here if path.startswith(".") else content
    if not path.startswith(".") and names[0] not in ENTRY_PARTS:
        names.insert(1, "v")
    for name in names:
        value = value.get(name, NOTHING) if isinstance(value, dict) else NOTHING
    return value


def _found(path: str, content: dict[str, Any], here: Any) -> Any:
    value = _find(path, content, here)
    need(value is not NOTHING, f"{path}: missing")
    return value


def _something(value: Any) -> bool:
    return (
        value is not NOTHING and value is not None and value is not False and value not in ("", [])
    )


def _local(value: Any) -> datetime:
    need(isinstance(value, str) and re.fullmatch(r"[0-9-]{10}T[0-9:]{8}Z", value), "F2.9")
    try:
        told = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return told.astimezone(ZoneInfo("Europe/London"))
    except (ValueError, OverflowError) as error:
        raise No("F2.9") from error


def _clock(at: datetime) -> str:
    if at.minute == 0 and at.hour % 12 == 0:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    again = len({at.replace(fold=fold).utcoffset() for fold in (0, 1)}) > 1
    zone = f" {at.tzname()}" if again else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}{zone}"


def _day(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def _instant(value: Any) -> str:
    at = _local(value)
    return f"{_day(at)} at {_clock(at)}"


def _date(value: Any) -> str:
    need(isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value), "F2.9")
    try:
        return _day(datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC))
    except ValueError as error:
        raise No("F2.9") from error


def _when(value: Any) -> str:
    """F2.10."""
    need(isinstance(value, dict), "F2.10")
    names = set(value)
    if names == {"at"}:
        return f"on {_instant(value['at'])}"
    if names == {"on"}:
        return f"on {_date(value['on'])}"
    if names == {"from", "to"}:
        start, end = _local(value["from"]), _local(value["to"])
        last = _clock(end) if start.date() == end.date() else _instant(value["to"])
        return f"between {_instant(value['from'])} and {last}"
    if names == {"about", "within"} and type(value["within"]) is int:
        at = _local(value["about"])
        return f"at about {_clock(at)} on {_day(at)}"
    need(names == {"unknown"} and value["unknown"] is True, "F2.10")
    return "at a time that is not known"
