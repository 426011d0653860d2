"""Statements that store a row in place of an earlier one with the same key, in SQL that all engines read."""


def make_upsert(table: str, key: str | tuple[str, ...], *others: str) -> str:
    """Return the statement that stores a row with the values of `key` and of the other columns, in this order."""
    keys = (key,) if isinstance(key, str) else key
    columns = ", ".join(f'"{column}"' for column in (*keys, *others))
    marks = ", ".join("?" * (len(keys) + len(others)))
    conflict = ", ".join(f'"{column}"' for column in keys)
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in others)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT ({conflict}) DO UPDATE SET {changes}"  # noqa: S608
