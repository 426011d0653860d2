"""What a check says: as values, in words, as JSON, as HTML and as a page."""
