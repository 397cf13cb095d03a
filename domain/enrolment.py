"""Who may change what in the directory: enrolment, keys, capacities, delegation.

Somebody who could add a key to another's stream could sign in their name. So a key is vouched for
by an older key of the person or by a second officer of the person's own agency, it is accepted by
an entry that only its holder can sign, and nobody widens their own capacities.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from typing import Final

from domain.directory import Held, Practitioner
from domain.disposed import is_disposed
from domain.events.base import Event
from domain.events.directory import (
    CapacityEnded,
    CapacityGranted,
    Delegation,
    DetailsCorrected,
    EntriesReaffirmed,
    Grant,
    KeyAccepted,
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
    PublicKey,
)
from domain.profiles import Profile
from domain.proposal import Context, Proposal
from domain.refusals import (
    ALREADY_ENROLLED,
    CAPACITY_EXISTS,
    CAPACITY_NOT_IN_FORCE,
    KEY_TAKEN,
    KEY_UNKNOWN,
    NOT_ENROLLED,
    NOT_THEIRS_TO_CHANGE,
    REFERENCE_MISFIT,
    TIME_IN_FUTURE,
    WRONG_STREAM,
)

__all__ = ["REGISTRAR", "check_enrolment", "is_first_registrar", "may_add_keys", "may_enrol"]

REGISTRAR: Final = "registrar"
"""The one role that the ledger itself knows: it is needed before any procedure is adopted."""


def is_first_registrar(proposal: Proposal, context: Context) -> bool:
    """Whether this is the entry from which all trust starts: the genesis key enrols its holder."""
    event, root = proposal.content.event, context.root
    return (
        isinstance(event, PractitionerEnrolled)
        and proposal.seq == 1
        and proposal.author == proposal.stream == root.registrar
        and proposal.kid == event.key.kid == root.registrar_kid
    )


def may_enrol(author: Practitioner, at: datetime) -> bool:
    """Whether somebody keeps the directory on the day of `at`: may enrol others."""
    return any(_is_registrar(held) for held in author.capacities_in_force(at))


def may_add_keys(
    author: Practitioner, subject: Practitioner, at: datetime, profile: Profile | None
) -> bool:
    """Whether the author may add a key of the subject's, or revoke one, on the day of `at`: it is
    their own, or they are an officer of the subject's agency in a procedure with these roles.
    """
    held = author.capacities_in_force(at)
    return author.id == subject.id or any(_vouches(one, subject, at, profile) for one in held)


@dataclass(frozen=True, slots=True)
class _Change:
    proposal: Proposal
    context: Context
    subject: Practitioner
    by: Held

    @property
    def own(self) -> bool:
        """Whether somebody changes their own entry in the directory."""
        return self.proposal.author == self.subject.id


def check_enrolment(proposal: Proposal, context: Context, subject: Practitioner, by: Held) -> None:
    """The author, acting as `by`, may record this in the directory stream of `subject`.

    Raises:
        Refused: the change is not theirs to make, or cannot be.
    """
    event = proposal.content.event
    if not subject.version and not isinstance(event, PractitionerEnrolled):
        raise NOT_ENROLLED.because("this person is not in the directory")
    _check(event, _Change(proposal, context, subject, by))


@singledispatch
def _check(event: Event, _change: _Change) -> None:
    raise WRONG_STREAM.because(f"{type(event).__name__} is not recorded in the directory")


@_check.register
def _(event: PractitionerEnrolled, change: _Change) -> None:
    if change.subject.version:
        raise ALREADY_ENROLLED.because("this stream has enrolled its practitioner", "sub")
    if not is_first_registrar(change.proposal, change.context):
        _is_anothers(change)
    _number_is_free(event.registration, change)
    _key_is_new(event.key, change)


@_check.register
def _(event: DetailsCorrected, change: _Change) -> None:
    _is_anothers(change)
    _number_is_free(event.registration, change)


@_check.register
def _(event: KeyAdded, change: _Change) -> None:
    _key_is_new(event.key, change)
    _is_own_or_by_an_officer(change)


@_check.register
def _(event: KeyAccepted, change: _Change) -> None:
    if not change.own:
        raise NOT_THEIRS_TO_CHANGE.because("nobody accepts a key for another", "iss")
    key = change.subject.keys.get(event.kid)
    if key is None or event.kid != change.proposal.kid:
        raise KEY_UNKNOWN.because("a key is accepted by an entry signed with that key")
    if key.state != "pending":
        raise KEY_TAKEN.because("the key has been accepted already", "kid")
    if key.offered != event.offer:
        raise REFERENCE_MISFIT.because(f"this key was offered in entry {key.offered}")


@_check.register
def _(event: KeyRevoked, change: _Change) -> None:
    if event.kid not in change.subject.keys:
        raise KEY_UNKNOWN.because("the directory holds no such key for this person")
    if event.compromised and event.compromised > change.proposal.iat:
        raise TIME_IN_FUTURE.because("is later than this entry", "compromised")
    if not _is_registrar(change.by):  # any of them may stop a thief: at worst a key is replaced
        _is_own_or_by_an_officer(change)


@_check.register
def _(event: CapacityGranted, change: _Change) -> None:
    _is_anothers(change)
    _capacity_is_new(event.granted, change)


@_check.register
def _(event: CapacityEnded, change: _Change) -> None:
    held = change.subject.capacities.get(event.id)
    if held is None:
        raise CAPACITY_NOT_IN_FORCE.because("the person has no such capacity", "id")
    if held.last is not None and event.last_day > held.last:  # an end that gives more days
        _is_anothers(change)


@_check.register
def _(event: Delegation, change: _Change) -> None:
    _is_anothers(change)
    _capacity_is_new(event.granted, change)
    if not _is_registrar(change.by) and not _holds(change.by, event.granted):
        raise NOT_THEIRS_TO_CHANGE.because("the author does not hold what they delegate")


@_check.register
def _(event: EntriesReaffirmed, change: _Change) -> None:
    key = change.subject.keys.get(event.kid)
    if key is None or key.state != "revoked":
        raise KEY_UNKNOWN.because("the person has no revoked key of this id: nothing is disputed")
    referred = change.context.referred
    named = [referred[ref.stream, ref.seq] for ref in change.proposal.refs]
    # Whose an entry was that has since been disposed of, nobody can say any more.
    others = (e for e in named if e.author != change.subject.id and not is_disposed(e))
    if not change.own or any(others):
        raise NOT_THEIRS_TO_CHANGE.because("only its author stands by an entry", "refs")


def _is_anothers(change: _Change) -> None:
    if change.own:
        raise NOT_THEIRS_TO_CHANGE.because(
            "nobody enrols or renames themselves, or widens what they may do"
        )


def _is_own_or_by_an_officer(change: _Change) -> None:
    if change.own:
        return
    if not _vouches(change.by, change.subject, change.proposal.iat, change.context.profile):
        raise NOT_THEIRS_TO_CHANGE.because("the author is no officer of this person's agency")


def _vouches(by: Held, subject: Practitioner, at: datetime, profile: Profile | None) -> bool:
    agencies = {held.agency for held in subject.capacities_in_force(at)}
    return by.agency in agencies and _is_officer(by, profile)


def _holds(held: Held, granted: Grant) -> bool:
    """Whether somebody has all that they would give: role, agency, team, and every day of it.

    A manager of one team could otherwise make a friend the manager of every team, or for ever.
    """
    theirs = (held.role, held.agency) == (granted.role, granted.agency)
    their_team = held.team is None or held.team == granted.team
    their_days = held.last is None or (granted.to is not None and granted.to <= held.last)
    return theirs and their_team and their_days and held.scope != "countersigning"


def _number_is_free(registration: str | None, change: _Change) -> None:
    holder = change.context.directory.registered_as(registration) if registration else None
    if holder and holder.id != change.subject.id:
        raise ALREADY_ENROLLED.because("somebody in the directory has this number")


def _key_is_new(key: PublicKey, change: _Change) -> None:
    if change.context.directory.holder_of(key.kid):
        raise KEY_TAKEN.because("the directory has, or had, this key already")


def _capacity_is_new(grant: Grant, change: _Change) -> None:
    if grant.id in change.subject.capacities:
        raise CAPACITY_EXISTS.because("the person has, or had, a capacity of this id")


def _is_registrar(held: Held) -> bool:
    return held.role == REGISTRAR and held.scope != "countersigning"


def _is_officer(held: Held, profile: Profile | None) -> bool:
    role = profile.roles.get(held.role) if profile else None
    manages = role is not None and role.is_manager and held.scope != "countersigning"
    return manages or _is_registrar(held)
