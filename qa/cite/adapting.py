"""Items told as a style's manual wants them: what no file of CSL can decide."""

from qa.cite.item import Item
from qa.cite.styles import Style


def adapt_item(item: Item, style: Style) -> Item:
    """Return an item as a style's manual wants it told; nothing is added to it."""
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
    """Tell the body that wrote a page, if no other site is known, as the site."""
    match item:
        case {"type": "webpage", "author": [{"literal": owner}]} if item.get("container-title", owner) == owner:
            item["container-title"] = owner
            del item["author"]


def _name_body_once(item: Item, *, keep_author: bool) -> None:
    """Name a body that is author and publisher once."""
    holder = "container-title" if "container-title" in item else "publisher"
    if item.get("author") == [{"literal": item.get(holder)}]:
        del item[holder if keep_author else "author"]
