"""Other programs: what they may ask for, what they get as JSON, and the MCP server that offers it."""
