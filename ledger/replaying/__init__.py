"""Scenarios, and the demonstration ledgers that are built from them."""
