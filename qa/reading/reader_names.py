"""The names of the readers; what offers them must not load them."""

TRAINED, SIMILARITY = "trained", "similarity"
READERS = (TRAINED, SIMILARITY)
DEFAULT = TRAINED
