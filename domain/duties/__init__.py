"""What the procedure asks and by when: rules and clocks as data, one module per chapter."""
