"""The pages of logging in and out, which need no script and tell nothing of the library."""

from qa.rendering.hypertext import escape

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Pullquote</title>
<link rel="icon" type="image/svg+xml" href="pullquote/icon.svg">
<link rel="stylesheet" href="pullquote/fonts.css">
<link rel="stylesheet" href="pullquote/locked.css">
<link rel="stylesheet" href="pullquote/login.css">
</head>
<body>
<main>
<h1>Pullquote</h1>
{body}
</main>
</body>
</html>
"""
_FORM = """<form method="post" action="login">
<label for="login-name">Name</label>
<input id="login-name" name="name" value="{name}" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="40" required{first}>
<label for="login-password">Password</label>
<input id="login-password" name="password" type="password" autocomplete="current-password" maxlength="200"
 required{then}>
<button>Log in</button>
</form>"""


def render_login(wrong: str = "", name: str = "") -> str:
    """Return the page with the form, and a sentence on what was wrong with what was sent before."""
    told = f'<p class="login-wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
    # Who has written their name already goes on with the password.
    places = {"first": "" if name else " autofocus", "then": " autofocus" if name else ""}
    return _PAGE.format(title="Log in", body=told + _FORM.format(name=escape(name), **places))


def render_account(name: str, role: str) -> str:
    """Return the page that says who is logged in, with the way out."""
    can = "ask, read, cite and check" if role == "reader" else "change the library, too"
    body = (
        f"<p>You are logged in as <strong>{escape(name)}</strong>, {'a' if role == 'reader' else 'an'} {escape(role)}: "
        f"you can {can}. Your conversations and baskets are your own.</p>"
        '<form method="post" action="logout"><button>Log out</button></form><p><a href="./">Back to the page</a></p>'
    )
    return _PAGE.format(title="Account", body=body)
