"""One-time codes with which somebody offers a key of theirs to whoever will vouch for it."""

from ledger.invitations.codes import FORM, CodeRefused
from ledger.invitations.invitations import Invitation, Invitations, Purpose

__all__ = ["FORM", "CodeRefused", "Invitation", "Invitations", "Purpose"]
