"""Copies of a log as files: those that the ledger writes, and those that others keep of it."""
