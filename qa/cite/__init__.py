"""Citations for writers: references in many styles, links that lead to the quote, and anchors that last."""
