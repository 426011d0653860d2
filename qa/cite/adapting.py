"""Adapts items to a style's manual, where no file of CSL can."""

from qa.cite.item import Item
from qa.cite.styles import Style


def adapt_item(item: Item, style: Style) -> Item:
    """Return an item as a style's manual wants it; nothing is added to it."""
    adapted = dict(item)
    if style.owner_as_site:
        _name_owner_as_site(adapted)
    if style.self_published:
        _name_body_once(adapted, keep_author=style.self_published == "publisher")
    if adapted["type"] == "webpage" and not style.webpage_site:
        adapted.pop("container-title", None)
    if not style.url_scheme and "URL" in adapted:
        adapted["URL"] = adapted["URL"].removeprefix("https://").removeprefix("http://")
    return adapted


def _name_owner_as_site(item: Item) -> None:
    """Name the body that wrote a page as its site, if no other site is known."""
    match item:
        case {"type": "webpage", "author": [{"literal": owner}]} if item.get("container-title", owner) == owner:
            item["container-title"] = owner
            del item["author"]


def _name_body_once(item: Item, *, keep_author: bool) -> None:
    """Name a body that is both author and publisher only once."""
    holder = "container-title" if "container-title" in item else "publisher"
    if item.get("author") == [{"literal": item.get(holder)}]:
        del item[holder if keep_author else "author"]
