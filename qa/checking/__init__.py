"""Checking the quotations of a draft against the articles of a library."""
