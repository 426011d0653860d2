"""Excuses: short pages in the place of an article: that it is gone, that no program may read it, that cookies are."""

import re
from collections.abc import Iterable

# Characters: a longer text is an article, whatever its title says; a wall has even fewer.
_SHORT, _SHORTEST = 1_500, 600
# Characters: a longer title is one of an article about such pages.
_LONGEST_TITLE = 80
_GONE = re.compile(
    r"(?:(?:(?:http|error|fehler|erreur|code)\W{1,3}){0,3}(?:404|410)(?: (?:error|page|not found))*"
    r"|(?:\W*(?:sorry|oops|uh oh|whoops)\W+)?(?:(?:this|the|that|your) )?(?:(?:requested|web) ?)?"
    r"(?:page|article|story|document|content|file|post)(?: you (?:[\w'’]+ ){1,3}(?:for|requested))? "
    r"(?:(?:was |could )?not (?:be )?found|can(?:not|['’]t) be found|couldn['’]t be found|(?:is )?not available"
    r"|(?:does not|doesn['’]t) exist|(?:is )?no longer (?:available|exists|here)|(?:is )?unavailable"
    r"|(?:has been |was )?(?:removed|deleted))"
    r"|not found|nothing (?:was )?found|seite (?:wurde |konnte )?nicht gefunden|page (?:introuvable|non trouvée)"
    r"|página no (?:encontrada|existe)|pagina non trovata|página não encontrada|pagina niet gevonden"
    r")\s*(?:$|[.!?,|:–—·-])",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"just a moment\b|attention required\b|access (?:to this page (?:has been|is) )?denied\b|forbidden\b"
    r"|security check\b|robot check\b|captcha\b|(?:.{0,20}\W)?are you a (?:robot|human)\b|pardon our interruption"
    r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|human verification|checking your browser"
    r"|(?:please )?enable (?:javascript|cookies)",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:accept|agree|consent|reject|refuse|allow)\b", re.IGNORECASE)
_CONCERN = re.compile(
    r"\b(?:cookies?|consent|partners|vendors|privacy|personal data|advertising|accept|reject)\b", re.IGNORECASE
)


def find_excuse(titles: Iterable[str], text: str) -> str | None:
    """Return in a sentence why a page is no article, by its titles and its text; None if it may be one."""
    if len(text) >= _SHORT:
        return None
    named = [title.strip() for title in titles if len(title) <= _LONGEST_TITLE]
    if any(map(_GONE.match, named)):
        return "the page says that there is no such page: check the address"
    if len(text) < _SHORTEST and any(map(_WALL.match, named)):
        return "the page lets no program read on: save it in a browser that shows the article, and add the file"
    if _asks_about_cookies(text):
        return "the page only asks about cookies: save it in a browser that shows the article, and add the file"
    return None


def _asks_about_cookies(text: str) -> bool:
    """Say whether most of a text is about cookies and partners, and asks for a choice."""
    lines = [line for line in text.split("\n") if line.strip()]
    concerned = sum(len(line) for line in lines if _CONCERN.search(line))
    asks = all(pattern.search(text) for pattern in (_COOKIES, _CHOICE)) and "partners" in text
    return asks and 3 * concerned >= 2 * sum(map(len, lines))
