"""From sentences to an answer: which are quoted, and why none is."""
