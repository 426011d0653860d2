"""The menu of citation styles, and what can be done with a quote as it is cited."""

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


def render_cite_buttons(place: str, number: int, *, several: bool) -> str:
    """Return the buttons that copy a quote and its citation and keep it; `place` is its turn and number."""
    which = f" {number}" if several else ""
    acts = (
        ("quote", f"Copy quote{which}", f"Copy quote {number}"),
        ("citation", "Copy citation", f"Copy citation of quote {number}"),
        ("both", "Copy both", f"Copy both of quote {number}"),
    )
    copy = "".join(
        f'<button type="button" class="pq-do pq-copy" data-cite="{what}" data-place="{place}" aria-label="{name}">'
        f"{label}</button>"
        for what, label, name in acts
    )
    turn = place.partition("-")[0]
    return (
        f'{copy}<button type="button" class="pq-do pq-keep-quote" data-send="basket_keep" data-number="{turn}" '
        f'data-which="{number}" aria-label="Keep quote {number} in the basket">Keep</button>'
    )
