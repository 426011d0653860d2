"""The settings: where the library is, what reads it, and what leaves this machine."""

from dataclasses import dataclass

from qa.rendering.hypertext import escape
from qa.web.html.text_html import format_count


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What the settings tell of the library and of how it is served.

    `person` is who has logged in, empty where nobody has to: then the page is served at the `address` alone.
    """

    folder: str
    model: str
    bundled: bool  # whether the model came with the program
    articles: int
    passages: int
    bytes: int
    conversations: int
    address: str
    rated: int
    person: str = ""


def render_facts(facts: LibraryFacts) -> str:
    """Return the library's facts, and a truthful word on what leaves the machine."""
    origin = (
        "It came with the program and runs on this machine."
        if facts.bundled
        else "It runs on this machine; when it was first used it may have been downloaded from the Hugging Face hub."
    )
    holds = ", ".join(
        (
            format_count(facts.articles, "article"),
            format_count(facts.passages, "passage"),
            format_count(facts.conversations, "conversation"),
        )
    )
    rows = (
        *([] if facts.person else [("Library", f"<code>{escape(facts.folder)}</code>")]),
        ("Holds", f"{holds}; {facts.bytes / 1e6:,.1f} MB"),
        ("Model", f"<code>{escape(facts.model)}</code> {origin}"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    return (
        f'<div class="pq-settings">{_render_person(facts.person)}<h2>This library</h2><dl>{listed}</dl>'
        f"{_render_shared() if facts.person else _render_leaving(facts.address)}"
        f"<h3>Rated answers</h3><p>{_render_rated(facts.rated)}</p></div>"
    )


def _render_person(person: str) -> str:
    """Return who has logged in, with the way out; empty if nobody has to."""
    if not person:
        return ""
    return f'<h2>Account</h2><p>You are logged in as <b>{escape(person)}</b>. <a href="account">Log out</a></p>'


def _render_shared() -> str:
    return (
        "<h3>Who sees what</h3>"
        "<p>The articles are shared by all who log in here. Your conversations, baskets, ratings and settings are "
        "shown to nobody else; whoever runs this server could read them in its files. "
        "An article’s web address is opened only when you click on it, by your browser.</p>"
    )


def _render_leaving(address: str) -> str:
    return (
        "<h3>What leaves this machine</h3>"
        "<p>Nothing, but that a web page which you add by its address is asked for at its site. This page is served at "
        f"<code>{escape(address)}</code>, which only this machine can reach, and it loads nothing from anywhere "
        "else. Articles, questions, conversations, baskets and ratings stay in the library’s folder, "
        "until you delete them; quotes of an article that you remove stay in the conversations and baskets that hold "
        "them. "
        "An article’s web address is opened only when you click on it, by your browser.</p>"
    )


def _render_rated(count: int) -> str:
    if not count:
        return "Say under an answer whether it is right or wrong: rated answers can be exported here as a question set."
    return (
        f'{format_count(count, "answer")} rated. <a class="pq-download" href="api/ratings.zip" download>'
        "Download them as a question set</a>"
    )
