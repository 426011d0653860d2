"""Where a quote stands on its page and in its article, now and after the article has changed."""
