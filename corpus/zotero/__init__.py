"""Zotero: the items of a person's library there, what is known of each, and the files that hold their texts."""
