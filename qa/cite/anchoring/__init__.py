"""Finding a quote on its web page, and in its article once that has changed."""
