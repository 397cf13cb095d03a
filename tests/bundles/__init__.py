"""Bundles: what leaves the record, and that nothing else does."""
