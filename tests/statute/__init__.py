"""Each row of the two procedures: what carries it out, and the scenario that shows it."""
