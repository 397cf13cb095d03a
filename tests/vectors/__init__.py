"""Byte-exact vectors: what a second verifier must accept, refuse and compute (docs/FORMAT.md)."""
