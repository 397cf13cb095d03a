"""What everybody is shown of the log: published checkpoints, and nothing beyond them."""

from ledger.publishing.publications import Published, publications, published, reset_of
from ledger.publishing.publisher import Publisher

__all__ = ["Published", "Publisher", "publications", "published", "reset_of"]
