"""Time in questions: what time is asked about, and how well the times told in articles fit it."""
