"""What an empty conversation shows: how to begin."""

from qa.web.html.welcome_html import render_welcome


def test_an_empty_library_says_how_to_add_articles(texts):
    assert texts(render_welcome(0, ["Which lamp?"]), "h2") == ["Your library is empty"]
    assert len(texts(render_welcome(0, []), "strong")) == 3
    assert "pq-welcome-add" in render_welcome(0, []) and "pq-welcome-question" not in render_welcome(0, ["Which lamp?"])


def test_questions_can_be_asked_at_once(tags, texts):
    markup = render_welcome(1234, ["Which lamp?", "Why?"])
    assert "Ask your 1,234 articles a question." in markup
    assert texts(markup, "pq-welcome-question") == ["Which lamp?", "Why?"]
    sent = [(a["data-send"], a["data-question"]) for _, a in tags(markup) if "data-send" in a]
    assert sent == [("ask_question", "Which lamp?"), ("ask_question", "Why?")]
    assert "their own words" in markup and "one of these" in markup
    one = render_welcome(1, ["Which lamp?"])
    assert "its own words" in one and "begin with this" in one
    assert "Ask your 1 article a question." in render_welcome(1, []) and "pq-welcome-questions" not in render_welcome(
        1, []
    )


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    markup = render_welcome(1, [hostile])
    assert texts(markup, "pq-welcome-question") == [hostile]
    assert [a["data-question"] for _, a in tags(markup) if "data-question" in a] == [hostile]
    assert skeleton(markup) == skeleton(render_welcome(1, ["x"]))
