"""Readers: what finds in passages the sentences that answer a question."""
