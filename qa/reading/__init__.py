"""Readers: they find in passages the sentences that answer a question."""
