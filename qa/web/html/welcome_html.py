"""What stands in place of a conversation that has not begun."""

from collections.abc import Sequence

from qa.rendering.hypertext import escape
from qa.web.html.text_html import format_count


def render_welcome(count: int, questions: Sequence[str]) -> str:
    """Return what an empty conversation over `count` articles shows: questions to begin with."""
    if not count:
        return (
            '<div class="pq-welcome"><h2>Your library is empty</h2><p>Add articles in the <strong>Library</strong> '
            "tab: drop text, Markdown, HTML or PDF files there, or paste a text. Then ask about them here.</p></div>"
        )
    buttons = "".join(
        '<li><button type="button" class="pq-welcome-question" data-send="ask_question" '
        f'data-question="{escape(question)}" dir="auto">{escape(question)}</button></li>'
        for question in questions
    )
    label = '<p class="pq-label">Or begin with one of these</p>'
    begin = f'{label}<ul class="pq-welcome-questions">{buttons}</ul>' if buttons else ""
    return (
        '<div class="pq-welcome"><h2>What do your articles say?</h2>'
        f"<p>Ask your {format_count(count, 'article')} a question. The answer comes in their own words, "
        f"and each quote leads back to its place.</p>{begin}</div>"
    )
