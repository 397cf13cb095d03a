"""The order of entries, the tables of the log, its end, and what others signed of it."""

from typing import Final

from tests.alterations import logs
from tests.alterations.acting import NEW
from tests.alterations.model import Attacker, Cells, Row, all_of
from tests.victim import LEO

_HALTED: Final = ("halted: log-halted", "halted: log-halted")
_UNISSUED: Final = "not issued: log-halted"

ORDER: Final = (
    Row(
        "deleted_entry",
        "first or middle entry of a stream deleted",
        logs.deleted_entry,
        Cells("leaf-stray at Maya 2", "not issued: record-unreadable", "(digests)", "(digests)"),
        Cells(
            "reference-dangling at Maya 3", "stream-gap at Maya 2", "log-refused", "tree-conflict"
        ),
        tests=(
            "test_a_deleted_entry_leaves_a_gap_in_its_stream",
            "test_a_deleted_entry_leaves_a_gap_whoever_signs_the_log",
        ),
    ),
    Row(
        "deleted_last",
        "last entry of a stream deleted: of Leo’s",
        logs.deleted_last,
        Cells("leaf-stray at Leo 4", "not issued: record-unreadable", *_HALTED),
        Cells("tail-missing by evidence", "cosignatures-missing", "log-refused", "tree-conflict"),
        enquiry=LEO,
        tests=(
            "test_the_last_entry_of_a_stream_leaves_a_stray_leaf",
            "test_the_last_entry_of_a_stream_is_missed_by_evidence_alone",
        ),
    ),
    Row(
        "deleted_end",
        "last entry of the log deleted",
        logs.deleted_end,
        Cells("checkpoint-beyond", _UNISSUED, *_HALTED),
        Cells("tail-missing by evidence", "cosignatures-missing", "log-refused", "tree-conflict"),
        also=("leaf-stray",),
        tests=("test_the_last_entry_of_the_log_leaves_a_stray_leaf",),
    ),
    Row(
        "reordered",
        "entries of a stream reordered",
        logs.reordered,
        Cells("reference-dangling at Maya 3", "(order)", "(order)", "(order)"),
        Cells("=", "manifest-refused", "log-refused", "tree-inconsistent"),
        tests=(
            "test_reordered_entries_of_a_stream_break_its_chain",
            "test_an_entry_moved_behind_what_refers_to_it_is_missed_there",
        ),
    ),
    Row(
        "reordered_streams",
        "entries of two streams reordered, neither of which refers to the other",
        logs.reordered_streams,
        Cells("leaf-mismatch at Leo 1", "(order)", "(order)", "(order)"),
        Cells(
            "history-differs by evidence",
            "cosignatures-missing",
            "log-refused",
            "tree-inconsistent",
        ),
        tests=("test_reordered_entries_do_not_fit_their_leaves",),
    ),
    Row(
        "inserted_entry",
        "an entry inserted, signed with a stolen key, in an enquiry of its own",
        logs.inserted_entry,
        Cells("leaf-mismatch at new 1", _UNISSUED, *_HALTED),
        Cells(
            "history-differs by evidence",
            "cosignatures-missing",
            "log-refused",
            "tree-inconsistent",
        ),
        enquiry=NEW,
        tests=(
            "test_an_inserted_entry_has_no_leaf_of_its_own",
            "test_an_entry_between_two_positions_has_no_leaf",
        ),
    ),
)
"""What stands behind what."""

TABLES: Final = (
    Row(
        "changed_leaf",
        "a leaf changed",
        logs.changed_leaf,
        Cells("leaf-mismatch at Maya 2", "not issued: record-unreadable", "log-refused", "(tree)"),
        Cells("=", "proof-invalid at Maya 2", "log-refused", "tree-inconsistent"),
        covers=False,
        tests=("test_a_changed_leaf_is_found",),
    ),
    Row(
        "deleted_leaf",
        "a leaf deleted",
        logs.deleted_leaf,
        Cells("leaf-missing at Maya 2", "stream-gap at Maya 2", *["halted: other-history"] * 2),
        Cells("=", "stream-gap at Maya 2", "log-refused", "tree-conflict"),
        covers=False,
        tests=("test_a_deleted_leaf_is_found",),
    ),
    Row(
        "added_leaf",
        "a leaf added",
        logs.added_leaf,
        Cells("checkpoint-missing", "(beyond)", "(beyond)", "(beyond)"),
        Cells("=", "(grows)", "(grows)", "(grows)"),
        covers=False,
        also=("leaf-stray",),
        tests=("test_an_added_leaf_is_found",),
    ),
    Row(
        "changed_node",
        "a hash of the tree changed, deleted, added",
        logs.changed_node,
        Cells("node-mismatch at another 1", "proof-invalid at another 1", "(tree)", "(tree)"),
        all_of("[derived]"),
        tests=("test_a_changed_node_is_found", "test_a_deleted_or_added_node_is_found"),
    ),
    Row(
        "changed_root",
        "a root changed, or a checkpoint that was not published",
        logs.changed_root,
        Cells("checkpoint-invalid at another 2", *["(unpublished)"] * 3),
        all_of("[derived]"),
        also=("root-mismatch",),
        tests=(
            "test_a_changed_root_is_found",
            "test_a_changed_checkpoint_is_not_signed",
            "test_a_checkpoint_at_another_size_is_found",
            "test_a_foreign_checkpoint_row_is_a_finding",
        ),
    ),
    Row(
        "changed_checkpoint",
        "a checkpoint by a made-up or retired key",
        logs.changed_checkpoint,
        Cells("checkpoint-invalid at another 2", *["(unpublished)"] * 3),
        all_of("[derived]"),
        tests=(
            "test_a_checkpoint_by_a_key_that_nobody_introduced_is_invalid",
            "test_a_retired_key_signs_no_larger_log",
        ),
    ),
    Row(
        "checkpoints_back",
        "checkpoints rolled back",
        logs.checkpoints_back,
        Cells("checkpoint-missing", _UNISSUED, *_HALTED),
        all_of("[derived]"),
        tests=("test_checkpoints_rolled_back_leave_leaves_behind",),
    ),
    Row(
        "log_back",
        "checkpoints and log rolled back; where nothing was published it is `pending`",
        logs.log_back,
        Cells("published-invalid", "(regrown)", "(regrown)", "(regrown)"),
        all_of("[derived]"),
        tests=(
            "test_a_log_rolled_back_is_missed_by_who_kept_a_checkpoint",
            "test_unsigned_checkpoints_are_pending",
        ),
    ),
    Row(
        "moved_mark",
        "the follower’s mark moved",
        logs.moved_mark,
        Cells("tracking-mismatch", _UNISSUED, *_HALTED),
        all_of("[derived]"),
        tests=("test_a_moved_mark_is_found",),
    ),
)
"""What is derived from the entries."""

END: Final = (
    Row(
        "cut",
        "the tail cut off, every table alike: an old backup restored without a word",
        logs.cut,
        Cells("tail-missing by evidence", "(cut)", "log-refused", "log-rolled-back"),
        Cells("=", "cosignatures-missing", "log-refused", "tree-conflict"),
        alone=("unanchored",),
        tests=(
            "test_without_evidence_a_clean_cut_leaves_no_trace",
            "test_any_evidence_shows_a_clean_cut",
            "test_a_head_statement_names_the_entry_that_is_missing",
        ),
    ),
    Row(
        "cut_and_grown",
        "the tail cut off and grown over",
        logs.cut_and_grown,
        Cells("history-differs by evidence", "(cut)", "log-refused", "tree-inconsistent"),
        Cells("=", "cosignatures-missing", "log-refused", "tree-inconsistent"),
        tests=(
            "test_a_cut_that_was_grown_over_is_found",
            "test_a_receipt_names_the_entry_that_is_another_now",
        ),
    ),
    Row(
        "restored",
        "an old backup restored, and the loss declared by a reset (exit code 2)",
        logs.restored,
        Cells("tail-declared by evidence", "(declared)", "declared", "log-unwatched"),
        does=(Attacker.DATABASE,),
        also=("log-reset",),
        tests=(
            "test_a_loss_that_is_declared_is_no_alteration",
            "test_a_log_after_a_declared_reset_says_so",
        ),
    ),
    Row(
        "fresh_keys",
        "the whole history rewritten with fresh keys, or another ledger’s database",
        logs.fresh_keys,
        Cells("other-ledger", "other-ledger", "log-refused", "log-unsigned"),
        alone=("no-trust-file", "unanchored"),
        tests=(
            "test_a_history_rewritten_with_fresh_keys_is_another_ledger",
            "test_the_database_of_another_ledger_is_a_finding",
        ),
    ),
    Row(
        "two_stories",
        "two histories: one that everybody sees, and another in a bundle",
        logs.nothing,
        all_of("[no-ledger-key]"),
        Cells("(two-stories)", "cosignatures-missing", "(two-stories)", "(two-stories)"),
        does=(Attacker.KEY,),
        covers=False,
        told=logs.deleted_end,
    ),
    Row(
        "doubled",
        "two entries for one position, by an author who helps, both in the log: each told to one",
        logs.doubled,
        all_of("[no-ledger-key]"),
        Cells("leaf-mismatch at Maya 6", "(doubled)", "(grows)", "(grows)"),
        does=(Attacker.KEY,),
        covers=False,
    ),
    Row(
        "relisted",
        "a leaf put in a second time: a revocation told as if after what the key then signed",
        logs.relisted,
        all_of("[no-ledger-key]"),
        Cells("leaf-mismatch at Eve 6", "(relisted)", "log-refused", "(grows)"),
        does=(Attacker.KEY,),
        covers=False,
        tests=("test_a_leaf_that_stands_twice_is_refused_and_proven",),
    ),
    Row(
        "cut_cosigned",
        "a bundle of a smaller size that witnesses once cosigned, passed off as all there is",
        None,
        all_of("[no-ledger-key]"),
        Cells("(two-stories)", "(cut)", "(two-stories)", "(two-stories)"),
    ),
    Row(
        "false_head",
        "a head statement that the log denies",
        None,
        all_of("[no-ledger-key]"),
        Cells("head-differs", "head-differs", "(evidence)", "(evidence)"),
        tests=(
            "test_a_head_statement_that_the_history_contradicts",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "forged_evidence",
        "evidence forged against the ledger",
        None,
        Cells("evidence-foreign", "(evidence)", "(evidence)", "(evidence)"),
        Cells("(real-evidence)", "=", "=", "="),
        tests=("test_evidence_that_the_ledger_did_not_sign_is_foreign",),
    ),
)
"""Where it ends, and the whole of it."""

OTHERS: Final = (
    Row(
        "published",
        "a published checkpoint changed, exchanged or made up",
        logs.changed_published,
        Cells("published-invalid", "checkpoint-invalid", "(next)", "(next)"),
        Cells("=", "root-mismatch", "log-refused", "tree-inconsistent"),
        does=(Attacker.DATABASE,),
        tests=(
            "test_a_published_checkpoint_that_was_changed_is_found",
            "test_each_vector_gives_what_its_mutation_deserves",
            "test_a_second_history_is_refused",
            "test_a_second_tree_of_one_size_is_kept_as_proof",
        ),
    ),
    Row(
        "rewritten_cosigned",
        "history rewritten after witnesses cosigned it, and what was published signed anew",
        None,
        all_of("[no-ledger-key]"),
        Cells("cosignatures-missing", "cosignatures-missing", "log-refused", "tree-inconsistent"),
        tests=(
            "test_history_that_was_rewritten_is_not_what_witnesses_cosigned",
            "test_a_missing_quorum_is_reported",
            "test_a_second_history_is_refused",
            "test_a_second_tree_of_one_size_is_kept_as_proof",
        ),
    ),
    Row(
        "stamp",
        "a time stamp changed or moved",
        None,
        Cells("stamp-invalid", "stamp-invalid", "(stamped)", "(stamped)"),
        tests=(
            "test_an_altered_stamp_is_found",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "no_stamps",
        "every time stamp deleted",
        None,
        Cells("stamp-missing", "stamp-missing", "(stamped)", "(stamped)"),
        tests=(
            "test_stamps_that_were_deleted_are_missed",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "rewritten_stamped",
        "history rewritten, or its tail cut off, after it was stamped",
        None,
        Cells("stamp-invalid", "(cut)", "log-refused", "log-rolled-back"),
        Cells("stamp-invalid", "root-mismatch", "log-refused", "tree-inconsistent"),
        tests=(
            "test_history_rewritten_with_every_key_of_the_ledger_no_longer_fits",
            "test_a_tail_that_was_cut_off_was_stamped",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
    Row(
        "dated",
        "entries dated back or ahead by more than clocks differ, where the log is stamped",
        None,
        Cells("time-outside-anchors", "time-outside-anchors", "(stamped)", "(stamped)"),
        tests=(
            "test_a_time_outside_the_stamps_is_found",
            "test_each_vector_gives_what_its_mutation_deserves",
        ),
    ),
)
"""What people outside signed of it."""

LOG: Final = (*ORDER, *TABLES, *END, *OTHERS)
