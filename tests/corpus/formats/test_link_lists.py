"""Lists of links: feeds, sitemaps, bookmarks and exports, each in its own way, and what is none."""

import gzip

import pytest

from corpus import Link, ListKind, UnreadableSource
from corpus.formats.link_lists import read_link_list
from corpus.formats.xml_lists import write_opml
from corpus.web.named_links import MOST_LINKS, parse_time

BASE = "https://herald.example/news/feed"
RSS = """<?xml version="1.0"?>
<!-- made by hand --><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The  Herald</title><link>https://herald.example/</link><atom:link rel="self" href="{0}"/>
<item><title>Toll</title><link>/toll</link><guid isPermaLink="false">77</guid>
<pubDate>Tue, 03 Jun 2025 10:00:00 +0200</pubDate></item>
<item><guid>https://herald.example/oil</guid></item>
<item><title>Nowhere</title><guid isPermaLink="false">x</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://moth.example/q/"><title>The Moth</title>
<entry><title>Lamp</title><link rel="edit" href="edit/1"/><link href="lamp"/><published>2025-06-01T10:00:00Z</published>
<updated>2025-06-03T10:00:00Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://herald.example/toll</loc><lastmod>2025-06-03</lastmod></url>
<url><loc> https://herald.example/oil </loc><news:news><news:publication_date>2025-06-04T08:00:00+02:00
</news:publication_date><news:title>Oil</news:title></news:news></url></urlset>"""
INDEX = """<sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">
<sm:sitemap><sm:loc>https://herald.example/1.xml.gz</sm:loc><sm:lastmod>2025</sm:lastmod></sm:sitemap></sm:sitemapindex>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Oil", "items": [
{"id": "1", "url": "/a", "title": "A", "date_published": "2025-06-01T10:00:00Z",
"date_modified": "2025-06-02T10:00:00Z"},
{"id": "2", "external_url": "https://b.example/b"}, {"id": "3"}, 4]}"""
PAGE = """<!DOCTYPE html><html><head><title>Herald</title>
<link rel="alternate" type="application/rss+xml" href="/comments" title="Comments on all">
<link rel="alternate" hreflang="de" href="/de"><link rel="Alternate" type="application/atom+xml" href="atom">
</head><body><a href="/toll">Toll</a></body></html>"""


@pytest.mark.parametrize(
    ("data", "kind", "title", "links"),
    [
        (
            RSS,
            ListKind.RSS,
            "The Herald",
            [
                ("https://herald.example/toll", "Toll", "2025-06-03T08:00:00+00:00"),
                ("https://herald.example/oil", "", None),
            ],
        ),
        (ATOM, ListKind.ATOM, "The Moth", [("https://moth.example/q/lamp", "Lamp", "2025-06-03T10:00:00+00:00")]),
        (
            SITEMAP,
            ListKind.SITEMAP,
            "",
            [
                ("https://herald.example/toll", "", "2025-06-03T00:00:00+00:00"),
                ("https://herald.example/oil", "Oil", "2025-06-04T06:00:00+00:00"),
            ],
        ),
        (INDEX, ListKind.SITEMAP_INDEX, "", [("https://herald.example/1.xml.gz", "", None)]),
        (
            JSON_FEED,
            ListKind.JSON_FEED,
            "Oil",
            [("https://herald.example/a", "A", "2025-06-02T10:00:00+00:00"), ("https://b.example/b", "", None)],
        ),
        (
            PAGE,
            ListKind.PAGE,
            "Herald",
            [
                ("https://herald.example/news/atom", "", None),
                ("https://herald.example/comments", "Comments on all", None),
            ],
        ),
    ],
)
def test_lists_of_the_web(data, kind, title, links):
    for written in (data.encode(), b"\xef\xbb\xbf" + data.encode(), gzip.compress(data.encode())):
        read = read_link_list(written, BASE)
        assert (read.kind, read.title) == (kind, title)
        assert [(link.address, link.title, link.time) for link in read.links] == links


KEPT = "2017-04-24T18:44:27+00:00"


@pytest.mark.parametrize(
    "data",
    [
        # A browser, and Raindrop.
        (
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p><DT><H3>News</H3><DL><p>\n"
            '<DT><A HREF="https://herald.example/toll" ADD_DATE="1493059467" TAGS="boats, old news">Toll</A></DL></DL>'
            '<DT><A HREF="javascript:alert(1)">No</A><DT><A HREF="place:sort=8">Visited</A>'
        ),
        # Pocket
        (
            "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
            '<li><a href="https://herald.example/toll" time_added="1493059467" tags="boats,old news">Toll</a></li></ul>'
        ),
        "title,url,time_added,tags,status\nToll,https://herald.example/toll,1493059467,boats|old news,unread\n",
        # Instapaper
        (
            "URL,Title,Selection,Folder,Timestamp,Tags\n"
            'https://herald.example/toll,Toll,,Unread,1493059467,"[""boats"", ""old news""]"\n'
        ),
        # Raindrop
        (
            "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
            '1,Toll,,"One,\ntwo",https://herald.example/toll,Unsorted,"boats, old news",2017-04-24T18:44:27.000Z,,,\n'
        ),
        # Readwise Reader
        (
            "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
            "Toll,https://herald.example/toll,01,\"['boats', 'old news']\",2017-04-24 18:44:27+00:00,0.1,archive,True\n"
        ),
    ],
)
def test_bookmarks_have_tags_and_the_day_on_which_they_were_kept(data):
    kind, _, [link], _ = read_link_list(data.encode())
    assert kind is ListKind.BOOKMARKS
    assert (link.address, link.title) == ("https://herald.example/toll", "Toll")
    assert (link.tags, link.time) == (("boats", "old news"), KEPT)


def test_a_text_with_an_address_a_line():
    read = read_link_list(b"https://herald.example/toll\n\n  http://moth.example/?a=1,2\r\n")
    assert [link.address for link in read.links] == ["https://herald.example/toll", "http://moth.example/?a=1,2"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"It burned for eleven years.",
        b"name,size\nlamp,3\n",
        b'{"items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
        b"{" * 5_000,
        b"\x1f\x8bnothing",
        b'url\n"' + b"x" * 200_000,
        b"<a:x xmlns:a='u:a'/>",
    ],
)
def test_what_is_no_list(data):
    with pytest.raises(UnreadableSource):
        read_link_list(data)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"https://herald.example/a,b\n\nIt burned.\nhttps://herald.example/oil\n", ["line 3 holds"]),
        (b"url,title\nhttps://herald.example/a,A\nftp://h.example,B\nhttps://herald.example/b,C\n", ["line 3 holds"]),
        (b"https://a.example\n" * 2 + b"x\n" * 23, [*(f"line {n} holds" for n in range(3, 23)), "3 more lines"]),
    ],
)
def test_a_line_without_an_address_is_named_and_the_others_are_taken(data, named):
    read = read_link_list(data)
    assert len(read.links) == 2
    assert len(read.remarks) == len(named) and all(map(str.startswith, read.remarks, named))


@pytest.mark.parametrize(("whole", "least"), [(RSS, 60), (ATOM, 60), (SITEMAP, 80), (INDEX, 80)])
def test_a_list_that_was_cut_short_says_so_and_names_nothing_that_is_cut(whole, least):
    """One that was cut before its first link was followed as one of no articles."""
    read = read_link_list(whole.encode(), BASE)
    assert read.remarks == ()
    listed = {link.address for link in read.links}
    for end in range(least, len(whole) - 1, 3):
        for cut in (whole[:end].encode(), whole[:end].encode("utf-16")):
            try:
                read = read_link_list(cut, BASE)
            except UnreadableSource as error:
                assert "cut short before the first" in str(error)
            else:
                assert len(read.remarks) == 1 and set() < {link.address for link in read.links} <= listed


@pytest.mark.parametrize(
    "data",
    [
        "<rss/>",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" />\n',
        "<rss><channel><title>Oil & Sons</title><item><link>https://h.example/a</link></titel></item></channel></rss>",
        "<rss><channel><item><title>Of &lt;rss&gt;<![CDATA[<rss>]]></title></item></channel></rss><!-- by hand -->",
    ],
)
def test_a_list_with_small_faults_is_whole(data):
    assert read_link_list(data.encode(), BASE).remarks == ()


def test_no_entity_is_looked_up_and_no_bomb_goes_off(tmp_path):
    (tmp_path / "secret").write_text("https://herald.example/secret")
    trap = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{tmp_path}/secret">]><rss><item><link>&x;</link></item></rss>'
    assert read_link_list(trap.encode()).links == ()
    with pytest.raises(UnreadableSource, match="larger than 50 MB"):
        read_link_list(gzip.compress(b" " * (51 * 2**20)))


def test_nothing_of_a_list_moves_the_terminal():
    feed = '{"version": "https://jsonfeed.org/version/1", "title": "\\u001b[2JA\\nB", "items": [{"url": "%s"}]}'
    read = read_link_list((feed % "https://h.example/\\u001b[2J").encode())
    assert (read.title, read.links) == ("[2JA B", ())


def test_a_list_has_an_end():
    many = b"".join(b"<url><loc>https://herald.example/%d</loc></url>" % number for number in range(MOST_LINKS + 5))
    assert len(read_link_list(b"<urlset>" + many + b"</urlset>").links) == MOST_LINKS


def test_opml_in_and_out():
    links = (
        Link("https://herald.example/feed?a=1&b=2", "The “Herald” & <Co>", tags=("news", "a/b")),
        Link("https://moth.example/atom"),
    )
    kind, title, read, _ = read_link_list(write_opml("Feeds", links))
    assert (kind, title) == (ListKind.OPML, "Feeds")
    assert read == (links[0], Link("https://moth.example/atom", "https://moth.example/atom"))


def test_folders_of_an_opml_are_tags():
    data = (
        '<?xml version="1.0"?><opml><body><outline text="News"><outline text="Abroad">'
        '<outline type="rss" text="H" xmlUrl="https://h.example/f" category="/daily,,x"/></outline></outline></body>'
        "</opml>"
    )
    [link] = read_link_list(data.encode()).links
    assert link.tags == ("News", "Abroad", "daily", "x")


@pytest.mark.parametrize("written", ["", "soon", "2025-13-01", "Tue, 99 Jun 2025", "9" * 30, "2025", "Mon"])
def test_what_tells_no_time(written):
    assert parse_time(written) is None
