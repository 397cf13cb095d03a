"""What presses and waits across enquiries, as far as its reader may know of each."""
