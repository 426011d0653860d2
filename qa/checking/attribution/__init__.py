"""Whom and what a draft names as the source of a quotation, and whether that is right."""
