"""The engine of a shared library: PostgreSQL with pgvector."""
