"""The library's articles at a glance, with the baskets and conversations that quote them."""

import pytest

from corpus import Article
from index import Filters
from qa import Answer, Citation, Quote
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.actions.library_glance import LibraryGlance

LAMP = Article("lamp", "Lamp", "The lamp burned in 1911.")
MOON = Article("moon", "Moon", "The moon was full. The lamp was out.")


@pytest.fixture
def kept(library):
    """The library's conversations and baskets, which quote the first article only."""
    list(library.add([LAMP, MOON]))
    conversations, baskets = Conversations(library), Baskets(library)
    cited = Citation(1, Quote("lamp", 0, 8, 1.0), library.article("lamp"))
    near = Citation(1, Quote("moon", 0, 8, 1.0), library.article("moon"))
    for name, answer in (
        ("Which lamp?", Answer("a", "q", 0.9, (cited,), None, (), ())),
        ("Which moon?", Answer("a", "q", 0.1, (), "Nothing answers it.", (cited, near), ())),
    ):
        conversation = conversations.start(name)
        conversations.finish(conversation, conversations.begin(conversation, name, Filters()).number, answer)
    baskets.keep(cited, "The book")
    return conversations, baskets


def test_a_glance_names_what_quotes_the_article(library, kept, texts):
    glance = LibraryGlance(library, *kept)
    assert texts(glance.show("lamp"), "li") == ["1911", "The book", "Which lamp?"]
    assert texts(glance.show("moon"), "li") == []
    assert texts(glance.show("moon"), "pq-library-lead") == ["The moon was full."]


@pytest.mark.parametrize("sent", ["nowhere", "", None, 7, ["lamp"]])
def test_of_what_is_not_there_nothing_is_shown(library, kept, sent):
    assert LibraryGlance(library, *kept).show(sent) == ""
