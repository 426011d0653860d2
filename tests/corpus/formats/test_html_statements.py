import pytest
from lxml.html import document_fromstring

from corpus.formats.html_statements import choose_title, read_statements


def read(head="", body="<p>Oil</p>"):
    return read_statements(document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def tell(script):
    return f"<script type='application/ld+json'>{script}</script>"


GRAPH = tell(
    '{"@graph": [{"@type": "Person", "@id": "#a", "name": "Ada Finch"},'
    '{"@type": "BlogPosting", "author": {"@id": "#a"}, "headline": "The Lamp"}]}'
)


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ("<meta name='author' content='Written by Ada Finch'>", "", ("Ada Finch",)),
        (GRAPH, "", ("Ada Finch",)),
        ("<meta name='author' content='afinch_77'>" + GRAPH, "", ("Ada Finch",)),
        ("<meta name='author' content='admin'>", "<a rel='author' href='/a'>Ada Finch</a>", ("Ada Finch",)),
        (
            "<meta property='og:site_name' content='Salt'><meta name='author' content='Salt'>" + GRAPH,
            "",
            ("Ada Finch",),
        ),
        ("<meta property='og:site_name' content='Salt'><meta name='author' content='Salt'>", "", ("Salt",)),
        ("", "<p itemprop='author'>By <b itemprop='name'>Ada Finch</b>, keeper</p>", ("Ada Finch",)),
        ("", "<p class='byline'>By Ada Finch | Updated May 3</p>", ("Ada Finch",)),
        ("", "<p class='byline'>By April Ek</p>", ("April Ek",)),
        ("", "<p class='byline'>Beitrag von r</p>", ()),
        ("", "<p class='byline'>Beitrag von Ada Finch</p>", ("Ada Finch",)),
        ("", "<a rel='author' href='/a'>View all posts</a>", ()),
        ("<meta name='author' content='undefined'>", "", ()),
        ("", "<b class='pb-byline'>By <a href='/people/finch'>Ada Finch</a></b>", ("Ada Finch",)),
        ("", "<em class='Byline'>Par Ada Finch and Bo Ek</em>", ("Ada Finch", "Bo Ek")),
        ("", "<p class='authority-control'><a>Authority control</a></p>", ()),
    ],
)
def test_authors_are_names_that_the_page_states(head, body, authors):
    assert read(head, body).source.authors == authors


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("<meta name='publish-date' content='2021-04-09 10:00:00 +0000'>", "", "2021-04-09"),
        ("<meta name='date' content='Fri, 09 Apr 2021 10:00:00 GMT'>", "", "2021-04-09"),
        (tell('{"@type": "WebPage", "datePublished": "April 9, 2021"}'), "", "2021-04-09"),
        ("", "<span itemprop='datePublished'>9 April 2021</span>", "2021-04-09"),
        ("", "<h1>Oil</h1><time datetime='2021-04-09T10:00Z'>April</time><h2>More</h2>", "2021-04-09"),
        ("", "<p>Posted <time datetime='2021-04-09'>on Friday</time></p>", "2021-04-09"),
        ("", "<h1>Oil</h1><p>Updated <time datetime='2021-04-09'>on Friday</time></p>", None),
        ("", "<h1>Oil</h1><h2>Other news</h2><time datetime='2021-04-09'>April</time>", None),
        ("<meta name='date' content='04/09/2021'>", "", None),
        ("<meta name='article_date_original' content='Friday, April 9, 2021, 12:06 PM'>", "", "2021-04-09"),
        ("<meta name='date' content='April 9, 2021 | 6:00 p.m. EST'>", "", "2021-04-09"),
        (tell('//<![CDATA[\n{"@type": "WebPage", "datePublished": "2021-04-09"};\n//]]>\n'), "", "2021-04-09"),
        (tell('<!-- {"@type": "WebPage", "datePublished": "2021-04-09"} -->'), "", "2021-04-09"),
        (tell("<![CDATA[" + '{"@type": "WebPage", "datePublished": "2021-04-09"}' + "]]>"), "", "2021-04-09"),
    ],
)
def test_the_date_is_one_that_the_page_states(head, body, day):
    assert read(head, body).source.published == day


@pytest.mark.parametrize(
    ("shown", "stated", "title"),
    [
        (["The Lamp That Ate Oil"], "The Lamp Which Ate Oil | Salt", "The Lamp That Ate Oil"),
        (["Salt Gazette Weekly"], "A keeper of lamps", "A keeper of lamps"),
        (
            ["Oil"],
            "How we bought all the oil of the harbour in one night",
            "How we bought all the oil of the harbour in one night",
        ),
        (["Oil"], "Oil | The Weekly Gazette of the Harbour", "Oil"),
        ([], "The Lamp | Salt", "The Lamp"),
        (
            ["Harbour Archive"],
            "A keeper of lamps and what he knew of oil - Harbour Archive",
            "A keeper of lamps and what he knew of oil - Harbour Archive",
        ),
        (["Lamps Weekly"], "Lamps 1.8: the bountiful one", "Lamps 1.8: the bountiful one"),
        (["Oil and Resources"], "Lamps: what they are and how they burn", "Lamps: what they are and how they burn"),
    ],
)
def test_the_title_is_the_heading_that_readers_see(shown, stated, title):
    assert choose_title(shown, [stated], "Salt") == title
