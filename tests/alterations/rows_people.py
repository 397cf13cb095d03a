"""Who signed and who let them in; what pages show and sign; and bundles, once they are out."""

from typing import Final

from tests.alterations import logs, people
from tests.alterations.acting import NEW
from tests.alterations.model import NO_KEY, Attacker, Cells, Row, all_of

_STRANGER: Final = "key-unknown at Maya 6"
_GROWS: Final = ("(grows)", "(grows)")
_AS_OTHERS: Final = Cells("(after)", "=", "(after)", "(after)")

SIGNERS: Final = (
    Row(
        "signed_by_stranger",
        "signed with a key of one’s own",
        people.signed_by_stranger,
        Cells(_STRANGER, _STRANGER, *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=("test_an_entry_signed_by_a_strangers_key_is_found",),
    ),
    Row(
        "signed_with_stolen",
        "signed with a stolen key after its revocation, whatever its date",
        people.signed_with_stolen,
        Cells("key-not-in-force at Maya 6", "key-not-in-force at Maya 6", *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=("test_a_stolen_key_is_not_in_force_once_it_was_revoked",),
    ),
    Row(
        "slipped_in_late",
        "signed with a stolen key, slipped in before the revocation but after the theft",
        people.slipped_in_late,
        Cells("leaf-mismatch at new 1", "not issued: log-halted", *["halted: log-halted"] * 2),
        Cells("disputed at new 1", "disputed at new 1", "log-refused", "tree-inconsistent"),
        enquiry=NEW,
        tests=("test_what_a_stolen_key_signed_before_its_revocation_is_disputed",),
    ),
    Row(
        "slipped_in",
        "signed with a stolen key, slipped in before the theft, in a new enquiry",
        people.slipped_in,
        Cells("leaf-mismatch at new 1", "not issued: log-halted", *["halted: log-halted"] * 2),
        Cells(
            "history-differs by evidence",
            "cosignatures-missing",
            "log-refused",
            "tree-inconsistent",
        ),
        enquiry=NEW,
        tests=("test_an_entry_slipped_in_before_the_revocation_is_found_by_evidence",),
    ),
    Row(
        "deleted_revocation",
        "a revocation deleted",
        people.deleted_revocation,
        Cells("leaf-stray at Eve 3", "not issued: ImpossibleHistory", "(digests)", "(digests)"),
        Cells("directory-refused at Eve 4", "stream-gap at Eve 3", "log-refused", "tree-conflict"),
        also=("directory-mismatch", "stream-gap"),
        tests=("test_a_deleted_revocation_is_found",),
    ),
    Row(
        "enrolled_self",
        "a practitioner who enrols themselves, and signs in an enquiry",
        people.enrolled_self,
        Cells("key-unknown at new 1", _STRANGER, *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=("test_nobody_enrols_themselves",),
    ),
    Row(
        "enrolled_by_colleague",
        "enrolled by somebody who is no registrar; a key under another’s thumbprint",
        people.enrolled_by_colleague,
        Cells("directory-refused at new 1", _STRANGER, *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=(
            "test_nobody_but_a_registrar_enrols_another",
            "test_an_offered_key_is_what_its_thumbprint_says",
        ),
    ),
    Row(
        "anothers_name",
        "signed by an author with their own key, in a sentence that names somebody else",
        people.anothers_name,
        Cells("capacity-not-in-force at Maya 6", "capacity-not-in-force at Maya 6", *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=("test_an_entry_in_the_name_of_another_is_found",),
    ),
    Row(
        "other_sentence",
        "signed by an author in a sentence that does not follow from its facts",
        people.other_sentence,
        Cells("statement-mismatch at Maya 6", "words-mismatch at Maya 6", *_GROWS),
        Cells("=", "(templates)", *_GROWS),
        does=(Attacker.DATABASE,),
        tests=(
            "test_a_sentence_that_does_not_follow_from_its_facts_is_found",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "unknown_type",
        "signed by an author as an event that the program does not know (exit code 2)",
        people.unknown_type,
        Cells("type-unknown at Maya 6", "not issued: record-unreadable", *_GROWS),
        tests=("test_a_sentence_that_does_not_follow_from_its_facts_is_found",),
    ),
    Row(
        "dated_back",
        "an entry dated before its stream’s last",
        people.dated_back,
        Cells("clock-back at Maya 6", "clock-back at Maya 6", *_GROWS),
        Cells("=", "=", "=", "(grows)"),
        tests=("test_an_entry_dated_back_before_the_theft_is_found",),
    ),
    Row(
        "clock_set_back",
        "the ledger’s clock set back (exit code 2)",
        logs.clock_set_back,
        Cells("clock-set-back at new 1", "(clock)", *_GROWS),
        Cells("=", "(clock)", "=", "(grows)"),
        enquiry=NEW,
        tests=("test_a_clock_set_back_between_streams_is_reported",),
    ),
    Row(
        "ahead",
        "an entry dated ahead of now",
        None,
        Cells("time-in-future", "(clock)", *_GROWS),
        tests=("test_a_time_that_has_not_come_is_found",),
    ),
)
"""Whose keys, and when."""

LET_IN: Final = (
    Row(
        "impostor",
        "an impostor enrolled, who then records",
        people.impostor,
        NO_KEY,
        all_of("[no-key]"),
        Cells("(registrar)", "(registrar)", *_GROWS),
        all_of("[no-key]"),
        does=(Attacker.REGISTRAR,),
        tests=(
            "test_the_impostors_enrolment_goes_with_the_bundle",
            "test_a_registrar_sees_what_they_signed_about_others",
        ),
    ),
    Row(
        "further_key",
        "a further key given to somebody, kept, and used in their name",
        people.further_key,
        NO_KEY,
        all_of("[no-key]"),
        Cells("(own-list)", "(own-list)", *_GROWS),
        all_of("[no-key]"),
        does=(Attacker.REGISTRAR,),
        tests=(
            "test_what_somebody_never_signed_is_on_their_own_list",
            "test_everything_in_ones_name_is_listed_and_nothing_else",
        ),
    ),
    Row(
        "revoked",
        "a key revoked as stolen, which nobody stole (exit code 2)",
        people.revoked,
        NO_KEY,
        all_of("[no-key]"),
        Cells("disputed at Eve 5", "disputed at Maya 5", *_GROWS),
        all_of("[no-key]"),
        does=(Attacker.REGISTRAR,),
    ),
    Row(
        "own_ledger_key",
        "a key of one’s own introduced as the ledger’s, and another history signed with it",
        logs.nothing,
        NO_KEY,
        all_of("[no-key]"),
        Cells("(two-stories)", "cosignatures-missing", "(two-stories)", "(two-stories)"),
        all_of("[no-key]"),
        does=(Attacker.REGISTRAR,),
        covers=False,
        told=people.own_ledger_key,
        tests=("test_another_key_is_refused",),
    ),
    Row(
        "offered_key",
        "a key of one’s own put in the place of one that was offered with a one-time code",
        None,
        all_of("(compared)"),
        registrar=all_of("[no-key]"),
        pages=all_of("(compared)"),
        tests=(
            "test_a_key_that_was_not_compared_signs_nothing",
            "test_another_key_has_another_number",
        ),
    ),
)
"""Whom a registrar lets in."""

PAGES: Final = (
    Row(
        "unasked",
        "one sentence shown and another signed, or signed without asking",
        people.unasked,
        NO_KEY,
        all_of("[no-key]"),
        all_of("[no-key]"),
        Cells("(own-journal)", "(own-journal)", *_GROWS),
        does=(Attacker.PAGES,),
        tests=(
            "test_what_somebody_never_signed_is_on_their_own_list",
            "test_nothing_is_signed_that_is_not_confirmed",
            "test_the_signing_code_is_what_is_served",
        ),
    ),
    Row(
        "lies",
        "a page that shows other words, leaves entries out, or says “verified”",
        None,
        all_of("[scripts-only]"),
        registrar=all_of("[scripts-only]"),
        pages=all_of("(not-signed)"),
        tests=("test_what_was_altered_does_not_hold", "test_a_log_that_lost_entries_is_found"),
    ),
    Row(
        "false_verifier",
        "another page in the place of the bundle’s `verify.html`",
        None,
        Cells("(after)", "file-altered", "(after)", "(after)"),
        Cells("(after)", "(page-hash)", "(after)", "(after)"),
        registrar=_AS_OTHERS,
        pages=Cells("(after)", "(page-hash)", "(after)", "(after)"),
        tests=("test_each_vector_gives_what_its_mutation_deserves",),
    ),
)
"""What pages show, and have signed."""

BUNDLES: Final = (
    Row(
        "bundle_file",
        "a file of a bundle changed, taken out or put in after it was issued",
        None,
        Cells("(after)", "file-altered, file-missing, file-unlisted", "(after)", "(after)"),
        registrar=_AS_OTHERS,
        pages=_AS_OTHERS,
        tests=(
            "test_each_vector_gives_what_its_mutation_deserves",
            "test_no_bundle_is_believed_with_a_byte_changed",
        ),
    ),
    Row(
        "bundle_list",
        "and its list of contents made to fit",
        None,
        Cells("(after)", "manifest-unsigned", "(after)", "(after)"),
        registrar=_AS_OTHERS,
        pages=_AS_OTHERS,
        tests=("test_each_vector_gives_what_its_mutation_deserves",),
    ),
    Row(
        "bundle_withheld",
        "more withheld than the policy says, by the officer who issues it",
        None,
        all_of("(withheld)"),
        registrar=all_of("(withheld)"),
        pages=all_of("(withheld)"),
    ),
)
"""Bundles, once they are out."""

PEOPLE: Final = (*SIGNERS, *LET_IN, *PAGES, *BUNDLES)
