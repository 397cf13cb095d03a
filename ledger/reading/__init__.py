"""From stored bytes to histories, and what of them a reader is given."""
