"""Conversations: what was asked and answered, kept in the library's folder until the person deletes it."""
