"""References against the styles' own published examples, which a person edits in tests/golden/references.yaml."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from corpus import Article, Source
from qa.cite.author_names import parse_name
from qa.cite.item import make_item as item_of
from qa.cite.locators import Locator
from qa.cite.references import CitedItem, cite_items
from qa.cite.styles import STYLES

GOLDEN = Path(__file__).parents[2] / "golden" / "references.yaml"
DATES = ("issued", "accessed")


@cache
def cases():
    return yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))


def csl(item):
    """Return a case's item as CSL-JSON: names and dates go through the code that articles go through."""
    found = {"id": "published", "language": "en-US", **item}
    if "author" in found:
        found["author"] = [parse_name(name) for name in found["author"]]
    for name in DATES:
        if name in found:
            dated = Article("published", "Dated", "Dated.", Source(published=str(found[name])))
            found[name] = item_of(dated)["issued"]
    return found


def starred(html):
    """Return HTML as the golden file writes it: italics between asterisks, links as their text."""
    text = re.sub(r"</?i>", "*", re.sub(r"</?a[^>]*>", "", html))
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def parameters():
    for nth, case in enumerate(cases()):
        marks = [pytest.mark.xfail(reason=case["wrong"])] if "wrong" in case else []
        yield pytest.param(case, marks=marks, id=f"{case['style']}-{nth}")


@pytest.mark.parametrize("case", list(parameters()))
def test_a_published_example(case):
    style = STYLES[case["style"]]
    locator = Locator(*case["locator"]) if "locator" in case else None
    printed = cite_items([CitedItem(csl(case["item"]), locator)], style)
    if "entry" in case:
        assert re.sub(r"^(\[1\]|1\.) ", "", starred(printed.entries[0].html)) == case["entry"], case["source"]
    if "citation" in case:
        assert starred(printed.citations[0].html) == case["citation"], case["source"]


def test_every_style_has_published_examples_and_each_names_its_source():
    counts = Counter(case["style"] for case in cases())
    assert set(counts) == set(STYLES)
    assert min(counts.values()) >= 7
    assert all(case["source"] and ("entry" in case or "citation" in case) for case in cases())
    assert len({(case["source"], case["style"]) for case in cases()}) == len(cases())


def test_few_published_examples_are_known_to_be_missed():
    missed = [case["source"] for case in cases() if "wrong" in case]
    assert len(missed) <= 7, missed
