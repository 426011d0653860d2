"""A news site of many layouts, feeds and sitemaps: followed, killed in the middle, synced, and synced again."""

import gzip
import json
import os
import runpy
import signal
import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

NEWS = runpy.run_path(str(Path(__file__).parent / "news_pages.py"))
LAYOUTS, Story = NEWS["LAYOUTS"], NEWS["Story"]
LISTS = ["/feed.rss", "/atom.xml", "/feed.json", "/sitemap.xml"]
ASKED = [*LISTS, "/news.xml", "/archive.xml.gz"]


def answer(body, headers, number=0):
    """Answer as servers do: some know versions by a name, some by a time, and some not at all."""
    named = [
        ("ETag", "If-None-Match", f'W/"{hash(body)}"'),
        ("Last-Modified", "If-Modified-Since", f"day {hash(body)}"),
    ]

    def send(handler):
        name, asked, value = named[number % 2]
        knows = number % 5 != 4
        is_known = knows and handler.headers.get(asked) == value
        handler.send_response(304 if is_known else 200)
        sent = b"" if is_known else body
        for header in {**headers, **({name: value} if knows else {}), "Content-Length": str(len(sent))}.items():
            handler.send_header(*header)
        handler.end_headers()
        handler.wfile.write(sent)

    return send


class NewsSite:
    """A site that serves a story in each layout at the path of its number, and lists a quarter of them in each list."""

    def __init__(self, site, host):
        self._site, self._host = site, host
        self.stories = {name: Story(number) for number, name in enumerate(LAYOUTS)}
        self.changed = Counter()  # how often the lists say that a story has changed
        self.publish()

    def serve(self, name):
        return LAYOUTS[name](self.stories[name], self._host)

    def publish(self):
        for name, story in self.stories.items():
            served = self.serve(name)
            headers = {
                "Content-Type": served.kind,
                **({"Content-Encoding": "gzip"} if served.encoding == "gzip" else {}),
            }
            headers |= {"Content-Encoding": served.encoding} if served.encoding else {}
            self._site.pages[f"/{story.number}"] = answer(served.body, headers, story.number)
        # One story by three roads: moved twice, with its clicks counted, and accelerated.
        self._site.pages |= {
            "/old/0": (301, {"Location": "/older/0"}, ""),
            "/older/0": (308, {"Location": f"{self._host}/0?fbclid=7", "Set-Cookie": "seen=1"}, ""),
            "/0/amp": answer(
                self.serve("article").body.replace(
                    b"</title>", f'</title><link rel=canonical href="{self._host}/0">'.encode()
                ),
                {"Content-Type": "text/html; charset=utf-8"},
            ),
        }
        quarters = [list(self.stories.values())[start::4] for start in range(4)]
        for path, body in zip(LISTS, self._write_lists(quarters), strict=True):
            self._site.pages[path] = answer(body, {"Content-Type": "application/xml"})

    def _write_lists(self, quarters):
        rss = "".join(
            f"<item><title>Oil &amp; salt</title><link>{self._host}/{path}?utm_source=rss&amp;utm_medium=feed</link>"
            f"<pubDate>{format_datetime(datetime.fromisoformat(self._tell_time(story)))}</pubDate></item>"
            for story in quarters[0]
            for path in ([story.number] if story.number else ["old/0", "0/amp"])
        )
        atom = "".join(
            f'<entry><link href="{story.number}"/><updated>{self._tell_time(story)}</updated></entry>'
            for story in quarters[1]
        )
        items = [
            {"id": "x", "url": f"/{story.number}", "date_modified": self._tell_time(story)} for story in quarters[2]
        ]
        news, archive = quarters[3][:3], quarters[3][3:]
        self._site.pages["/news.xml"] = answer(self._write_sitemap(news, "news:publication_date"), {})
        self._site.pages["/archive.xml.gz"] = answer(gzip.compress(self._write_sitemap(archive), mtime=0), {})
        yield f"<rss version='2.0'><channel><title>Herald</title>{rss}</channel></rss>".encode()
        atom = f"<title>Herald</title>{atom}"
        yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{self._host}/">{atom}</feed>'.encode()
        yield json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": items}).encode()
        maps = (f"<sitemap><loc>{self._host}/{name}</loc></sitemap>" for name in ("news.xml", "archive.xml.gz"))
        yield f"<sitemapindex>{''.join(maps)}</sitemapindex>".encode()

    def _write_sitemap(self, stories, field="lastmod"):
        urls = (
            f"<url><loc>{self._host}/{story.number}</loc><{field}>{self._tell_time(story)}</{field}></url>"
            for story in stories
        )
        return f'<urlset xmlns:news="urn:news">{"".join(urls)}</urlset>'.encode()

    def _tell_time(self, story):
        return f"{story.day}T10:{self.changed[story.number]:02}:00+00:00"


@pytest.fixture
def news(site, host):
    return NewsSite(site, host)


def find_faults(served, story, article, told):
    """Yield what a reader made wrong of a page: of its text, its title, its author and its day."""
    text = " ".join(article.text.split())
    places = [
        text.find(" ".join(wanted.replace("&shy;", "").replace("&nbsp;", " ").split())) for wanted in served.texts
    ]
    if -1 in places or places != sorted(places):
        yield "texts are missing or in another order"
    yield from (f"it holds “{other}”" for other in served.others if other in text)
    if served.kind.startswith("text/html") and served.states and article.title != story.title:
        yield f"it is called “{article.title}”"
    if served.states and (article.source.authors, article.source.published) != ((story.author,), story.day):
        yield f"it is by {article.source.authors} of {article.source.published}"
    if any(served.told not in message for message in told) or (served.told and not told):
        yield f"it is told that {told}"


def kill_at(site, path, start_sync):
    """Sync in a process that is killed when it asks for a page."""
    reached, held, whole = threading.Event(), threading.Event(), site.pages[path]
    site.pages[path] = lambda _: (reached.set(), held.wait(180))
    child = start_sync()
    try:
        assert reached.wait(180)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        held.set()
        site.pages[path] = whole


def test_a_news_site_is_followed_killed_and_synced_twice(site, host, news, person, library, start_sync, asked_since):
    assert len(LAYOUTS) > 30
    person.follow(*(host + path for path in LISTS))
    assert [feed.listed for feed in person.feeds.list_all()] == [10, 9, 9, 9]

    # A kill in the middle loses nothing, and nothing comes twice.
    kill_at(site, "/16", start_sync)
    there = len(library.entries())
    assert there
    told = []
    person.sync()
    told += person.told
    pages = Counter(path for path in site.paths if path.strip("/").isdecimal())
    assert set(pages) == {f"/{story.number}" for story in news.stories.values()}
    assert {path: count for path, count in pages.items() if count > 1} == {"/16": 2}

    # Each layout is read as its page is meant, or told of.
    articles = {entry.source.url: library.article(entry.id) for entry in library.entries()}
    messages = {
        name: [p.message for p in told if p.where == f"{host}/{story.number}"] for name, story in news.stories.items()
    }
    faults = {}
    for name, story in news.stories.items():
        served, article = news.serve(name), articles.pop(f"{host}/{story.number}", None)
        if article is None:
            found = [] if not served.texts and any(served.told in m for m in messages[name]) else ["it did not come"]
        else:
            found = list(find_faults(served, story, article, messages[name]))
        faults |= {name: found} if found else {}
    assert faults == {}
    assert articles == {}

    # The second time, only the lists are asked, and what could not be had.
    failed = {f"/{story.number}" for name, story in news.stories.items() if not news.serve(name).texts}
    for _ in range(2):
        asked = len(site.asked)
        assert person.sync() == {}
        assert set(asked_since(asked)) == {*ASKED, *failed}
    asked = len(site.asked)
    assert person.sync() == {}
    assert asked_since(asked) == ASKED
    assert all("If-None-Match" in headers for _, headers in site.asked[asked:])

    # What changed comes, and what its list alone calls changed does not.
    for name in ("interview", "live_blog"):
        news.stories[name] = replace(news.stories[name], years=12)
        news.changed[news.stories[name].number] += 1
    news.changed[news.stories["numbered"].number] += 1
    news.publish()
    asked = len(site.asked)
    assert person.sync() == {"replaced": 2, "unchanged": 1}
    changed = {f"/{news.stories[name].number}" for name in ("interview", "live_blog", "numbered")}
    assert set(asked_since(asked)) == {*ASKED, *changed}
