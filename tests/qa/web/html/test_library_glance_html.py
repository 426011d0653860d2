"""An article at a glance as HTML: letter for letter, each list as long as it is read, and links that are the page's."""

from corpus import Article, Span
from qa.conversations.conversation_store import Conversation
from qa.glance import Glance, ToldDate
from qa.speech import SpeakerCount
from qa.web.html.library_glance_html import render_glance

NOTHING = Glance(None, (), ())


def show(text, basket="basket", name="Which lamp?"):
    article = Article("a", "A", text)
    whole = Span(0, len(text))
    glance = Glance(whole, (SpeakerCount(whole, 1), SpeakerCount(whole, 2)), (ToldDate("May 1911", whole),))
    return render_glance(article, glance, [basket], [Conversation("c1", name, "2024")])


def test_what_is_known_is_listed(tags, texts):
    markup = show("The lamp burned.", "The book & I")
    assert texts(markup, "pq-library-lead") == ["The lamp burned."]
    assert texts(markup, "dt") == ["Speakers", "Dates", "Baskets", "Conversations"]
    assert texts(markup, "li") == [
        "The lamp burned. (1 time)", "The lamp burned. (2 times)", "May 1911", "The book & I", "Which lamp?",
    ]  # fmt: skip
    assert texts(show("The lamp burned."), "li")[-2] == "Basket"
    links = [a["href"] for tag, a in tags(markup) if tag == "a"]
    assert links == ["./?tab=basket&basket=The+book+%26+I", "./?conversation=c1"]


def test_nothing_is_said_of_what_is_not_known(texts):
    markup = render_glance(Article("a", "A", "x"), NOTHING, [], [])
    assert texts(markup, "dt") == [] and texts(markup, "pq-library-lead") == []


def test_a_long_list_is_cut_and_says_so(texts):
    dates = tuple(ToldDate(str(1900 + n), Span(0, 1)) for n in range(60))
    shown = texts(render_glance(Article("a", "A", "x"), Glance(None, (), dates), [], []), "li")
    assert len(shown) == 25 and shown[-1] == "and 36 more"


def test_hostile_text_is_exact_and_nothing_but_text(hostile, texts, skeleton):
    markup = show(hostile, hostile, hostile)
    assert texts(markup, "pq-library-lead") == [hostile]
    assert texts(markup, "li")[-2:] == [hostile[:1].upper() + hostile[1:], hostile]
    assert skeleton(markup) == skeleton(show("x", "x", "x"))
