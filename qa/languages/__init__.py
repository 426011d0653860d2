"""Questions in other languages than English: which it is, who reads them, and what is told of that."""
