import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource, normalise
from corpus.formats.draft import Draft
from corpus.formats.jsonl import read_jsonl


def line(**fields):
    return json.dumps({"id": "a", "title": "Lamp", "text": "It burns."} | fields).encode() + b"\n"


def only(raw):
    [(_, found)] = read_jsonl([raw])
    return found


def test_every_field():
    draft = only(
        line(
            url="https://a.example/lamp", published="2024-06-19T01:02:03Z", publisher="The Moth", authors=["Ada Finch"]
        )
    )
    assert (draft.id, draft.title, draft.text) == ("a", "Lamp", "It burns.")
    assert (draft.source.url, draft.source.published) == ("https://a.example/lamp", "2024-06-19")
    assert (draft.source.publisher, draft.source.authors) == ("The Moth", ("Ada Finch",))
    assert draft.remarks == ()


@given(st.text().map(normalise).filter(str.strip))
def test_clean_text_is_kept_letter_for_letter(text):
    assert only(line(text=text)).text == text


def test_a_comment_tail_is_kept_too():
    text = "It burns all night.\n\nLeave a comment:\nNo comments yet."
    assert only(line(text=text)).text == text


def test_the_title_in_the_text_is_a_heading():
    draft = only(line(title="Who lit it?", text="Who lit it?\n\nThe keeper did."))
    assert [draft.text[start:end] for start, end in draft.headings] == ["Who lit it?"]


def test_a_missing_title_is_made_of_the_first_words():
    text = "The lamp burned for eleven years before anyone asked who had paid for the oil that it burned."
    title = only(line(title=None, text=text)).title
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert len(title) <= 80


@pytest.mark.parametrize(("given_id", "kept"), [(7, "7"), ("0007", "0007"), ("x y", "x y")])
def test_ids_are_kept(given_id, kept):
    assert only(line(id=given_id)).id == kept


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"id": "a", "text": \n', "not JSON"),
        (b'["a", "b"]\n', "not a JSON object"),
        (b"7\n", "not a JSON object"),
        (b'{"id": "a", "text": "\xff\xfe"}\n', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
        (line(id=None), '"id"'),
        (line(id=["a"]), '"id"'),
        (line(id=True), '"id"'),
        (line(id=" "), '"id"'),
        (line(text=None), '"text"'),
        (line(text=" \n"), '"text"'),
        (line(text=["a"]), '"text"'),
    ],
)
def test_a_line_that_is_no_article(raw, message):
    found = only(raw)
    assert isinstance(found, UnreadableSource)
    assert message in str(found)


def test_the_rest_goes_on_after_a_broken_line():
    found = list(read_jsonl([line(id="a"), b"{broken\n", b"\n", line(id="b")]))
    assert [number for number, _ in found] == [1, 2, 4]
    assert [getattr(draft, "id", None) for _, draft in found] == ["a", None, "b"]


def test_the_first_of_two_equal_ids_is_kept():
    found = list(read_jsonl([line(text="First."), line(text="Second."), line(id="b")]))
    assert isinstance(found[1][1], UnreadableSource)
    assert "line 1" in str(found[1][1])
    assert found[0][1].text == "First."


def test_an_id_whose_line_was_broken_is_free():
    found = [draft for _, draft in read_jsonl([line(text=""), line(text="Second.")])]
    assert isinstance(found[0], UnreadableSource)
    assert isinstance(found[1], Draft)


def test_equal_texts_stay_two_articles():
    assert [draft.id for _, draft in read_jsonl([line(id="a"), line(id="b")])] == ["a", "b"]


def test_a_byte_order_mark():
    assert only(b"\xef\xbb\xbf" + line()).id == "a"


def test_utf16_is_told_once():
    [(number, found)] = read_jsonl((line() * 3).decode().encode("utf-16").splitlines(keepends=True))
    assert number == 1
    assert "UTF-16" in str(found)


def test_bad_fields_are_left_out_and_told():
    draft = only(line(published="19/06/24", url="javascript:alert(1)", authors=5))
    assert (draft.source.published, draft.source.url, draft.source.authors) == (None, None, ())
    assert len(draft.remarks) == 2


def test_lone_surrogates_are_taken_out():
    assert only(b'{"id": "a", "text": "It \\ud800burns \\ud83d\\udd6f."}').text == "It burns 🕯."


def test_lines_are_read_one_at_a_time():
    taken = []

    def lines():
        for number in range(10_000):
            taken.append(number)
            yield line(id=number)

    reader = read_jsonl(lines())
    next(reader)
    assert len(taken) == 1
    assert sum(1 for _ in reader) == 9_999
