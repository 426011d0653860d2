"""The menu of citation styles, and what can be done with a quote: drawings, each with a name."""

from qa.cite.styles import STYLES
from qa.rendering.hypertext import escape

OTHER = "Another style…"
_NAMING = (
    '<form class="pq-cite-other" hidden><input name="style" autocomplete="off" autocapitalize="none" maxlength="200" '
    'aria-label="Name of a style" placeholder="nature"><button type="submit" class="pq-do">Use</button></form>'
    '<p class="pq-cite-wrong" role="alert"></p>'
)


def render_style_menu(chosen: str, place: str) -> str:
    """Return the menu of styles, with the chosen one, at a place that has only one; cite.js sends what is chosen.

    Its last entry stands for the form in which the name of any other style is written.
    """
    titles = {name: style.title for name, style in STYLES.items()}
    options = "".join(
        f'<option value="{escape(name)}"{" selected" * (name == chosen)}>{escape(title)}</option>'
        for name, title in {**titles, chosen: titles.get(chosen, chosen)}.items()
    )
    name = f"pq-cite-style-{place}"
    other = f'<option value="">{OTHER}</option>'
    menu = f'<select id="{name}" data-choose="style">{options}{other}</select>'
    return f'<div class="pq-cite-style"><label for="{name}">Cite in</label> {menu}{_NAMING}</div>'


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
