"""Saving from the browser: the page that asks whether another one is added, and where its bookmark is got from."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Save to Pullquote</title>
<link rel="icon" type="image/svg+xml" href="pullquote/icon.svg">
<link rel="stylesheet" href="pullquote/fonts.css">
<link rel="stylesheet" href="pullquote/frame.css">
<link rel="stylesheet" href="pullquote/save.css">
<script type="module" src="pullquote/save.js"></script>
</head>
<body class="pq-save-page">
<main>
<p class="pq-save-brand">Pullquote</p>
<h1 id="save-question" dir="auto" tabindex="-1">Saving a page</h1>
<section id="save-offer" aria-labelledby="save-question" hidden>
<p id="save-address" dir="ltr"></p>
<blockquote id="save-text" dir="auto" hidden></blockquote>
<p id="save-how"></p>
<p class="pq-save-acts">
<button type="button" id="save-add" disabled>Add</button>
<button type="button" id="save-cancel">Cancel</button>
</p>
</section>
<p id="save-told" role="status"></p>
<p><a href="./?tab=library">To the library</a></p>
</main>
</body>
</html>
"""


def render_save() -> str:
    """Return the page; save.js fills it with what is offered, and nothing is added unless its button is pressed."""
    return _PAGE


def render_bookmark() -> str:
    """Return the link that is dragged to the bookmarks bar; save_bookmark.js puts into it what it does."""
    return (
        '<div class="pq-save-bookmark"><p class="pq-hint">Drag this to your bookmarks bar, and press it there on a '
        "page that you read: Pullquote opens and asks whether to add it, as your browser shows it. What you had "
        'selected is marked there, ready to be quoted.</p><p class="pq-save-bookmark-acts">'
        '<a href="#save" class="pq-save-link" draggable="true">'
        'Save to Pullquote</a><button type="button" class="pq-do pq-save-copy">Copy its address</button></p></div>'
    )
