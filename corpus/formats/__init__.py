"""The formats that can be read: one file each, imported only when a source of that format is met."""
