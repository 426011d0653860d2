"""Following and syncing sites of this machine: what is fetched, in which order, and never twice."""

import threading

import pytest

from corpus import ListKind
from qa.following.feed_store import Feeds

PROSE = "The {0} was talked of in every kitchen of the town, and nobody could say who had begun it. "


def write_page(name, head=""):
    body = "".join(f"<p>{PROSE.format(name)}It was day {day} of it.</p>" for day in range(9))
    return f"<html><head><title>{name}</title>{head}</head><body><article><h1>{name}</h1>{body}</article></body></html>"


def write_rss(host, *names, changed="02"):
    items = "".join(
        f"<item><title>{name}</title><link>{host}/{name}?utm_source=rss</link>"
        f"<pubDate>Mon, {changed} Jun 2025 10:0{number}:00 GMT</pubDate></item>"
        for number, name in enumerate(names)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>{items}</channel></rss>'


def write_sitemap(host, *names, root="urlset", item="url"):
    items = "".join(f"<{item}><loc>{host}/{name}</loc><lastmod>{day}</lastmod></{item}>" for name, day in names)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{root}>'


def answer_if_changed(body, kind="application/xml"):
    """Answer as a server that knows its versions, by what it says of them."""

    def answer(handler):
        etag = f'"{abs(hash(body))}"'
        fresh = handler.headers.get("If-None-Match") == etag
        data = b"" if fresh else body.encode()
        handler.send_response(304 if fresh else 200)
        for name, value in {"ETag": etag, "Content-Type": kind, "Content-Length": str(len(data))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@pytest.fixture
def herald(site, host):
    """A site with a feed of three articles."""
    site.pages |= {f"/{name}": answer_if_changed(write_page(name), "text/html") for name in ("toll", "oil", "moth")}
    site.pages["/feed"] = answer_if_changed(write_rss(host, "toll", "oil", "moth"))
    return site


def test_a_feed_is_followed_and_synced_once(herald, host, person, library):
    [(feed, is_new)] = person.follow(f"{host}/feed", tags=("news",))
    assert (feed.kind, feed.title, feed.listed, is_new) == (ListKind.RSS, "The Herald", 3, True)
    assert library.entries() == []
    assert person.sync() == {"added": 3} and person.told == []
    assert herald.paths == ["/feed", "/feed", "/moth", "/oil", "/toll"]
    assert {entry.tags for entry in library.entries()} == {("news",)}
    [feed] = person.feeds.list_all()
    assert (feed.came, feed.waiting) == (3, 0) and feed.synced


def test_the_second_time_the_feed_is_asked_whether_it_has_changed_and_nothing_else(herald, host, person, asked_since):
    person.follow(f"{host}/feed")
    person.sync()
    asked = len(herald.asked)
    assert person.sync() == {}
    assert asked_since(asked) == ["/feed"]
    assert "If-None-Match" in herald.asked[-1][1]
    herald.pages["/feed"] = write_rss(host, "toll", "oil", "moth")  # sent whole, as by a server without validators
    assert person.sync() == {}
    assert asked_since(asked) == ["/feed", "/feed"]


def test_what_is_new_or_changed_comes_and_nothing_else(herald, host, person, asked_since):
    person.follow(f"{host}/feed")
    person.sync()
    asked = len(herald.asked)
    herald.pages["/ferry"] = write_page("ferry")
    herald.pages["/feed"] = write_rss(host, "toll", "oil", "moth", "ferry")
    assert person.sync() == {"added": 1}
    assert asked_since(asked) == ["/feed", "/ferry"]
    herald.pages["/feed"] = write_rss(host, "toll", changed="09")
    assert person.sync() == {"unchanged": 1}


def test_following_twice_is_once(herald, host, person):
    person.follow(f"{host}/feed")
    [(feed, is_new)] = person.follow(f"{host}/feed?utm_source=letter", tags=("x",))
    assert not is_new and feed.tags == ("x",) and len(person.feeds.list_all()) == 1


def test_a_page_names_its_feed_and_a_site_its_sitemap(herald, host, person):
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    herald.pages["/"] = write_page("Home", link.format("/gone") + link.format("feed"))
    assert person.follow(f"{host}/")[0][0].address == f"{host}/feed"
    other = f"http://moth.example:{herald.port}"
    herald.pages["/about"] = write_page("About")
    herald.pages["/robots.txt"] = f"Sitemap: {other}/all.xml\nSitemap: {other}/news.xml\n"
    herald.pages["/all.xml"] = herald.pages["/news.xml"] = write_sitemap(other, ("toll", "2025-06-01"))
    [(feed, _)] = person.follow(f"{other}/about")
    assert (feed.address, feed.kind, feed.listed) == (f"{other}/news.xml", ListKind.SITEMAP, 1)


def test_where_nothing_can_be_followed(herald, host, person):
    herald.pages["/about"] = write_page("About", '<link rel="alternate" type="application/rss+xml" href="/toll">')
    assert person.follow(f"{host}/about", f"{host}/none", f"{host}/feed")[0][0].address == f"{host}/feed"
    assert [problem.where.rpartition("/")[2] for problem in person.told] == ["about", "none"]
    assert "no feed and no sitemap" in person.told[0].message


def test_a_site_with_an_index_of_sitemaps(herald, host, person, asked_since):
    herald.pages["/index.xml"] = answer_if_changed(
        write_sitemap(host, ("old.xml", "2025-01-01"), ("new.xml", "2025-06-01"), root="sitemapindex", item="sitemap")
    )
    herald.pages["/old.xml"] = write_sitemap(host, ("toll", "2025-01-01"), ("", "2025-01-01"))
    herald.pages["/new.xml"] = write_sitemap(host, ("oil", "2025-06-01"), ("moth", "2025-06-02"))
    [(feed, _)] = person.follow(f"{host}/index.xml")
    assert (feed.kind, feed.listed) == (ListKind.SITEMAP_INDEX, 3)
    assert person.sync() == {"added": 3}
    assert herald.paths[-3:] == ["/moth", "/oil", "/toll"]
    asked = len(herald.asked)
    person.sync()
    assert asked_since(asked) == ["/index.xml"]
    herald.pages["/index.xml"] = write_sitemap(
        host, ("old.xml", "2025-01-01"), ("new.xml", "2025-06-03"), root="sitemapindex", item="sitemap"
    )
    person.sync()
    assert asked_since(asked) == ["/index.xml", "/index.xml", "/new.xml"]


def test_so_many_at_once_and_the_next_sync_goes_on(herald, host, person):
    person.follow(f"{host}/feed")
    assert person.sync(most=2) == {"added": 2}
    assert person.titles() == {"oil", "moth"}
    assert person.feeds.list_all()[0].waiting == 1
    assert person.sync(most=None) == {"added": 1}


def test_a_feed_that_fails_does_not_stop_the_others(herald, host, person):
    person.follow(f"{host}/feed")
    other = f"http://moth.example:{herald.port}"
    herald.pages["/atom"] = write_rss(other, "toll")
    person.follow(f"{other}/atom")
    herald.pages["/feed"] = write_page("Sold", "")
    assert person.sync() == {"added": 1}
    assert [(problem.where, person.tally.failed) for problem in person.told] == [(f"{host}/feed", 1)]
    assert "no feed and no sitemap any more" in person.told[0].message


def test_a_page_that_cannot_be_had_is_told_and_its_feeds_own_text_does_not_take_its_place(herald, host, person):
    herald.pages["/robots.txt"] = "User-agent: *\nDisallow: /oil\n"
    del herald.pages["/moth"]
    person.follow(f"{host}/feed")
    assert person.sync() == {"added": 1}
    assert [problem.where.rpartition("/")[2] for problem in person.told] == ["moth", "oil"]
    for _ in range(2):
        person.sync()
    assert person.sync() == {} and person.told == []


def test_a_feed_that_was_cut_short_is_told_and_read_again(herald, host, person, asked_since):
    whole = write_rss(host, "toll", "oil", "moth")
    herald.pages["/feed"] = answer_if_changed(whole[: whole.index("/moth") + 3])
    [(feed, _)] = person.follow(f"{host}/feed")
    assert feed.listed == 2 and "cut short" in person.told[0].message
    assert person.sync() == {"added": 2}
    assert [(problem.where, "cut short" in problem.message) for problem in person.told] == [(f"{host}/feed", True)]
    asked = len(herald.asked)
    person.sync()
    assert asked_since(asked) == ["/feed"] and "If-None-Match" not in herald.asked[-1][1]
    herald.pages["/feed"] = answer_if_changed(whole)
    assert person.sync() == {"added": 1} and person.told == []


def test_a_feed_cannot_lead_inside(herald, host, person, inside):
    herald.pages["/feed"] = write_rss(inside.address, "secret").replace(
        "</channel>", "<item><link>/toll</link></item></channel>"
    )
    person.follow(f"{host}/feed", f"{inside.address}/feed")
    assert person.sync() == {"added": 1}
    assert len(person.told) == 1 and "private network" in person.told[0].message
    assert inside.asked == []


def test_an_article_that_was_removed_stays_away(herald, host, person, library):
    person.follow(f"{host}/feed")
    person.sync()
    library.remove(library.entries()[0].id)
    assert person.sync() == {} and len(library.entries()) == 2


def test_it_stops_between_two_pages(herald, host, person):
    stop = threading.Event()
    person.follow(f"{host}/feed")
    herald.pages["/moth"] = lambda handler: (stop.set(), answer_if_changed(write_page("moth"), "text/html")(handler))
    assert person.sync(stop=stop) == {"added": 1}
    assert person.feeds.list_all()[0].waiting == 2


def test_an_interruption_loses_nothing(herald, host, person, monkeypatch):
    person.follow(f"{host}/feed")
    note = Feeds.note_page

    def interrupt(*arguments, **options):
        note(*arguments, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Feeds, "note_page", interrupt)
        person.sync()
    assert person.titles() == {"moth"}
    assert person.sync() == {"added": 2}
    assert herald.paths.count("/moth") == 1
