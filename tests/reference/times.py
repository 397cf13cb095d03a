"""F16.34 to F16.36: who outside saw the log, and between which times entries were recorded."""

from dataclasses import dataclass

from tests.reference.basics import No, need, unb64u
from tests.reference.case import Case
from tests.reference.policy import policy
from tests.reference.stamps import anchored

EARLY, LATE = 900 + 300, 300
"""Seconds: a draft may be so old, and clocks may lie so far apart (F15.10)."""


@dataclass
class Seen:
    """Somebody saw the log at a size; a witness bounds from above alone."""

    size: int
    time: int
    accuracy: int
    is_stamp: bool


def check_times(case: Case) -> None:
    """F16.34 to F16.36."""
    if case.tree is None:
        return
    seen = [*_witnesses(case), *_stamps(case)]
    for one in case.at:
        if one.entry and not _could_be(one.entry.iat, one.index, seen):
            case.found("time-outside-anchors", one.place)


def _could_be(iat: int, index: int, seen: list[Seen]) -> bool:
    """F15.9, F15.10."""
    before = [one for one in seen if one.is_stamp and one.size <= index]
    after = [one for one in seen if one.size > index]
    if before:
        last = min(before, key=lambda one: (-one.size, one.time))
        if iat < last.time - last.accuracy - EARLY:
            return False
    if after:
        first = min(after, key=lambda one: (one.size, one.time))
        return iat <= first.time + first.accuracy + LATE
    return True


def _witnesses(case: Case) -> list[Seen]:
    """F16.34."""
    tree = case.tree
    if tree is None or not case.trust or not case.trust["policy"]:
        return []
    asked = policy(case.trust["policy"])
    try:
        found = tree.note.cosigners(list(asked.witnesses.values()))
        need(not asked.logs or tree.note.signers(asked.logs), "no listed log")
    except No:
        case.found("checkpoint-invalid", ("checkpoint", None, None))
        return []
    if not asked.met(asked.quorum, [key for key, _ in found]):
        case.found("cosignatures-missing", ("checkpoint", None, None))
    return [Seen(tree.size, time, 0, is_stamp=False) for _, time in found]


def _stamps(case: Case) -> list[Seen]:
    """F16.35, chapter 15."""
    roots = [unb64u(one) for one in case.trust["time_authorities"]] if case.trust else []
    seen = []
    for listed in case.said["anchors"] if roots else []:
        size = listed["size"]
        names = [f"anchors/{size}.{k}.tsr" for k in range(1, listed["stamps"] + 1)]
        tokens = [case.files[name] for name in names if name in case.files]
        if size not in case.anchors or not tokens:
            continue
        try:
            found = anchored(case.anchors[size].encode(), tokens, roots)
        except No:
            case.found("stamp-invalid", (f"anchors/{size}.checkpoint", None, None))
            continue
        if found:
            seen.append(Seen(size, found.time, found.accuracy, is_stamp=True))
    enquiry = case.said["streams"][0]["entries"]
    last = enquiry[-1]["index"] if enquiry else -1
    if roots and not any(one.size > last for one in seen):
        case.found("stamp-missing", ("bundle.json", None, None))
    return seen
