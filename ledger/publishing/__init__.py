"""What everybody is shown of the log: checkpoints on a fixed schedule, and nothing beyond them."""

from ledger.publishing.publications import Published, publications, published, reset_of
from ledger.publishing.publisher import Publisher
from ledger.publishing.schedule import Job, Schedule

__all__ = ["Job", "Published", "Publisher", "Schedule", "publications", "published", "reset_of"]
