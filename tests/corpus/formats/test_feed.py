import pytest

from corpus import UnreadableSource
from corpus.formats.feed import read_feed

LONG = "It burned all night, and nobody knew who had paid for the oil. " * 6


def read(feed):
    return [extract for _, extract in read_feed(feed.encode(), "lamp-oil")]


def test_atom():
    [extract] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Moth</title><entry>'
        '<title>Lamp &amp;amp; oil</title><link rel="self" href="https://moth.example/feed"/>'
        '<link href="https://moth.example/lamp"/><author><name>Ada Finch</name></author>'
        "<published>2024-06-19T08:00:00Z</published><content type='html'>&lt;p&gt;It burned.&lt;/p&gt;</content>"
        "</entry></feed>"
    )
    assert (extract.title, extract.text) == ("Lamp & oil", "It burned.")
    source = extract.source
    assert (source.url, source.publisher, source.authors) == ("https://moth.example/lamp", "The Moth", ("Ada Finch",))
    assert (source.published, source.language) == ("2024-06-19", "en")


def test_rss_with_the_whole_text():
    [extract] = read(
        "<rss><channel><title>The Moth</title><item><title>Oil</title><link>https://moth.example/oil</link>"
        f"<pubDate>Wed, 19 Jun 2024 08:00:00 GMT</pubDate><description>{LONG}</description></item></channel></rss>"
    )
    assert extract.text == LONG.strip()
    assert (extract.source.url, extract.source.published) == ("https://moth.example/oil", "2024-06-19")


@pytest.mark.parametrize("teaser", ["It burned.", f"{LONG} …", f"{LONG} <a href='x'>Read more</a>", ""])
def test_a_teaser_is_no_article(teaser):
    escaped = teaser.replace("<", "&lt;")
    [error] = read(f"<rss><channel><item><title>Oil</title><description>{escaped}</description></item></channel></rss>")
    assert "only the beginning of “Oil”" in str(error)


@pytest.mark.parametrize("feed", ["", "It burned.", "<feed/>", "<html/>"])
def test_what_is_no_feed_is_told(feed):
    with pytest.raises(UnreadableSource, match="no feed"):
        read(feed)


@pytest.mark.parametrize(
    "place", ["<title>{}</title><encoded>Oil</encoded>", "<encoded>Oil</encoded><link href='{}'/>"]
)
def test_bytes_that_are_no_text_do_not_end_the_reading(place):
    for odd in (b"a\xed\xa0\x80b", b"&#xD800;", b"&#55296;"):
        entry = place.encode().replace(b"{}", odd)
        [(_, extract)] = read_feed(b"<rss><item>" + entry + b"</item></rss>", "x")
        assert extract.text == "Oil"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_a_reference_to_half_a_character_breaks_nothing(encoding):
    """It ended in a UnicodeDecodeError of who read the parsed text."""
    feed = f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><title>Lamps&#xD800;</title>"
    feed += f"<item><title>Oil</title><description>{'x ' * 600}</description>"
    [(_, extract)] = read_feed(feed.encode(encoding), "x")
    assert extract.text.startswith("x x")
