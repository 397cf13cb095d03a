"""One target under atheris, which looks for inputs that reach new code (`python -m tests.fuzz`)."""

import sys

import atheris

with atheris.instrument_imports(include=["crypto", "ledger"]):
    from tests.fuzz.targets import TARGETS
from tests.fuzz.target import hold


def main() -> None:
    """Fuzz the target that the first argument names; the others are libFuzzer's."""
    name, *options = sys.argv[1:]
    target = next(one for one in TARGETS if one.name == name)

    def once(data: bytes) -> None:
        hold(target, data)

    atheris.Setup([sys.argv[0], *options], once)
    atheris.Fuzz()


main()
