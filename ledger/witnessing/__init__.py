"""Witnesses: others who cosign our log, and what we cosign for others."""

from ledger.witnessing.witness import Witness, Witnessed

__all__ = ["Witness", "Witnessed"]
