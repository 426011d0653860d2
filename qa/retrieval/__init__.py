"""Passages for a question, ranked by how well they fit it and the time it asks about."""
