"""Searching: the passages of the articles that hold words, each cut to what is shown, with the words marked."""
