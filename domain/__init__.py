"""The procedure as code: no I/O, no clock, no framework."""
