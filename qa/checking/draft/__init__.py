"""A draft as it is read: its text, and the quotations in it."""
