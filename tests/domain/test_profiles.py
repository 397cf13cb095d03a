"""The two procedures that ship, and what a mistake in a profile says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.events import completion, invitations
from domain.profiles import (
    Parameter,
    Profile,
    ProfileInvalid,
    UnknownParameter,
    load_profile,
    records,
    shipped_profiles,
    strategy,
)

ROOT = Path(__file__).parents[2]
TEXTS = shipped_profiles()
HERTFORDSHIRE = load_profile(TEXTS["hertfordshire"])
STANDARD = load_profile(TEXTS["standard"])
BOTH = [HERTFORDSHIRE, STANDARD]

SAME = object()
"""Where the table states one value for both procedures."""

# The table "Where the two seeds differ" of the requirements: number, key, profile A, profile B.
# `...` stands for a value that is long, and only has to be stated and to differ.
TABLE: list[tuple[int, str, object, object]] = [
    (1, "s47.complete_working_days", 15, None),
    (2, "icpc.decision_day", 8, None),
    (2, "icpc.request_day", 8, None),
    (3, "child.seen_hours", 24, None),
    (4, "child.seen_alone_required", True, None),
    (4, "child.seen_alone_exceptions", ("age", "willingness"), None),
    (5, "household.children_all_communicated", True, None),
    (5, "household.communicated_by", ("police", "childrens_services"), None),
    (6, "strategy.circulate.working_days", 1, None),
    (6, "strategy.circulate.hours", 24, None),
    (6, "strategy.circulate.words", ..., "in accordance with local recording procedures"),
    (7, "strategy.quorum", ..., ("childrens_services", "police", "health")),
    (7, "strategy.quorum_social_worker", False, True),
    (8, "strategy.mode.forms", None, ("telephone", "virtual", "face_to_face")),
    (8, "strategy.mode.face_to_face_concerns", None, ...),
    (8, "strategy.mode.manager_chairs", None, True),
    (9, "strategy.conditional_invitees", ..., ...),
    (10, "strategy.triggers", ..., None),
    (11, "strategy.authoriser", ("team_manager", "service_manager"), SAME),
    (11, "countersign.every_recording", None, True),
    (12, "outcome.deciders", ..., ...),
    (13, "outcome.authoriser", ("service_manager",), ("team_manager", "service_manager")),
    (14, "assessment.limit.working_days", 45, SAME),
    (14, "assessment.limit.measures", "completion", "decision_on_next_steps"),
    (14, "assessment.limit.counted_from", "referral_received", "point_of_referral"),
    (14, "assessment.limit.individual_timescale", None, True),
    (15, "assessment.name", "Child and Family (C&F) assessment", "Single Assessment"),
    (16, "icpc.timing.hold_working_days", 15, SAME),
    (16, "icpc.timing.first_plan_reflects", True, None),
    (16, "icpc.timing.by_urgency", None, True),
    (16, "icpc.timing.several_discussions_monitored", None, True),
    (17, "parents.withhold_test", ..., "affect the safety and welfare of the child"),
    (18, "parents.rights_pack", ..., None),
    (19, "objections.register", True, None),
    (20, "medical.regime", "full", "advice"),
    (20, "medical.every_household_child", True, None),
    (20, "medical.examiners", ("paediatrician", "sarc_practitioner"), None),
    (20, "medical.gp", "never_examines", "may_coordinate"),
    (20, "medical.consent_authorities", ..., None),
    (20, "medical.emergency_without_consent", True, None),
    (20, "medical.report_parts", ..., None),
    (20, "medical.report_signed_by_examiner", True, None),
    (21, "abe.rules", ..., ...),
    (22, "access.whereabouts_unknown.strategy_hours", 24, None),
    (22, "access.refused.strategy_discussion", True, None),
    (22, "access.refused.legal_representation", True, None),
    (
        23,
        "crossborder.responsibility",
        "first_authority_until_accepted",
        "invite_out_of_area_agencies",
    ),
    (24, "immediate.protection", "full", "action_planning"),
    (25, "checks.late_escalation", True, None),
    (25, "checks.proceed_if_sufficient", True, None),
    (26, "carer.checks", True, None),
    (27, "lado.consult_before_sharing", True, None),
    (27, "lado.must_not_delay", True, None),
    (27, "lado.conference_automatic", False, None),
    (27, "lado.share_findings", True, None),
    (28, "icpc.report_to_parents.working_days_before", 2, None),
    (28, "icpc.report_to_parents.decided_with_police_and_chair", None, True),
    (29, "icpc.interim_arrangements", True, None),
    (30, "icpc.agency_reports_to", "Child Protection Unit", "each agency's own proforma"),
    (31, "feedback.set", ..., ...),
    (32, "fgc.offer", "considered_where_intervention_agreed", "asked_where_not_substantiated"),
    (33, "reassess_objectives.required", None, True),
    (33, "reassess_objectives.named_owner", None, True),
    (34, "disputes.policy", ..., None),
    (34, "disputes.triggers", ("medical_not_held", "checks_late", "conference_not_held"), ()),
    (34, "disputes.last_resort", None, True),
    (35, "records.rough_notes", None, "until_proceedings_end"),
    (36, "records.contents", None, ...),
    (37, "records.identity_check", None, ("names", "aliases", "dates_of_birth")),
    (38, "records.chronology", None, ("concerns", "outcome")),
    (39, "legal.route", "child_litigation_unit", "legal_adviser"),
    (39, "legal.court_permission_to_see_child", True, None),
    (39, "legal.decide_on_legal_action", None, True),
    (40, "terms.child", "child/young person", "child"),
    (40, "terms.childrens_services", "Children's Services", "Children's Social Care Services"),
]


def parameters(profile: Profile) -> dict[str, Parameter]:
    """Every parameter of a profile by its key."""
    return {parameter.key: parameter for parameter in profile.parameters()}


def assigned_keys(text: str) -> list[tuple[int, str]]:
    """Each line of a profile that is a whole assignment, with the dotted key it assigns."""
    found, table = [], ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.fullmatch(r"\[([\w.]+)\]", line):
            table = header[1]
        elif (key := re.match(r"(\w+) = ", line)) and line[-1] not in "[{":
            found.append((number, f"{table}.{key[1]}"))
    return found


ASSIGNMENTS = [
    (name, number, key)
    for name, text in TEXTS.items()
    for number, key in assigned_keys(text)
    if not key.startswith("roles.")
]


def problem_of(text: str) -> str:
    """What a text that is no profile says of itself."""
    with pytest.raises(ProfileInvalid) as caught:
        load_profile(text)
    return str(caught.value)


def test_both_procedures_ship() -> None:
    """The two profiles load, and name the documents that they put into practice."""
    assert set(TEXTS) == {"hertfordshire", "standard"}
    assert (HERTFORDSHIRE.procedure.id, HERTFORDSHIRE.procedure.seed) == ("hertfordshire", "000")
    assert (STANDARD.procedure.id, STANDARD.procedure.seed) == ("standard", "001")


def test_the_table_is_complete() -> None:
    """All forty rows of the table have a parameter."""
    assert {row[0] for row in TABLE} == set(range(1, 41))


@pytest.mark.parametrize(("number", "key", "ours", "theirs"), TABLE)
def test_the_procedures_differ_where_the_table_says(
    number: int, key: str, ours: object, theirs: object
) -> None:
    """Each value is the table's, silence included, and differs unless the table says otherwise."""
    one, other = HERTFORDSHIRE.parameter(key).value, STANDARD.parameter(key).value
    assert (one == other) is (theirs is SAME), number
    for value, expected in ((one, ours), (other, ours if theirs is SAME else theirs)):
        assert value if expected is ... else value == expected


@pytest.mark.parametrize("profile", BOTH, ids=lambda profile: profile.procedure.id)
def test_every_parameter_says_what_it_means_and_where_it_is_from(profile: Profile) -> None:
    """Each has a meaning; those of the procedure cite a row, a number of the table or a gap."""
    source = re.compile(r"[A-Z0-9]{3}-\d\d|\(\d+[;)]|gap \d|Appendix")
    for key, parameter in parameters(profile).items():
        assert parameter.meaning, key
        if not key.startswith(("procedure.", "not_from_seed")):
            assert source.search(parameter.meaning), key


@pytest.mark.parametrize("profile", BOTH, ids=lambda profile: profile.procedure.id)
def test_only_what_is_stated_can_be_a_default_of_ours(profile: Profile) -> None:
    """A value marked as not from the procedure is a value, with a reason, and the screen has it."""
    assert profile.not_from_seed
    for key, reason in profile.not_from_seed.items():
        assert profile.parameter(key).value not in (None, ())
        assert profile.parameter(key).not_from_seed == reason
    assert profile.parameter("icpc.timing.hold_working_days").not_from_seed is None


def test_a_limit_has_a_number_a_unit_or_silence() -> None:
    """A duty asks for a limit by its key and gets a number, or `None` where none is stated."""
    assert HERTFORDSHIRE.limit("child.seen_hours") == 24
    assert STANDARD.limit("child.seen_hours") is None
    assert HERTFORDSHIRE.parameter("child.seen_hours").unit == "hours"
    assert HERTFORDSHIRE.parameter("s47.complete_working_days").unit == "working days"


@given(st.sampled_from(sorted(parameters(HERTFORDSHIRE))), st.sampled_from(BOTH))
def test_only_limits_are_limits(key: str, profile: Profile) -> None:
    """`limit` answers for exactly the parameters that have a unit, and raises for all others."""
    parameter = profile.parameter(key)
    if parameter.unit is None:
        with pytest.raises(UnknownParameter, match="is not a limit"):
            profile.limit(key)
    else:
        assert profile.limit(key) == parameter.value


def test_a_mistyped_key_is_not_silence() -> None:
    """A key that no profile has raises: it must not read as a rule that is not stated."""
    for ask in (HERTFORDSHIRE.limit, HERTFORDSHIRE.roles_for, HERTFORDSHIRE.parameter):
        with pytest.raises(UnknownParameter, match=r"'child\.seen_hour' is not a"):
            ask("child.seen_hour")
    with pytest.raises(UnknownParameter):
        HERTFORDSHIRE.limit("child")


def test_who_authorises_is_a_choice_of_roles() -> None:
    """The outcome needs the service manager in one procedure, a responsible one in the other."""
    assert HERTFORDSHIRE.roles_for("outcome.authoriser") == {"service_manager"}
    assert STANDARD.roles_for("outcome.authoriser") == {"team_manager", "service_manager"}
    assert STANDARD.roles_for("medical.examiners") == frozenset()
    with pytest.raises(UnknownParameter, match="is not a choice of roles"):
        STANDARD.roles_for("child.seen_hours")


@pytest.mark.parametrize("profile", BOTH, ids=lambda profile: profile.procedure.id)
def test_the_roles_fit_what_the_procedure_asks_of_them(profile: Profile) -> None:
    """Only doctors examine, only managers authorise, a social worker is among the deciders."""
    roles = profile.roles
    assert all(roles[role].is_doctor for role in profile.roles_for("medical.examiners"))
    assert "general_practitioner" not in profile.roles_for("medical.examiners")
    for key in ("outcome.authoriser", "strategy.authoriser", "countersign.responsible_manager"):
        assert all(roles[role].is_manager for role in profile.roles_for(key))
    assert all(roles[role].is_qualified_social_worker for role in profile.outcome.deciders[0])
    assert {role.agency for role in roles.values()} >= set(profile.strategy.quorum)


UNREAD = {
    "police.should": "is shown to people as it stands (`countersign procedure --explain`)",
    "records.reading_reason_required": "is for the log of who read what, which is not there yet",
}
"""Parameters that no code decides by, and why."""


def test_every_parameter_is_read() -> None:
    """Setting one that nothing reads would change nothing, and nobody would be told."""
    packages = ("domain", "projections", "ledger", "api")
    files = [file for package in packages for file in (ROOT / package).rglob("*.py")]
    code = "\n".join(
        one.read_text(encoding="utf-8") for one in files if "profiles" not in one.parts
    )
    ours = ("procedure.", "not_from_seed", "roles")
    keys = [key for key in parameters(STANDARD) if not key.startswith(ours)]
    unread = {key for key in keys if not _is_read(key, code)}
    assert unread == set(UNREAD)


def _is_read(key: str, code: str) -> bool:
    """By its key, as an attribute, or as a member of a group that is given whole."""
    attribute = key.replace("objections.register", "objections.must_record")
    group = key.rpartition(".")[0]
    whole = rf'FullWorkingDay\("{re.escape(group)}"\)'
    return any(re.search(one, code) for one in (rf'[."{{]{re.escape(attribute)}\b', whole)) or (
        f'"{key}"' in code
    )


def test_a_profile_cannot_be_changed() -> None:
    """A limit that was adopted stays what it was."""
    with pytest.raises(ValidationError, match="frozen"):
        HERTFORDSHIRE.child.seen_hours = 48  # type: ignore[misc]  # the point of the test


@given(st.sampled_from(ASSIGNMENTS))
def test_a_line_left_out_is_an_error_and_not_a_default(line: tuple[str, int, str]) -> None:
    """Whichever line is missing, the error names the parameter: silence has to be written."""
    name, number, key = line
    lines = TEXTS[name].splitlines()
    del lines[number - 1]
    assert re.search(rf"line \d+, {re.escape(key)}: missing", problem_of("\n".join(lines)))


@given(st.sampled_from(ASSIGNMENTS), st.sampled_from(["-1", "1.5", "[[]]", "{ x = 1 }", '""']))
def test_a_value_of_the_wrong_kind_is_found_on_its_line(
    line: tuple[str, int, str], value: str
) -> None:
    """Whichever value is wrong, the error names its line and its key."""
    name, number, key = line
    lines = TEXTS[name].splitlines()
    lines[number - 1] = f"{key.rpartition('.')[2]} = {value}"
    assert f"line {number}, {key}" in problem_of("\n".join(lines))


@given(st.text(), st.integers(min_value=0))
def test_no_text_does_worse_than_an_error_with_a_line(noise: str, where: int) -> None:
    """A profile with anything written into it loads, or the error names a line that it has."""
    text = TEXTS["standard"]
    where %= len(text)
    spoilt = text[:where] + noise + text[where:]
    try:
        assert isinstance(load_profile(spoilt), Profile)
    except ProfileInvalid as error:
        for problem in error.problems:
            assert 1 <= problem.line <= spoilt.count("\n") + 1
            assert problem.field
            assert problem.reason


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("seen_hours = 24", "seen_hours = 0", r"child\.seen_hours: less than 1"),
        ("seen_hours = 24", 'seen_hours = "24"', r"child\.seen_hours: not a whole number"),
        ("seen_hours = 24", "seen_hors = 24", r"child\.seen_hors: not known here"),
        ("seen_hours = 24", "seen_hours = ", r"TOML: Invalid value"),
        ('["service_manager"]', '["mayor"]', r"outcome\.authoriser\.0: role 'mayor' is not in"),
        ('when = "unborn"', 'when = "born"', r"strategy\.conditional_invitees\.4\.when: "),
        ('"s47.counted_from" =', '"s47.nothing" =', r"s47\.nothing: 's47\.nothing' is not a param"),
        ("seen_hours = 24", f"seen_hours = {'9' * 5000}", "TOML: "),
        ("seen_hours = 24", f"seen_hours = {'[' * 50_000}", "TOML: "),
    ],
)
def test_an_error_names_line_field_and_reason(before: str, after: str, message: str) -> None:
    """Whoever writes a profile is told where it is wrong and why."""
    text = TEXTS["hertfordshire"].replace(before, after, 1)
    assert re.search(rf"line \d+, .*{message}", problem_of(text))


def test_the_line_is_the_right_one() -> None:
    """The line of the error is where the editor shows it, counted from 1."""
    text = TEXTS["hertfordshire"].replace("seen_hours = 24", "seen_hours = 0", 1)
    line = text.splitlines().index("seen_hours = 0") + 1
    assert problem_of(text).startswith(f"line {line}, child.seen_hours: ")


def test_every_mistake_is_named_at_once() -> None:
    """An empty profile lists every group that it lacks."""
    with pytest.raises(ProfileInvalid) as caught:
        load_profile("")
    assert {problem.field for problem in caught.value.problems} == {
        field.alias or name for name, field in Profile.model_fields.items()
    }


@pytest.mark.parametrize(
    ("listed", "recorded"),
    [
        pytest.param(strategy.Service, invitations.ServiceKind, id="services"),
        pytest.param(records.RecordPart, completion.RecordPart, id="parts of a record"),
    ],
)
def test_what_a_profile_may_list_can_be_recorded(listed: Any, recorded: Any) -> None:
    """A profile asks for nothing that its event cannot say; each has a list of its own, since what
    was signed may not follow a profile.
    """
    assert set(get_args(listed)) <= set(get_args(get_args(recorded)[0]))
