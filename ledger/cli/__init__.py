"""The command line: `countersign init / enrol / record / replay / show / serve / verify …`."""

from ledger.cli.main import main

__all__ = ["main"]
