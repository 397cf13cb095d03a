"""Tlog-policy: which witnesses there are, and which of them are enough."""

from dataclasses import dataclass, field

from tests.reference.basics import need, sound_key
from tests.reference.notes import Key, vkey


@dataclass
class Policy:
    """A policy, written by somebody careful: its form is not judged here."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    quorum: str = "none"

    def met(self, name: str, seen: list[Key]) -> bool:
        """Whether these witnesses are what a name asks for."""
        if name == "none":
            return True
        if name in self.witnesses:
            return self.witnesses[name] in seen
        asked, members = self.groups[name]
        count = sum(self.met(one, seen) for one in members)
        return count >= {"any": 1, "all": len(members)}.get(
            asked, int(asked) if asked.isdigit() else 0
        )


def policy(text: str) -> Policy:
    """Read line by line."""
    found = Policy()
    for line in text.splitlines():
        match line.split("#")[0].split():
            case ["log", key, *_]:
                found.logs.append(vkey(key))
            case ["witness", name, key, *_]:
                found.witnesses[name] = vkey(key, b"\x04")
                sound_key(found.witnesses[name][1])
            case ["group", name, asked, *members]:
                found.groups[name] = asked, members
            case ["quorum", name]:
                found.quorum = name
            case words:
                need(not words, "a line of a policy")
    return found
