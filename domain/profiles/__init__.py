"""One authority's procedure per TOML file, and the code that reads it."""
