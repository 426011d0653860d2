"""The list of conversations."""

from collections.abc import Sequence
from urllib.parse import quote

from qa.conversations.conversation_store import Conversation
from qa.rendering.hypertext import escape


def render_conversations(conversations: Sequence[Conversation], current: str) -> str:
    """Return the list, the one that is open marked; it also tells the page which one that is."""
    rows = "".join(_render_row(conversation, conversation.id == current) for conversation in conversations)
    shown = (
        f"<ul>{rows}</ul>" if rows else '<p class="pq-hint">What you ask is kept here, in your library’s folder.</p>'
    )
    return (
        f'<nav class="pq-conversations" aria-label="Conversations" data-current="{escape(current)}">'
        '<div class="pq-conversations-head"><h2>Conversations</h2>'
        '<button type="button" class="pq-close" aria-label="Close the conversations">×</button></div>'
        '<button type="button" class="pq-conversations-new" data-send="conversations_open" data-id="">'
        f"New conversation</button>{shown}</nav>"
    )


def _render_row(conversation: Conversation, current: bool) -> str:
    key, name = escape(conversation.id), escape(conversation.name)
    here = ' aria-current="page"' if current else ""
    address = f"?conversation={quote(conversation.id)}"
    return (
        '<li class="pq-conversation">'
        f'<a href="{escape(address)}" data-send="conversations_open" data-id="{key}" dir="auto"{here}>{name}</a>'
        '<span class="pq-conversation-acts">'
        f'<button type="button" class="pq-icon pq-rename" data-rename="{key}" title="Rename" '
        f'aria-label="Rename {name}"></button>'
        f'<a class="pq-icon pq-export" href="api/conversations/{quote(conversation.id)}.md" download '
        f'aria-label="Export {name} as Markdown" title="Export as Markdown"></a>'
        f'<button type="button" class="pq-icon pq-remove" aria-label="Delete {name}" title="Delete"></button></span>'
        '<span class="pq-sure" hidden><button type="button" class="pq-danger" data-send="conversations_delete" '
        f'data-id="{key}">Delete it</button> <button type="button" class="pq-keep">Keep</button></span></li>'
    )
