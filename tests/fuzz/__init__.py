"""Fuzzing of every parser: `make fuzz`; a short run of the same is a test."""
