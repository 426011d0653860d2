"""The web page, and the machine API beside it."""
