"""The report on a draft: as values, in words, as JSON, as HTML and as a page."""
