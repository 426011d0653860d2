"""What a visitor's events reach: plain Python, and nothing that is sent is trusted. One module for each feature."""
