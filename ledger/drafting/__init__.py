"""Drafting: what an author asks to record becomes what their device is to sign."""
