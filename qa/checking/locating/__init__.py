"""Locating a quotation in the articles: whole, in parts, stitched or altered."""
