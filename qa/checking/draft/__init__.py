"""Reading a draft: its text, its layout, and the quotations in it."""
