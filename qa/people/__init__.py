"""The users of a library that several people share: who they are, how they log in, and what each may do."""
