"""Entries, their words and their documents, altered where they are stored."""

from typing import Final

from tests.alterations import entries
from tests.alterations.model import NO_KEY, Attacker, Cells, Row, all_of
from tests.victim import LEO

_UNREAD: Final = "not issued: record-unreadable"
_MISMATCH: Final = "not issued: row-mismatch"
_OUTSIDE: Final = ("log-refused", "tree-inconsistent")

SIGNED: Final = (
    Row(
        "changed_claim",
        "a claim changed: author, time, `prev`, `dir`, references, digests; or any single bit",
        entries.changed_claim,
        Cells("signature-invalid at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "signature-invalid at Maya 2", *_OUTSIDE),
        tests=(
            "test_a_changed_claim_is_no_longer_signed",
            "test_a_bit_anywhere_in_an_entry_is_found",
        ),
    ),
    Row(
        "relabelled",
        "stream and seq changed, columns with them: the last of Maya’s made one of Leo’s",
        entries.relabelled,
        Cells("signature-invalid at Leo 5", _UNREAD, *["halted: record-unreadable"] * 2),
        Cells("=", "chain-broken at Leo 5", *_OUTSIDE),
        enquiry=LEO,
        tests=("test_an_entry_relabelled_to_another_place_is_not_signed",),
    ),
    Row(
        "changed_ledger",
        "ledger id changed",
        entries.changed_ledger,
        Cells("foreign-ledger at Maya 2", _MISMATCH, "(digests)", "(digests)"),
        Cells("=", "foreign-ledger at Maya 2", *_OUTSIDE),
        tests=("test_an_entry_signed_for_another_ledger_is_foreign",),
    ),
    Row(
        "changed_header",
        "header: algorithm or type",
        entries.changed_header,
        Cells("entry-malformed at Maya 2", _MISMATCH, "(digests)", "(digests)"),
        Cells("=", "entry-malformed at Maya 2", *_OUTSIDE),
        tests=("test_a_changed_header_is_no_entry",),
    ),
    Row(
        "changed_kid",
        "header: key id",
        entries.changed_kid,
        Cells("key-unknown at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "key-unknown at Maya 2", *_OUTSIDE),
        tests=(
            "test_a_changed_kid_names_no_key_of_the_directory",
            "test_anothers_kid_is_not_a_key_of_the_author",
        ),
    ),
    Row(
        "exchanged_signature",
        "signature exchanged for another entry’s, or for a second number of its own",
        entries.exchanged_signature,
        Cells("signature-invalid at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "signature-invalid at Maya 2", *_OUTSIDE),
        tests=("test_a_signature_with_a_second_valid_number_is_refused",),
    ),
    Row(
        "stripped_signature",
        "signature stripped, re-encoded, padded, cut",
        entries.stripped_signature,
        Cells("entry-malformed at Maya 2", _MISMATCH, "(digests)", "(digests)"),
        Cells("=", "entry-malformed at Maya 2", *_OUTSIDE),
        tests=("test_a_signature_has_one_spelling_and_one_entry",),
    ),
    Row(
        "replaced",
        "an entry replaced by its own author, who signs it anew",
        entries.replaced,
        Cells("leaf-mismatch at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("reference-dangling at Maya 3", "chain-broken at Maya 3", *_OUTSIDE),
        also=("chain-broken",),
        tests=("test_a_replaced_entry_breaks_the_chain_behind_it",),
    ),
)
"""What the author signed."""

STORED: Final = (
    Row(
        "foreign_topic",
        "topic swapped (never resolved)",
        entries.foreign_topic,
        Cells("row-mismatch at Maya 2", _MISMATCH, "(columns)", "(columns)"),
        Cells("=", "(columns)", "(columns)", "(columns)"),
        does=(Attacker.DATABASE,),
        tests=("test_a_swapped_topic_is_found_and_never_resolved",),
    ),
    Row(
        "foreign_state",
        "foreign values in a row",
        entries.foreign_state,
        Cells("row-unreadable at Maya 2", _MISMATCH, "(columns)", "(columns)"),
        Cells("=", "(columns)", "(columns)", "(columns)"),
        does=(Attacker.DATABASE,),
        tests=("test_a_foreign_row_is_a_finding",),
    ),
    Row(
        "moved",
        "an entry moved to another enquiry, by its columns",
        entries.moved,
        Cells("row-mismatch at Maya 2", _UNREAD, *["halted: row-mismatch"] * 2),
        Cells("=", "(columns)", "(columns)", "(columns)"),
        does=(Attacker.DATABASE,),
        tests=(
            "test_an_entry_moved_to_another_enquiry_is_not_signed_there",
            "test_entries_of_two_enquiries_cannot_change_places",
        ),
    ),
    Row(
        "duplicated",
        "an entry duplicated",
        entries.duplicated,
        Cells("row-mismatch at Maya 2", "not issued: log-halted", *["halted: log-halted"] * 2),
        Cells("=", "(columns)", "(columns)", "(columns)"),
        does=(Attacker.DATABASE,),
        also=("position-repeated",),
        tests=("test_a_duplicate_stands_at_a_place_that_was_not_signed",),
    ),
    Row(
        "trigger",
        "a trigger, view or rule in the database",
        entries.trigger,
        Cells("schema-altered", "(later)", "(later)", "(later)"),
        tests=("test_a_trigger_or_view_is_a_finding",),
    ),
    Row(
        "gone_table",
        "pages damaged, tables gone",
        entries.gone_table,
        Cells("database-damaged", _UNREAD, *["halted: record-unreadable"] * 2),
        Cells("=", "(sealed)", "(columns)", "(columns)"),
        does=(Attacker.DATABASE,),
        tests=(
            "test_a_broken_page_is_a_finding_at_its_place",
            "test_a_table_that_is_gone_is_a_finding",
        ),
    ),
)
"""How the database holds it."""

WORDS: Final = (
    Row(
        "changed_seal",
        "sealed words or a wrapped key changed, or the keys of two entries swapped",
        entries.changed_seal,
        Cells("seal-broken at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "(sealed)", "=", "="),
        tests=(
            "test_a_changed_seal_does_not_open",
            "test_wrapped_keys_of_two_entries_cannot_be_swapped",
        ),
    ),
    Row(
        "words_of_another",
        "words of another entry",
        entries.words_of_another,
        Cells("seal-broken at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "(sealed)", "=", "="),
        tests=("test_words_do_not_open_at_another_place",),
    ),
    Row(
        "swapped_stream_keys",
        "keys of two streams swapped in the keystore",
        entries.swapped_stream_keys,
        Cells("stream-key-broken at Maya 1", "not issued: SealBroken", *["halted: SealBroken"] * 2),
        Cells("=", "(sealed)", "(digests)", "(digests)"),
        tests=("test_wrapped_keys_of_two_streams_cannot_be_swapped",),
    ),
    Row(
        "other_words",
        "other words sealed with the right keys; duplicate keys, floats, unused parts in them",
        entries.other_words,
        all_of("[no-master]"),
        Cells("words-mismatch at Maya 2", "words-mismatch at Maya 2", "(digests)", "(digests)"),
        does=(Attacker.KEY,),
        tests=(
            "test_resealed_words_are_not_those_that_were_signed",
            "test_what_reveal_refuses_is_never_plain",
            "test_altered_json_under_its_own_digest_is_plain_only_if_reveal_accepts",
        ),
    ),
    Row(
        "deleted_words",
        "words deleted",
        entries.deleted_words,
        Cells("seal-missing at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "(sealed)", "=", "="),
        tests=("test_deleted_words_are_missing",),
    ),
    Row(
        "destroyed_key",
        "a stream’s key destroyed, no certificate",
        entries.destroyed_key,
        Cells("words-destroyed at Maya 1", "not issued: stream-key-missing", *["(digests)"] * 2),
        Cells("=", "(sealed)", "=", "="),
        tests=("test_a_destroyed_stream_key_is_counted_and_no_alteration",),
    ),
    Row(
        "stray_words",
        "sealed words put beside no entry, or left behind by a disposal",
        entries.stray_words,
        Cells("seal-stray at Maya 99", "(columns)", "(columns)", "(columns)"),
        tests=(
            "test_words_without_an_entry_are_strays",
            "test_words_left_behind_by_a_disposal_are_strays",
        ),
    ),
    Row(
        "disposed",
        "made to look disposed of",
        entries.uncertified,
        Cells("disposed-uncertified at Maya 2", _UNREAD, "(digests)", "(digests)"),
        Cells("=", "(sealed)", "=", "="),
        does=(Attacker.DATABASE,),
        tests=(
            "test_a_disposal_without_a_certificate_is_found",
            "test_more_disposed_of_than_certified_is_found",
        ),
    ),
    Row(
        "undone",
        "a disposal undone from a backup",
        None,
        Cells("disposal-undone", "(sealed)", "(digests)", "(digests)"),
        tests=("test_a_disposal_that_was_undone_is_reported",),
    ),
    Row(
        "note",
        "an offline note that its author’s live key did not sign",
        None,
        NO_KEY,
        Cells("note-invalid", "note-invalid", "(grows)", "(grows)"),
        tests=(
            "test_verification_holds_the_note_to_its_key",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "document",
        "a document changed, cut short, or put in the place of another",
        None,
        Cells("document-altered", "not issued: document-unreadable", "(digests)", "(digests)"),
        Cells("=", "document-altered", "=", "="),
        tests=(
            "test_verification_reads_every_document",
            "test_documents_cannot_change_places",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "gone_document",
        "a document’s file or key deleted",
        None,
        Cells("document-missing", "not issued: document-unreadable", "(digests)", "(digests)"),
        Cells("=", "(sealed)", "=", "="),
        tests=("test_verification_reads_every_document",),
    ),
)
"""What it says."""

ENTRIES: Final = (*SIGNED, *STORED, *WORDS)
