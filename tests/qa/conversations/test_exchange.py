"""Exchanges as the turns of a conversation: what a follow-up leans on."""

from qa.conversations.exchange import Exchange, list_turns
from qa.query.conversation import Turn


def test_a_conversation_is_told_as_questions_and_what_was_quoted(make_article, cite, answered):
    article = make_article("One lamp. Two lamps.")
    both = answered(cite(article, "One lamp.", 1), cite(article, "Two lamps.", 2))
    exchanges = [Exchange(1, "Which lamp?", answer=both), Exchange(2, "Why?", answer=answered(question="Why?"))]
    assert list_turns(exchanges) == [
        Turn("user", "Which lamp?"),
        Turn("assistant", "One lamp.\n\nTwo lamps.", article.id),
        Turn("user", "Why?"),
        Turn("assistant", ""),
    ]


def test_what_was_not_asked_or_not_answered_is_left_out(make_article, cite, answered):
    quoted = answered(cite(make_article(), "lamp"))
    left_out = [
        Exchange(1, "Being asked"),
        Exchange(2, "Refused", error="it cannot be asked"),
        Exchange(3, "Quoted from “Lamp”", answer=quoted, own=True),
    ]
    assert list_turns(left_out) == []
