"""Comparing what two sources say: numbers, dates, names, and whether they speak of the same thing."""
