"""Quotations that end before "but", or begin behind "I do not think that": right, with the words that are cut off."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report_json import serialise_report
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import list_warnings

FERRY = (
    "The ferry is safe in any weather, but only with two men at the rudder. The pier will hold the snow unless it "
    "rains before Easter. Every boat may land here except those that carry salt. The toll falls due at noon if the "
    "bell rings. The old crane may be used only by the harbour master. I don't think that the ferry is worth its "
    "price. It is not true that the pilot was asleep at noon. Nobody believes the mast was cut by hand. “The pilots"
    " are all paid in time,” said Odo Karst, “but never in silver.” It is a myth that herring swim to the west. She"
    " refused to sell the two boats to him. It was cold and not dry, and she said that the nets were mended twice."
)


@pytest.fixture(scope="module")
def ferry(holding, make_article):
    library = holding([make_article(FERRY, "ferry", "Ferry book")])
    return lambda draft: check(library, read_text(draft))


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("The ferry is safe in any weather", "The sentence goes on: “but only with two men at the rudder.”"),
        ("The pier will hold the snow", "The sentence goes on: “unless it rains before Easter.”"),
        ("Every boat may land here", "The sentence goes on: “except those that carry salt.”"),
        ("The toll falls due at noon", "The sentence goes on: “if the bell rings.”"),
        ("The old crane may be used", "The sentence goes on: “only by the harbour master.”"),
        ("The pilots are all paid in time", "The sentence goes on: “but never in silver.”"),
        ("the ferry is worth its price", "The sentence begins with “I don't think that”."),
        ("the pilot was asleep at noon", "The sentence begins with “It is not true that”."),
        ("the mast was cut by hand", "The sentence begins with “Nobody believes”."),
        ("herring swim to the west", "The sentence begins with “It is a myth that”."),
        ("sell the two boats to him", "The sentence begins with “She refused to”."),
    ],
)
def test_what_is_cut_off_is_told_and_the_verdict_stays(ferry, text, warning):
    draft = f"We read “{text}” there."
    report = ferry(draft)
    [checked] = report.quotations
    assert (str(checked.verdict), list_warnings(checked, draft, find_unquoted(checked, draft)), report.is_good) == (
        "exact",
        [warning],
        True,
    )
    [cut] = serialise_report(report)["quotations"][0]["cuts_off"]
    assert FERRY[cut["start"] : cut["end"]] == cut["text"] and cut["text"] in warning


@pytest.mark.parametrize(
    "draft",
    [
        "“the nets were mended twice”",
        "“The ferry is safe in any weather, but only with two men at the rudder.”",
        "“The ferry is safe in any weather,” she wrote, “but only with two men at the rudder.”",
        "“Nobody believes the mast was cut by hand.”",
        "I, too, “don't think that” all of it, or that “the ferry is worth its price”.",
        "“The toll falls due at twelve if the bell rings.”",
    ],
)
def test_where_nothing_is_cut_off_nothing_is_told(ferry, draft):
    told = [list_warnings(checked, draft, find_unquoted(checked, draft)) for checked in ferry(draft).quotations]
    assert told == [[]] * len(told)


def test_a_cut_where_an_ellipsis_stands_is_an_omission(ferry):
    draft = "“The ferry is safe in any weather …”"
    [checked] = ferry(draft).quotations
    assert list_warnings(checked, draft, find_unquoted(checked, draft)) == [
        "An ellipsis leaves out “but only with two men at the rudder”: in it are “but” and “only”."
    ]


def test_what_another_paragraph_of_the_draft_says_is_not_told_beside_a_quotation(ferry):
    draft = "She refused to pay. It is not true that he was late.\n\nHe wrote: “the pilot was asleep at noon”."
    [checked] = ferry(draft).quotations
    assert list_warnings(checked, draft, find_unquoted(checked, draft))
    beside = draft.replace("\n\n", " ")
    [checked] = ferry(beside).quotations
    assert not list_warnings(checked, beside, find_unquoted(checked, beside))
