"""Values as text for others: JSON, HTML, Markdown, dates."""
