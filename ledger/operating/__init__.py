"""A ledger as a whole: made, opened, recorded in by key file, reset, and its key changed."""
