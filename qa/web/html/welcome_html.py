"""What stands in place of a conversation that has not begun."""

from collections.abc import Sequence

from qa.rendering.hypertext import escape
from qa.web.html.text_html import format_count

_STEPS = (
    ("Add articles", "Files (text, PDF, Word, EPUB, e-mail and more), web pages by their addresses, or a pasted text."),
    ("Ask", "Each answer is quotes from your articles, word for word, or an honest “not found”."),
    ("Use it", "Open a quote where it stands, copy it with its citation, or keep it in the basket."),
)


def render_beginning() -> str:
    """Return what an empty library shows: three steps, and the button that takes the first."""
    steps = "".join(f"<li><strong>{name}</strong><span>{what}</span></li>" for name, what in _STEPS)
    return (
        f'<div class="pq-welcome-beginning"><h2>Your library is empty</h2><ol>{steps}</ol>'
        '<button type="button" class="pq-welcome-add">Choose files to add</button></div>'
    )


def render_welcome(count: int, questions: Sequence[str]) -> str:
    """Return what an empty conversation over `count` articles shows: questions to begin with."""
    if not count:
        return f'<div class="pq-welcome">{render_beginning()}</div>'
    buttons = "".join(
        '<li><button type="button" class="pq-welcome-question" data-send="ask_question" '
        f'data-question="{escape(question)}" dir="auto">{escape(question)}</button></li>'
        for question in questions
    )
    label = f'<p class="pq-label">Or begin with {"this" if len(questions) == 1 else "one of these"}</p>'
    begin = f'{label}<ul class="pq-welcome-questions">{buttons}</ul>' if buttons else ""
    whose = "its" if count == 1 else "their"
    return (
        '<div class="pq-welcome"><h2>What do your articles say?</h2>'
        f"<p>Ask your {format_count(count, 'article')} a question. The answer comes in {whose} own words, "
        f"and each quote leads back to its place.</p>{begin}</div>"
    )
