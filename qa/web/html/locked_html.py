"""The page for those who come without the token: what it says, and nothing of the library."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pullquote is locked</title>
<link rel="icon" type="image/svg+xml" href="/pullquote/icon.svg">
<link rel="stylesheet" href="/pullquote/fonts.css">
<link rel="stylesheet" href="/pullquote/locked.css">
</head>
<body>
<main>
<h1>Pullquote</h1>
<p>{sentence}</p>
<p>It ends in <code>?token=…</code>, and is needed once in each browser.</p>
</main>
</body>
</html>
"""


def render_locked(sentence: str) -> str:
    """Return the page that says a sentence of ours."""
    return _PAGE.format(sentence=sentence)
