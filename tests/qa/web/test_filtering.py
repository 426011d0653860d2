"""Filtering on the page: what stands in the fields is checked, and told by chips."""

import pytest

from corpus import PullquoteError
from index import Filters
from qa.web.filtering import filters_from

NONE = ("", "", [], "")


def test_filters_are_checked(rooms):
    library = rooms.assistant.library
    found = filters_from((" 2018 ", None, ["Zembla & Sons", 3], "lamp"), library)
    assert found == Filters("2018", None, ("Zembla & Sons",), ("lamp",))
    assert not filters_from(("", "", None, ""), library)
    assert filters_from(("2018-05", "2018", [], None), library) == Filters("2018-05", "2018")
    for wrong in (("2020", "2019", [], ""), ("x", "", [], ""), ("", "", ["Nobody's Gazette"], ""), ("", "", [], "x")):
        with pytest.raises(PullquoteError):
            filters_from(wrong, library)


def test_a_filter_on_an_article_that_is_gone_is_explained(rooms, desk, views, asked, texts, refuses):
    fields = ("", "", [], "lamp")
    view = asked("Which lamp?", fields=fields)
    rooms.assistant.library.remove("lamp")
    assert texts(views.shown(view.conversation).chat[0]["content"], "pq-filtered") == [
        "an article that is no longer in the library"
    ]
    assert texts(desk.chips(fields), "bdi") == ["an article that is no longer in the library"]
    assert refuses(asked("Which lamp?", view.conversation, fields))


def test_chips_say_what_stands_in_the_fields(desk, texts):
    assert texts(desk.chips((" 2018 ", "yesterday", ["The Moth", 3], "lamp")), "bdi") == [
        "Lamp",
        "2018",
        "yesterday",
        "The Moth",
    ]
    assert desk.chips(NONE) == desk.chips((None, 3, "The Moth", None)) == ""
