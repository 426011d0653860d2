"""Conversations, kept in the library's folder until the person deletes them."""
