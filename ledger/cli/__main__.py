"""`python -m ledger.cli` does what `countersign` does."""

from ledger.cli import main

if __name__ == "__main__":
    main()
