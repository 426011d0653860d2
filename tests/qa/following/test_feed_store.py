"""Followed feeds: what is due, what is done, and a damaged file."""

import pytest

from corpus import Link, ListKind, Validators
from index.pages import read_records
from qa.errors import FollowError
from qa.following import feed_mending
from qa.following.feed_store import FILE_NAME, Feeds, connect

FEED = "https://herald.example/feed"
KNOWN = Validators('"1"', None)


def make_links(*versions):
    return [
        Link(f"https://herald.example/{number}", version=version, time=version or None)
        for number, version in enumerate(versions)
    ]


def note(feeds, *versions):
    feeds.note_pages(FEED, make_links(*versions))
    feeds.note_read(FEED, FEED, FEED, KNOWN)


@pytest.fixture
def feeds(tmp_path):
    feeds = Feeds(tmp_path)
    assert feeds.follow(FEED, ListKind.RSS, "The Herald", ["news"])
    return feeds


def due(feeds, most=None):
    return [address.rpartition("/")[2] for address in feeds.list_due_pages(FEED, most)]


def test_following_twice_is_once_and_tags_come_together(feeds):
    assert not feeds.follow(FEED, ListKind.ATOM, "Another", ["boats", "news"])
    [feed] = feeds.list_all()
    assert (feed.kind, feed.title, feed.tags, feed.synced) == (ListKind.RSS, "The Herald", ("news", "boats"), None)


def test_the_newest_are_due_first_and_each_once(feeds):
    note(feeds, "2025-06-01", "2025-06-03", "2025-06-02")
    assert (due(feeds), due(feeds, 1)) == (["1", "2", "0"], ["1"])
    feeds.note_page(FEED, "https://herald.example/1", done=True)
    note(feeds, "2025-06-01", "2025-06-03", "2025-06-02")
    assert due(feeds) == ["2", "0"]
    [feed] = feeds.list_all()
    assert (feed.listed, feed.came, feed.waiting) == (3, 1, 2)


def test_what_has_changed_is_due_again(feeds):
    note(feeds, "2025-06-01")
    feeds.note_page(FEED, "https://herald.example/0", done=True)
    note(feeds, "2025-06-02")
    assert due(feeds) == ["0"]


def test_what_cannot_be_had_is_left_alone_until_it_changes(feeds):
    note(feeds, "2025-06-01")
    for _ in range(3):
        assert due(feeds) == ["0"]
        feeds.note_page(FEED, "https://herald.example/0", done=False)
    assert due(feeds) == []
    note(feeds, "2025-06-02")
    assert due(feeds) == ["0"]


def test_what_can_be_no_article_is_not_due(feeds):
    links = [Link("https://herald.example/"), Link("https://user:x@herald.example/a"), Link("https://h.example/a#b")]
    feeds.note_pages(FEED, links)
    assert feeds.list_due_pages(FEED, None) == ["https://h.example/a"]


def test_a_list_is_known_where_it_was_found(feeds):
    note(feeds)
    assert feeds.recall(FEED, FEED, FEED) == KNOWN
    assert feeds.recall(FEED, FEED, "https://elsewhere.example/feed") == Validators()


def test_lists_of_an_index_are_due_when_it_says_so(feeds):
    links = [Link("https://h.example/1.xml", version="a", time="1"), Link("https://h.example/2.xml")]
    feeds.note_lists(FEED, links)
    feeds.note_read(FEED, FEED, FEED, KNOWN)
    assert feeds.list_due_lists(FEED) == [FEED, "https://h.example/1.xml", "https://h.example/2.xml"]
    feeds.note_read(FEED, "https://h.example/1.xml", "https://h.example/1.xml", KNOWN)
    feeds.note_unchanged(FEED, "https://h.example/2.xml")
    assert feeds.list_due_lists(FEED) == [FEED, "https://h.example/2.xml"]
    feeds.note_lists(FEED, [Link("https://h.example/1.xml", version="b", time="2")])
    assert "https://h.example/1.xml" in feeds.list_due_lists(FEED)


def test_unfollowing_forgets_all(feeds):
    note(feeds, "2025-06-01")
    feeds.unfollow(FEED)
    assert feeds.list_all() == [] and due(feeds) == [] and feeds.list_due_lists(FEED) == []
    with pytest.raises(FollowError, match="not followed"):
        feeds.unfollow(FEED)


def test_a_damaged_feed_is_taken_out(feeds, tmp_path):
    feeds.follow("https://moth.example/feed", ListKind.ATOM, "The Moth", [])
    connections = connect(tmp_path)
    with connections.writing() as connection:
        connection.execute("UPDATE feeds SET kind = 'x' WHERE address = ?", (FEED,))
    with pytest.raises(FollowError, match="pullquote doctor"):
        feeds.list_all()
    assert len(feed_mending.mend(connections)) == 1
    assert feed_mending.mend(connections) == []
    assert [feed.title for feed in feeds.list_all()] == ["The Moth"]


def test_a_damaged_file_is_copied(feeds, tmp_path):
    note(feeds, "2025-06-01", "2025-06-02")
    feeds.note_page(FEED, "https://herald.example/0", done=True)
    other = tmp_path / "new"
    other.mkdir()
    feed_mending.refill(connect(other), read_records(tmp_path / FILE_NAME))
    rescued = Feeds(other)
    assert rescued.list_all() == feeds.list_all()
    assert rescued.list_due_lists(FEED) == [FEED]
    assert rescued.recall(FEED, FEED, FEED) == Validators()
