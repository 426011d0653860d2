"""The web: pages are fetched from addresses that a person gives, and from nowhere within a private network."""
