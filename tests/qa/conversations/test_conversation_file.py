"""How the conversations' file holds filters."""

from index import Filters
from qa.conversations.conversation_file import read_filters, write_filters


def test_filters_come_back_as_they_were():
    for filters in (Filters(), Filters("2019", "2020-05", ("A & B",), ("lamp",), ("oil", "light"))):
        assert read_filters(write_filters(filters)) == filters


def test_filters_of_an_earlier_version_had_no_tags():
    assert read_filters('["2019", null, ["A"], ["lamp"]]') == Filters("2019", None, ("A",), ("lamp",))
