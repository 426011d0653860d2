"""What the program knows of English: lists of words, and readers of what is written."""
