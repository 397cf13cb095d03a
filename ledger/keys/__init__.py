"""Keys on disk: those of authors, of the ledger and of the streams."""
