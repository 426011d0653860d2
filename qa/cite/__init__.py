"""Citations for writers: references in the styles of the trade, links that lead to the quote, and anchors that last."""
