"""The names of the readers, in a module that loads none of them."""

TRAINED, SIMILARITY = "trained", "similarity"
READERS = (TRAINED, SIMILARITY)
DEFAULT = TRAINED
