"""Both verifiers asked the same, and what they must agree on."""

from typing import Any

from crypto.bundle import verify_bundle
from crypto.trust import parse_trust
from tests.reference.bundle import verify


def fast(data: bytes, trust: bytes | None) -> dict[str, Any]:
    """What `crypto` says, in the form of the reference."""
    report = verify_bundle(data, parse_trust(trust) if trust else None).as_json()
    withheld = report["withheld"]
    return {
        "exit": report["exit"],
        "ledger": report["ledger"],
        "verdicts": {name: one["status"] for name, one in report["verdicts"].items()},
        "findings": [line(one) for one in report["findings"]],
        "withheld": withheld["entries"] + withheld["parts"] + withheld["documents"],
        "issue": withheld["issue"],
    }


def line(one: dict[str, Any]) -> tuple[Any, ...]:
    """What of a finding is the same for everybody."""
    return tuple(one[name] for name in ("code", "file", "stream", "seq", "count"))


def both(data: bytes, trust: bytes | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the two say."""
    return fast(data, trust), verify(data, trust)
