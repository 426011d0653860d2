"""Baskets: quotes collected over several questions, in order and with notes, and their export."""
