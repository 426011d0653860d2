"""Suggested questions: what a library's own articles surely answer, for a conversation that has not begun."""
