"""What the holders of capacities can do here, in a line."""

from collections.abc import Iterator, Mapping, Sequence

from domain.enrolment import REGISTRAR
from domain.holding import Held
from domain.profiles import Role


def abilities(held: Sequence[Held], roles: Mapping[str, Role]) -> str:
    """What somebody with these capacities can do: “records and signs; countersigns …”."""
    return "; ".join(dict.fromkeys(line for one in held for line in _of(one, roles)))


def _of(held: Held, roles: Mapping[str, Role]) -> Iterator[str]:
    role = roles.get(held.role)
    if held.role == REGISTRAR:
        yield "enrols people and their keys, and sees no enquiry"
    elif role is None:
        yield "reads what concerns them"
    elif role.is_read_only:
        yield "reads across enquiries, and records nothing"
    else:
        yield "records and signs"
        if role.is_qualified_social_worker and not role.is_manager:
            yield "may lead an enquiry"
        if role.is_manager:
            yield "countersigns, and sees what presses in their teams"
