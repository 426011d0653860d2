"""Contradiction detection: where quotes of different articles cannot all be true."""
