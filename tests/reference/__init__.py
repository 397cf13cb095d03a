"""A second verifier, slow and plain, written from docs/FORMAT.md and the RFCs.

It shares no code with `crypto`: JSON by `json`, archives by `zipfile`, signatures by
`cryptography`,
and everything else by loops. What the two disagree on is a mistake in one of them, or in the page.
"""
