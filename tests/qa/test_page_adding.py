"""Adding pages by their addresses: what is one article, what has changed, and what never replaces an article."""

import pytest

from corpus import Link, Page, Problem
from qa.adding import Tally
from qa.page_adding import PageAdding


def write_page(text="The ferry crossed in eleven minutes.", head="", times=12):
    body = "".join(
        f"<p>{text} It was the {n}. crossing of that spring, and nobody counted them.</p>" for n in range(times)
    )
    return f"<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry</h1>{body}</article></body></html>"


@pytest.fixture
def add(library, fetcher, make_told, page_loads):
    """Add the articles at addresses, or of pages that were sent; return what was counted, and what was told."""

    def run(*pages, **options):
        page_loads.clear()
        told, tally = make_told(), Tally()
        adding = PageAdding(library, told, tally, fetcher, **options)
        there = [id_ for page in pages if isinstance(page, Page) for id_ in adding.add_sent(page)]
        there += adding.add([page for page in pages if isinstance(page, str)])
        assert set(there) <= {entry.id for entry in library.entries()}
        assert len(there) == tally.changes.total()
        assert tally.failed == len([problem for problem in told.problems if not problem.kept])
        return {str(change): count for change, count in tally.changes.items()}, told.problems

    return run


@pytest.fixture
def host(site):
    return f"http://herald.example:{site.port}"


def only(library):
    [entry] = library.entries()
    return library.article(entry.id)


def test_a_page_is_an_article_under_its_address(site, host, add, library):
    site.pages["/ferry"] = write_page(head='<meta name="author" content="Ada Quill">')
    assert add(f"{host}/ferry?utm_source=letter") == ({"added": 1}, [])
    article = only(library)
    assert article.text.startswith("Ferry\n\nThe ferry crossed in eleven minutes.")
    assert (article.source.url, article.source.path, article.source.authors) == (f"{host}/ferry", None, ("Ada Quill",))
    assert article.source.accessed and article.id.startswith("ferry-")


def test_addresses_of_one_article(site, host, add, library):
    canonical = f'<link rel="canonical" href="{host}/ferry?utm_medium=x">'
    pages = ("/ferry", "/ferry/amp", "/ferry?page=all&fbclid=1", "/ferry?page=all")
    site.pages |= dict.fromkeys(pages, write_page(head=canonical))
    site.pages["/short"] = (301, {"Location": "/ferry"}, "")
    add(*(host + path for path in (*pages, "/short")))
    assert only(library).source.url == f"{host}/ferry"
    assert "/ferry?page=all&fbclid=1" not in site.paths


def test_no_page_speaks_for_another_site(site, host, add, library):
    site.pages["/ferry"] = write_page("The true ferry crossed.")
    add(f"{host}/ferry")
    site.pages["/lie"] = write_page("The false ferry sank.", f'<link rel="canonical" href="{host}/ferry">')
    site.pages["/note.md"] = (200, {"Content-Type": "text/markdown"}, f"---\nid: {only(library).id}\n---\nIt sank.")
    other = f"http://rival.example:{site.port}"
    assert add(f"{other}/lie", f"{other}/note.md")[0] == {"added": 2}
    texts = {entry.source.url: library.article(entry.id).text for entry in library.entries()}
    assert "true" in texts[f"{host}/ferry"] and len(texts) == 3


def test_pages_that_all_state_one_address_do_not_replace_each_other(site, host, add, library):
    head = f'<link rel="canonical" href="{host}/news">'
    site.pages |= {"/ferry": write_page(head=head), "/oil": write_page("Oil was dear again, as it is in winter.", head)}
    site.pages["/oil"] = site.pages["/oil"].replace("crossing of that spring, and nobody counted them", "barrel sold")
    changes, [problem] = add(f"{host}/ferry", f"{host}/oil")
    assert changes == {"added": 1} and "another article" in problem.message
    assert "ferry" in only(library).text


def test_an_article_is_not_the_home_page(site, host, add, library):
    site.pages["/ferry"] = write_page(head=f'<link rel="canonical" href="{host}/">')
    add(f"{host}/ferry")
    assert only(library).source.url == f"{host}/ferry"


def test_what_has_not_changed_is_asked_for_and_not_sent(site, host, add, library):
    def answer(handler):
        fresh = handler.headers.get("If-None-Match") == '"1"'
        handler.send_response(304 if fresh else 200)
        body = b"" if fresh else write_page().encode()
        handler.send_header("ETag", '"1"')
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(body)

    site.pages["/ferry"] = answer
    assert add(f"{host}/ferry") == ({"added": 1}, [])
    generation = library.state().generation
    assert add(f"{host}/ferry") == ({"unchanged": 1}, [])
    assert library.state().generation == generation
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    library.remove(only(library).id)
    assert add(f"{host}/ferry") == ({"added": 1}, [])


def test_a_page_that_changed_replaces_its_article(site, host, add, library):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    assert add(f"{host}/ferry") == ({"unchanged": 1}, [])
    site.pages["/ferry"] = write_page("The ferry crossed in twelve minutes.")
    assert add(f"{host}/ferry") == ({"replaced": 1}, [])
    assert "twelve" in only(library).text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, {}, write_page("There is nothing here.")), "no such page"),
        ((500, {}, ""), "500"),
        (write_page("There was more of it once.", times=1), "much shorter"),
        ("<html><body></body></html>", "no text"),
        ((302, {"Location": "/"}, ""), "gone"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 broken"), ""),
        ((200, {"Content-Type": "video/mp4"}, b"\0\0\0\x18ftypmp42"), "a .mp4 file is not read"),
        ((200, {"Content-Length": "100000"}, write_page("It sank.")), "failed"),
    ],
)
def test_a_worse_page_never_replaces_an_article(site, host, add, library, answer, told):
    site.pages |= {"/ferry": write_page(), "/": write_page("Home.")}
    add(f"{host}/ferry")
    before = only(library)
    site.pages["/ferry"] = answer
    for _ in range(2):
        changes, [problem] = add(f"{host}/ferry")
        assert changes == {} and told in problem.message and problem.where == f"{host}/ferry"
        assert only(library) == before


def test_a_kept_page_is_read_again_without_being_fetched(site, host, add, library):
    site.pages |= {"/ferry": write_page(), "/short": (302, {"Location": "/ferry"}, "")}
    add(f"{host}/short")
    before, asked = only(library), len(site.asked)
    site.close()
    assert add(f"{host}/ferry", f"{host}/short", again=True) == ({"unchanged": 2}, [])
    library.correct(before.id, "Ferries", before.source)
    assert add(f"{host}/ferry", again=True)[0] == {"unchanged": 1}
    assert only(library).title == "Ferries" and len(site.asked) == asked


def test_better_readers_read_what_has_not_changed(site, host, add, page_loads, monkeypatch):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    add(f"{host}/ferry")
    assert page_loads == []
    monkeypatch.setattr("qa.page_adding.identify_readers", lambda: "better ones")
    assert add(f"{host}/ferry") == ({"unchanged": 1}, [])
    assert page_loads == [f"{host}/ferry"]


def test_removing_takes_the_page_and_undoing_brings_it_back(site, host, add, library):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    removed = library.remove(only(library).id)
    with library.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM raw_pages").fetchone() == (0,)
    library.restore(removed)
    site.close()
    assert add(f"{host}/ferry", again=True) == ({"unchanged": 1}, [])


def test_kinds_by_what_they_are(site, host, add, library):
    plain = "The lamp burned for eleven years, and nobody knew why. " * 9
    site.pages |= {
        "/a.bin": (200, {"Content-Type": "application/octet-stream"}, plain),
        "/b": (200, {"Content-Type": "text/plain"}, write_page("The moth flew.")),
        "/c.md": (200, {"Content-Type": "text/plain"}, f"# Moth\n\n{plain}"),
        "/d": (200, {"Content-Type": "text/html"}, r"{\rtf1 The oil was dear in those years. \par}"),
        "/e.rss": (200, {"Content-Type": "application/rss+xml"}, "<rss><channel><item/></channel></rss>"),
        "/f.bib": (200, {"Content-Type": "text/plain"}, "@article{a, file={/etc/passwd}}"),
        "/g.jsonl": (200, {"Content-Type": "text/plain"}, '{"id": "x", "text": "It burned."}'),
    }
    changes, problems = add(*(host + path for path in site.pages))
    assert changes == {"added": 4}
    assert [problem.where[-6:] for problem in problems] == ["/e.rss", "/f.bib", ".jsonl"]
    texts = [library.article(entry.id).text for entry in library.entries()]
    assert not any("<" in text or "\\" in text for text in texts)


def test_what_cannot_be_fetched_does_not_stop_the_rest(site, host, add):
    site.pages["/ferry"] = write_page()
    changes, problems = add("ftp://herald.example/x", "http://127.0.0.2/", f"{host}/ferry", f"{host}/none")
    assert changes == {"added": 1}
    assert problems[0] == Problem(
        "ftp://herald.example/x", "only addresses that begin with http:// or https:// are fetched"
    )
    assert len(problems) == 3


def test_all_get_the_tags(site, host, add, library):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry", tags=["boats"])
    add(f"{host}/ferry", tags=["spring"])
    assert library.entries()[0].tags == ("boats", "spring")


@pytest.mark.usefixtures("page_loads")
def test_a_link_tells_its_tags_and_when_it_was_kept(site, host, library, fetcher, make_told):
    site.pages["/ferry"] = write_page()
    links = [Link(f"{host}/ferry", tags=("boats",), time="2017-04-24T18:44:27+00:00"), Link(f"{host}/none")]
    adding = PageAdding(library, make_told(), Tally(), fetcher, tags=["spring"])
    assert [(link.address[-5:], done) for link, done in adding.add_links(links)] == [("ferry", True), ("/none", False)]
    [entry] = library.entries()
    assert (entry.tags, entry.added, entry.source.published) == (("boats", "spring"), links[0].time, None)


# Pages that a browser sends in place of being fetched.


def send(address, html):
    return Page(address, html.encode(), "2024-05-01", "text/html", "utf-8")


def test_a_page_that_was_sent_is_not_fetched(site, host, add, library):
    page = write_page(head='<meta charset="iso-8859-1">').replace("eleven", "“eleven”")
    assert add(send(f"{host}/ferry", page)) == ({"added": 1}, [])
    article = only(library)
    assert "“eleven”" in article.text and article.source.accessed == "2024-05-01"
    assert add(send(f"{host}/ferry", page)) == ({"unchanged": 1}, [])
    assert site.asked == []


def test_a_page_that_was_sent_and_one_that_was_fetched_are_one_article(site, host, add, library):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    assert add(send(f"{host}/ferry", write_page("The ferry crossed in twelve minutes."))) == ({"replaced": 1}, [])
    assert "twelve" in only(library).text
    assert add(f"{host}/ferry") == ({"replaced": 1}, [])


@pytest.mark.parametrize(
    ("path", "page", "told"),
    [
        ("/ferry", write_page("Log in to read on.", times=1), "much shorter"),
        ("/ferry", "<html><body></body></html>", "no text"),
        ("/lie", write_page("Oil was dear.", '<link rel="canonical" href="/ferry">').replace("crossing", "x"), ""),
    ],
)
def test_a_worse_page_that_was_sent_replaces_nothing(site, host, add, library, path, page, told):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    before = only(library)
    _, problems = add(send(host + path, page))
    assert library.article(before.id) == before
    assert told in (problems[0].message if problems else "")


def test_a_page_that_was_sent_speaks_for_no_other_site(host, add, library):
    add(send(f"{host}/ferry", write_page("The true ferry crossed.")))
    lie = write_page("The false ferry sank.", f'<link rel="canonical" href="{host}/ferry">')
    assert add(send("http://rival.example/lie", lie))[0] == {"added": 1}
    texts = {entry.source.url: library.article(entry.id).text for entry in library.entries()}
    assert "true" in texts[f"{host}/ferry"] and "false" in texts["http://rival.example/lie"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "http://a@b.example/", ""])
def test_a_page_without_an_address_of_the_web_is_none(add, library, address):
    changes, [problem] = add(send(address, write_page()))
    assert changes == {} and problem.where == address and library.entries() == []
