"""What attackers do to a record, and what finds it: the tables of docs/THREATS.md, with tests."""
