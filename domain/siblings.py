"""Entries recorded for several children at once, of which another child's was corrected since.

One strategy discussion about several children is an act: each child's record holds an entry of its
own. Whoever corrects one of them may not know of the others, so the others say so.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """That the entry of the same act in another child's record was corrected or withdrawn, when.

    Nothing of what stands in that record, not even whose it is: the reader may not know of it.
    """

    seq: int
    """The entry of this record."""
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the records of other children tell of the entries of this one."""

    changed: tuple[ChangedElsewhere, ...] = ()
    """What was corrected or withdrawn there."""
    unread: tuple[int, ...] = ()
    """Entries of this record that were, or may have been, recorded together with others of which
    one cannot be read: whether it was changed there is not known."""
