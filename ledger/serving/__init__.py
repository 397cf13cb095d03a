"""What a serving process does by itself: what is published, cosigned and stamped, and how often."""
