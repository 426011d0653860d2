"""The recipe of the built-in reader: from questions with marked answers to the weights that the product ships."""
