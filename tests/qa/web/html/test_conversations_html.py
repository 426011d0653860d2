"""The list of conversations: which is open, and what can be done with each."""

from urllib.parse import parse_qs, urlsplit

from qa.conversations.conversation_store import Conversation
from qa.web.html.conversations_html import render_conversations

TALKS = [Conversation("a1", "Which lamp?", "2024"), Conversation("b2", "Which moon?", "2024")]


def test_the_open_conversation_is_marked_and_told_to_the_page(tags, texts):
    markup = render_conversations(TALKS, "b2")
    assert texts(markup, "li")[0].startswith("Which lamp?")
    current = [a for _, a in tags(markup) if a.get("aria-current") == "page"]
    assert [a["data-id"] for a in current] == ["b2"]
    assert [a["data-current"] for _, a in tags(markup) if "data-current" in a] == ["b2"]
    assert not [a for _, a in tags(render_conversations(TALKS, "")) if "aria-current" in a]


def test_each_can_be_opened_renamed_exported_and_deleted(tags):
    elements = [a for _, a in tags(render_conversations(TALKS[:1], ""))]
    sent = [(a["data-send"], a["data-id"]) for a in elements if "data-send" in a]
    assert sent == [("conversations_open", ""), ("conversations_open", "a1"), ("conversations_delete", "a1")]
    assert [a["data-rename"] for a in elements if "data-rename" in a] == ["a1"]
    assert [a["href"] for a in elements if "download" in a] == ["api/conversations/a1.md"]


def test_before_any_there_is_a_hint(texts):
    assert texts(render_conversations([], ""), "pq-hint") == ["What you ask is kept here, in your library’s folder."]


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    markup = render_conversations([Conversation(hostile, hostile, "2024")], hostile)
    [opens] = [a for _, a in tags(markup) if "aria-current" in a]
    assert opens["data-id"] == hostile
    assert parse_qs(urlsplit(opens["href"]).query, keep_blank_values=True) == {"conversation": [hostile]}
    assert [text for text in texts(markup, "a") if text] == [hostile]
    assert skeleton(markup) == skeleton(render_conversations([Conversation("x", "x", "2024")], "x"))
