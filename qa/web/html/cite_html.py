"""The menu of citation styles, and what can be done with a quote: drawings, each with a name."""

from qa.cite.styles import STYLES
from qa.rendering.hypertext import escape


def render_style_menu(chosen: str, place: str) -> str:
    """Return the menu of styles, with the chosen one, at a place that has only one; page.js sends what is chosen."""
    titles = {name: style.title for name, style in STYLES.items()}
    options = "".join(
        f'<option value="{escape(name)}"{" selected" * (name == chosen)}>{escape(title)}</option>'
        for name, title in {**titles, chosen: titles.get(chosen, chosen)}.items()
    )
    name = f"pq-cite-style-{place}"
    menu = f'<select id="{name}" data-choose="style">{options}</select>'
    return f'<span class="pq-cite-style"><label for="{name}">Cite in</label> {menu}</span>'


def render_quote_links(place: str, number: int, *, lost: bool) -> str:
    """Return what can be done with a quote of the chat, as links within the page; `place` is its turn and number.

    A quote of an article that is `lost` cannot be opened.
    """
    acts = [
        ("copy", "words", "Copy quote", f"Copy quote {number}"),
        ("cite", "cite", "Copy citation", f"Copy citation of quote {number}"),
        ("keep", "keep", "Keep in the basket", f"Keep quote {number} in the basket"),
    ]
    if not lost:
        acts.append(("open", "read", "Open at quote", f"Open the article at quote {number}"))
    return "".join(
        f'<a class="pq-icon pq-quote-{look}" href="#{name}-{place}" title="{title}">'
        f'<span class="pq-unseen">{named}</span></a>'
        for look, name, title, named in acts
    )


def render_cite_buttons(place: str, number: int) -> str:
    """Return the buttons that copy a quote and its citation and keep it; `place` is its turn and number."""
    acts = (
        ("copy", "quote", "Copy quote", f"Copy quote {number}"),
        ("cite", "citation", "Copy citation", f"Copy citation of quote {number}"),
        ("both", "both", "Copy both", f"Copy both of quote {number}"),
    )
    copy = "".join(
        f'<button type="button" class="pq-icon pq-quote-{look}" data-cite="{what}" data-place="{place}" '
        f'title="{title}" aria-label="{named}"></button>'
        for look, what, title, named in acts
    )
    turn = place.partition("-")[0]
    return (
        f'{copy}<button type="button" class="pq-icon pq-quote-keep" data-send="basket_keep" data-number="{turn}" '
        f'data-which="{number}" title="Keep in the basket" aria-label="Keep quote {number} in the basket"></button>'
    )
