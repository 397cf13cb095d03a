"""Stores that append the same bytes: what a ledger costs beyond them is the price of evidence."""
