"""`pullquote resolve`: what has become of quotes that were printed."""

import json

import pytest

QUESTION = "How long did the lamp burn?"


@pytest.fixture
def answer(pullquote, with_lamp):
    return pullquote("ask", QUESTION, "--json", status=0).out


@pytest.fixture
def anchors(answer):
    return [quote["anchor"] for quote in json.loads(answer)["quotes"]]


def test_quotes_are_exact_until_their_article_changes(pullquote, answer, anchors, lamp):
    ran = pullquote("resolve", "-", "--json", stdin=answer, status=0)
    assert {it["found"] for it in ran.json} == {"exact"} and len(ran.json) == len(anchors)
    [article] = pullquote("list", "--json").json
    lines = "".join(json.dumps(it) + "\n" for it in anchors)
    assert pullquote("resolve", "-", "--json", stdin=lines).json == ran.json
    lamp.write_text(lamp.read_text().replace("The lamp burned", "A word. The lamp burned"), encoding="utf-8")
    pullquote("add", lamp, status=0)
    [moved, *_] = pullquote("resolve", "-", "--json", stdin=answer).json
    assert (moved["found"], moved["article_id"], moved["start"]) == ("moved", article["id"], anchors[0]["start"] + 8)
    lamp.write_text(lamp.read_text().replace("eleven", "twelve"), encoding="utf-8")
    pullquote("add", lamp, status=0)
    out = pullquote("resolve", "-", stdin=answer, status=0).out
    assert "  altered at " in out and "  “eleven” is “twelve” now\n" in out
    pullquote("remove", article["id"], status=0)
    out = pullquote("resolve", "-", stdin=answer, status=0).out
    assert out.startswith(f"“{anchors[0]['exact']}”\n  missing, {article['id']}\n")


@pytest.mark.parametrize(
    "broken", ["{nope", "[]", "{}", '{"quotes": [5]}', '{"quotes": 5}', '{"quotes": [{}]}', '{"version": 2}',
               '{"anchor": null}']
)  # fmt: skip
def test_a_file_without_anchors(pullquote, with_lamp, broken):
    ran = pullquote("resolve", "-", stdin=broken, status=1)
    assert ran.err.startswith("Error: ") and len(ran.err.splitlines()) == 1 and ran.out == ""
