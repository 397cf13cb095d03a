"""What was signed under a published type still reads and verifies: `events.json` lists them."""
