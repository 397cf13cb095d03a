"""`python -m crypto.page [FILE]`: write the page, or say what its hash is."""

import sys
from pathlib import Path

from crypto.page import digest, page


def main(arguments: list[str]) -> int:
    """Write the page to the file that is named, and its SHA-256 as `sha256sum` would."""
    if len(arguments) > 1 or any(one.startswith("-") for one in arguments):
        print("usage: python -m crypto.page [FILE]", file=sys.stderr)
        return 3
    name = arguments[0] if arguments else "verify.html"
    if arguments:
        Path(name).write_bytes(page())
    print(f"{digest()}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
