"""Parts: pages that hold one part of an article, and lead to the next one."""

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What is behind an article's own path, or in its query, where its next part is.
_BEHIND = re.compile(r"[/_.-]?(?:(?:page|p|part|seite)[/_=-]?)?(?:[2-9]|[1-9]\d)", re.IGNORECASE)
_QUERY = re.compile(r"(?:^|&)(?:page|paged|pg|p|part|seite|pagina)=(?:[2-9]|[1-9]\d)(?:&|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:/|\.\w{3,5})$")


def has_next_part(page: "HtmlElement", address: str | None) -> bool:
    """Say whether a page names the next part of its article: a page whose address is its own with a number behind."""
    own = urlsplit(address or "")
    links = page.xpath("//*[self::a or self::link][@rel='next'][@href]")
    return any(_is_next_part(own, link.get("href") or "", address or "") for link in links)


def _is_next_part(own: SplitResult, target: str, base: str) -> bool:
    try:
        next_ = urlsplit(urljoin(base, target.strip()))
    except ValueError:
        return False
    if next_.netloc != own.netloc:
        return False
    path, next_path = _SUFFIX.sub("", own.path), _SUFFIX.sub("", next_.path)
    if path == next_path:
        return _QUERY.search(next_.query) is not None
    return len(path) > 1 and next_path.startswith(path) and _BEHIND.fullmatch(next_path, len(path)) is not None
