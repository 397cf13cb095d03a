"""What an officer signs by hand or swears to, beside a bundle: documents for a court."""
