"""Bytes only: signing, sealing, hashing and the tree, importing nothing else of ours."""
