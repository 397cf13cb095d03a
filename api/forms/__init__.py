"""Forms derived from the event definitions: what is asked, and what the answers amount to."""
