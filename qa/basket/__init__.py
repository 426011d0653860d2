"""Baskets: quotes that were collected over several questions, in order, with notes, and their export."""
