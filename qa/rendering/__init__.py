"""Values as JSON, HTML, Markdown and dates."""
