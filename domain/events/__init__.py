"""What can happen in an enquiry: one module per chapter of the procedure."""
