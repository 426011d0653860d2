"""Filtering on the page: what stands in the fields is checked, and told by chips."""

import pytest

from corpus import PullquoteError
from index import Filters

NONE = ("", "", [], [], "")


def test_filters_are_checked(filters_actions):
    filters = filters_actions.read((" 2018 ", None, ["Zembla & Sons", 3], [], "lamp"))
    assert filters == Filters("2018", None, ("Zembla & Sons",), ("lamp",))
    assert not filters_actions.read(("", "", None, [], ""))
    assert filters_actions.read(("2018-05", "2018", [], [], None)) == Filters("2018-05", "2018")
    filters_actions._library.tag(["lamp"], "Oil")
    assert filters_actions.read(("", "", [], ["oil", 3], "")) == Filters(tags=("Oil",))
    for wrong in (
        ("", "", [], ["nope"], ""),
        ("2020", "2019", [], [], ""),
        ("x", "", [], [], ""),
        ("", "", ["Nobody's Gazette"], [], ""),
        ("", "", [], [], "x"),
    ):
        with pytest.raises(PullquoteError):
            filters_actions.read(wrong)


def test_a_publisher_is_known_regardless_of_case_and_an_unknown_one_is_told_with_the_nearest(filters_actions):
    assert filters_actions.read(("", "", ["zembla  & SONS"], [], "")).publishers == ("Zembla & Sons",)
    with pytest.raises(PullquoteError, match="the nearest is 'Zembla & Sons'"):
        filters_actions.read(("", "", ["Zemblan Sons"], [], ""))


def test_a_filter_on_an_article_that_is_gone_is_explained(actions, filters_actions, views, asked, texts, refuses):
    fields = ("", "", [], [], "lamp")
    view = asked("Which lamp?", fields=fields)
    actions.assistant.library.remove("lamp")
    assert texts(views.show(view.conversation).chat[0]["content"], "pq-filtered") == [
        "an article that is no longer in the library"
    ]
    assert texts(filters_actions.show_chips(fields), "bdi") == ["an article that is no longer in the library"]
    assert refuses(asked("Which lamp?", view.conversation, fields))


def test_chips_say_what_stands_in_the_fields(filters_actions, texts):
    assert texts(filters_actions.show_chips((" 2018 ", "yesterday", ["The Moth", 3], [], "lamp")), "bdi") == [
        "Lamp",
        "2018",
        "yesterday",
        "The Moth",
    ]
    assert filters_actions.show_chips(NONE) == filters_actions.show_chips((None, 3, "The Moth", 4, None)) == ""
