"""An article at a glance: what stands above the fields in which its details are corrected."""

from collections.abc import Sequence
from urllib.parse import urlencode

from corpus import Article
from qa.conversations.conversation_store import Conversation
from qa.glance import Glance
from qa.rendering.hypertext import escape, isolate
from qa.speech import SpeakerCount
from qa.web.html.text_html import format_count, format_name

# Of each list so many are shown.
_MOST = 24


def render_glance(
    article: Article, glance: Glance, baskets: Sequence[str], conversations: Sequence[Conversation]
) -> str:
    """Return an article at a glance; `baskets` and `conversations` are those that quote it."""
    lead = glance.lead and f'<p class="pq-library-lead" dir="auto">{escape(article.text[slice(*glance.lead)])}</p>'
    rows = (
        ("Speakers", [_render_speaker(article, speaker) for speaker in glance.speakers]),
        ("Dates", [f"<bdi>{escape(date.shown)}</bdi>" for date in glance.dates]),
        ("Baskets", [_render_basket(name) for name in baskets]),
        ("Conversations", [_render_conversation(each) for each in conversations]),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{_render_list(items)}</dd>" for name, items in rows if items)
    shown = f"<dl>{listed}</dl>" if listed else ""
    return f'<section class="pq-library-glance" aria-label="At a glance">{lead or ""}{shown}</section>'


def _render_speaker(article: Article, speaker: SpeakerCount) -> str:
    return f"{isolate(article.text[slice(*speaker.name)])} ({format_count(speaker.reports, 'time')})"


def _render_basket(name: str) -> str:
    address, sent = {"tab": "basket", "basket": name}, f'data-send="basket_open" data-name="{escape(name)}"'
    return _render_link(address, f'{sent} data-tab="basket"', format_name(name))


def _render_conversation(conversation: Conversation) -> str:
    address, sent = (
        {"conversation": conversation.id},
        f'data-send="conversations_open" data-id="{escape(conversation.id)}"',
    )
    return _render_link(address, f'{sent} data-tab="ask"', conversation.name)


def _render_link(address: dict[str, str], leads: str, name: str) -> str:
    """Return a link; `leads` are the attributes that say what is sent, and to which tab it leads."""
    return f'<a href="./?{escape(urlencode(address))}" {leads}><bdi>{escape(name)}</bdi></a>'


def _render_list(items: Sequence[str]) -> str:
    more = [f"and {len(items) - _MOST:,} more"] if len(items) > _MOST else []
    return f"<ul>{''.join(f'<li>{item}</li>' for item in (*items[:_MOST], *more))}</ul>"
