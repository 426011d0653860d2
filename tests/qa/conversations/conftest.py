"""Conversations over an empty library of the tests' embedder, and answers that quote what a test names."""

import pytest

from corpus import Span
from index import Filters
from qa import Answer, Citation, Quote
from qa.conversations.conversation_store import Conversations


@pytest.fixture
def conversations(library):
    return Conversations(library)


@pytest.fixture(scope="session")
def cite():
    """Cite a text of an article; `marked` is the short answer in it."""

    def cite_(article, text, number=1, marked=None, score=0.75):
        start = article.text.index(text)
        at = start + text.index(marked) if marked else 0
        highlight = Span(at, at + len(marked)) if marked else None
        return Citation(number, Quote(article.id, start, start + len(text), score, highlight), article)

    return cite_


@pytest.fixture(scope="session")
def answered():
    """An answer of citations, or a refusal."""

    def answered_(*quotes, question="Which lamp?", nearest=(), **more):
        reason = None if quotes else "nothing answers it"
        return Answer("a-1", question, 0.9, quotes, reason, tuple(nearest), (), **more)

    return answered_


@pytest.fixture
def ask(conversations):
    """Keep a question with its answer in a conversation, by default in one of its own; return both ids."""

    def ask_(answer, conversation=None, rating=0):
        conversation = conversation or conversations.start(answer.question)
        number = conversations.begin(conversation, answer.question, Filters()).number
        conversations.finish(conversation, number, answer)
        if rating:
            conversations.rate(conversation, number, rating)
        return conversation, number

    return ask_
