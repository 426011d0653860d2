"""`pullquote follow`, `sync`, `unfollow` and `add --links`: what is printed, and the exit status."""

import pytest

PROSE = "<p>The ferry crossed in eleven minutes that spring, and nobody on the pier counted the crossings.</p>"


@pytest.fixture
def host(site, fetcher, monkeypatch):
    """A site with a feed of an article, and one of nothing."""
    monkeypatch.setattr("corpus.web.fetcher.Fetcher", lambda: fetcher)
    host = f"http://herald.example:{site.port}"
    page = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{PROSE * 9}</article></body></html>"
    feed = f"<rss><channel><title>The Herald</title><item><link>{host}/ferry</link></item></channel></rss>"
    site.pages |= {"/ferry": page, "/feed": feed, "/empty": "<rss><channel><title>Empty</title></channel></rss>"}
    return host


def test_a_feed_from_following_to_unfollowing(pullquote, host, site, tmp_path):
    opml = tmp_path / "feeds.opml"
    ran = pullquote("follow", f"{host}/feed", "--tag", "boats", status=0)
    assert ran.out == f"Following “The Herald”, RSS, 1 article: {host}/feed\n"
    assert pullquote("list", "--json").json == []
    assert pullquote("sync", status=0).out == "1 added (1 passage embedded).\n"
    assert pullquote("sync", status=0).out == "nothing added.\n"
    assert pullquote("list", "--json").json[0]["tags"] == ["boats"]
    head, row = pullquote("follow", status=0).out.splitlines()
    told = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert told["synced"] and (told["tags"], told["came"], told["waiting"]) == ("boats", "1", "0")
    assert pullquote("follow", "--export", opml, status=0).out == f"Wrote 1 feed to {opml}.\n"
    assert pullquote("unfollow", f"{host}/feed", status=0).out == f"No longer followed: {host}/feed.\n"
    assert "is not followed" in pullquote("unfollow", f"{host}/feed", status=1).err
    assert pullquote("follow", opml, "--tag", "old", status=0).out.startswith("Following “The Herald”, RSS, 1 article")
    assert "boats, old" in pullquote("follow", status=0).out
    del site.pages["/feed"]
    ran = pullquote("sync", status=1)
    assert ran.err == f"{host}/feed: there is no such page (404): check the address\n"


def test_the_pages_of_bookmarks(pullquote, host, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text(f"title,url,time_added,tags,status\nFerry,{host}/ferry,1493059467,boats|old,unread\n")
    assert "pullquote add --links" in pullquote("add", links, status=1).err
    assert pullquote("add", "--links", links, status=0).out == "1 added (1 passage embedded).\n"
    [entry] = pullquote("list", "--json").json
    assert (entry["tags"], entry["published"]) == (["boats", "old"], None)


def test_a_list_with_a_bad_line_is_added_without_it(pullquote, host, tmp_path):
    links = tmp_path / "links.txt"
    links.write_text(f"{host}/ferry\nThe ferry, as I recall\n")
    ran = pullquote("add", "--links", links, status=1)
    assert ran.err == f"{links}: line 2 holds no address of a web page: correct it\n"
    assert ran.out == "1 added (1 passage embedded).\n"


def test_a_page_that_is_gone_is_told_and_the_sync_has_succeeded(pullquote, host, site):
    del site.pages["/ferry"]
    pullquote("follow", f"{host}/feed", status=0)
    ran = pullquote("sync", status=0)
    assert ran.out == "nothing added.\n"
    assert f"{host}/ferry: there is no such page (404): check the address\n" in ran.err


def test_a_feed_that_was_cut_short_is_told(pullquote, host, site):
    whole = site.pages["/feed"]
    site.pages["/feed"] = whole.partition("</item>")[0]
    ran = pullquote("follow", f"{host}/feed", status=1)
    assert "cut short before the first address" in ran.err
    site.pages["/feed"] = whole.partition("</channel>")[0]
    assert "1 article" in pullquote("follow", f"{host}/feed", status=1).out
    assert "cut short" in pullquote("sync", status=1).err


def test_no_file_is_overwritten(pullquote, host, tmp_path):
    kept = tmp_path / "feeds.opml"
    kept.write_text("mine")
    pullquote("follow", f"{host}/feed", status=0)
    assert "is there already" in pullquote("follow", "--export", kept, status=1).err
    assert kept.read_text() == "mine"


def test_without_a_library_nothing_is_followed(pullquote):
    for command in (["sync"], ["follow"], ["unfollow", "https://a.example/"]):
        assert "so nothing is followed: follow a feed" in pullquote(*command, status=1).err


def test_what_is_no_address(pullquote, with_lamp):
    assert "feed.json is no address" in pullquote("unfollow", "feed.json", status=1).err
    for command in ("add", "follow", "unfollow"):
        assert "has a blank in the name of its host" in pullquote(command, "https://a b.example/", status=1).err


def test_what_is_typed_wrong(pullquote, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("It burned for eleven years.")
    assert "needs a name" in pullquote("follow", "https://a.example/", "--tag", " ", status=1).err
    pullquote("follow", "https://a.example/", "--export", "x", status=2)
    pullquote("follow", "--tag", "x", status=2)
    assert "no list of links" in pullquote("follow", text, status=1).err
    assert "no list of links" in pullquote("add", "--links", text, status=1).err
    pullquote("add", "--links", "https://a.example/", status=2)
    assert "--sync-every" in pullquote("serve", "--sync-every", "1s", status=2).err


def test_nothing_is_followed(pullquote, with_lamp):
    assert "Nothing is followed" in pullquote("sync", status=0).out


def test_feeds_that_cannot_be_written_are_a_sentence(pullquote, host, tmp_path):
    pullquote("follow", f"{host}/feed", status=0)
    ran = pullquote("follow", "--export", tmp_path / "none" / "feeds.opml", status=1)
    assert "cannot be written" in ran.err and "choose another place" in ran.err


@pytest.mark.parametrize("body", ["<opml><body></body></opml>", "<opml><body>"])
def test_a_list_without_feeds_is_told(pullquote, tmp_path, body):
    (tmp_path / "feeds.opml").write_text(body)
    ran = pullquote("follow", tmp_path / "feeds.opml", status=1)
    assert "names no feeds" in ran.err
