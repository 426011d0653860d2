"""Where a quotation stands in the articles: whole, in parts, stitched or altered."""
