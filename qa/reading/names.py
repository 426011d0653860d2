"""The names of the readers; what offers them must not load them."""

TRAINED, SIMILARITY = "trained", "similarity"
READERS = (TRAINED, SIMILARITY)
# What the trained reader gains on questions with a short answer, it does not yet keep on the samples.
DEFAULT = SIMILARITY
