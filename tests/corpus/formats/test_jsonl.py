import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource, normalise
from corpus.formats.extract import Extract
from corpus.formats.jsonl import read_jsonl


def make_line(**fields):
    return json.dumps({"id": "a", "title": "Lamp", "text": "It burns."} | fields).encode() + b"\n"


def read_only_line(raw):
    [(_, extract)] = read_jsonl([raw])
    return extract


def test_every_field():
    extract = read_only_line(
        make_line(
            url="https://a.example/lamp", published="2024-06-19T01:02:03Z", publisher="The Moth", authors=["Ada Finch"]
        )
    )
    assert (extract.id, extract.title, extract.text) == ("a", "Lamp", "It burns.")
    assert (extract.source.url, extract.source.published) == ("https://a.example/lamp", "2024-06-19")
    assert (extract.source.publisher, extract.source.authors) == ("The Moth", ("Ada Finch",))
    assert extract.remarks == ()


@given(st.text().map(normalise).filter(str.strip))
def test_clean_text_is_kept_letter_for_letter(text):
    assert read_only_line(make_line(text=text)).text == text


def test_a_comment_tail_is_kept_too():
    text = "It burns all night.\n\nLeave a comment:\nNo comments yet."
    assert read_only_line(make_line(text=text)).text == text


def test_the_title_in_the_text_is_a_heading():
    extract = read_only_line(make_line(title="Who lit it?", text="Who lit it?\n\nThe keeper did."))
    assert [extract.text[start:end] for start, end in extract.headings] == ["Who lit it?"]


def test_a_missing_title_is_made_of_the_first_words():
    text = "The lamp burned for eleven years before anyone asked who had paid for the oil that it burned."
    title = read_only_line(make_line(title=None, text=text)).title
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert len(title) <= 80


@pytest.mark.parametrize(("given_id", "kept"), [(7, "7"), ("0007", "0007"), ("x y", "x y")])
def test_ids_are_kept(given_id, kept):
    assert read_only_line(make_line(id=given_id)).id == kept


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"id": "a", "text": \n', "not JSON"),
        (b'["a", "b"]\n', "not a JSON object"),
        (b"7\n", "not a JSON object"),
        (b'{"id": "a", "text": "\xff\xfe"}\n', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
        (make_line(id=None), '"id"'),
        (make_line(id=["a"]), '"id"'),
        (make_line(id=True), '"id"'),
        (make_line(id=" "), '"id"'),
        (make_line(text=None), '"text"'),
        (make_line(text=" \n"), '"text"'),
        (make_line(text=["a"]), '"text"'),
    ],
)
def test_a_line_that_is_no_article(raw, message):
    error = read_only_line(raw)
    assert isinstance(error, UnreadableSource)
    assert message in str(error)


def test_the_rest_goes_on_after_a_broken_line():
    results = list(read_jsonl([make_line(id="a"), b"{broken\n", b"\n", make_line(id="b")]))
    assert [number for number, _ in results] == [1, 2, 4]
    assert [getattr(extract, "id", None) for _, extract in results] == ["a", None, "b"]


def test_the_first_of_two_equal_ids_is_kept():
    results = list(read_jsonl([make_line(text="First."), make_line(text="Second."), make_line(id="b")]))
    assert isinstance(results[1][1], UnreadableSource)
    assert "line 1" in str(results[1][1])
    assert results[0][1].text == "First."


def test_an_id_whose_line_was_broken_is_free():
    results = [result for _, result in read_jsonl([make_line(text=""), make_line(text="Second.")])]
    assert isinstance(results[0], UnreadableSource)
    assert isinstance(results[1], Extract)


def test_equal_texts_stay_two_articles():
    assert [extract.id for _, extract in read_jsonl([make_line(id="a"), make_line(id="b")])] == ["a", "b"]


def test_a_byte_order_mark():
    assert read_only_line(b"\xef\xbb\xbf" + make_line()).id == "a"


def test_utf16_is_told_once():
    [(number, error)] = read_jsonl((make_line() * 3).decode().encode("utf-16").splitlines(keepends=True))
    assert number == 1
    assert "UTF-16" in str(error)


def test_bad_fields_are_left_out_and_told():
    extract = read_only_line(make_line(published="19/06/24", url="javascript:alert(1)", authors=5))
    assert (extract.source.published, extract.source.url, extract.source.authors) == (None, None, ())
    assert len(extract.remarks) == 2


def test_lone_surrogates_are_taken_out():
    assert read_only_line(b'{"id": "a", "text": "It \\ud800burns \\ud83d\\udd6f."}').text == "It burns 🕯."


def test_lines_are_read_one_at_a_time():
    taken = []

    def make_lines():
        for number in range(10_000):
            taken.append(number)
            yield make_line(id=number)

    reader = read_jsonl(make_lines())
    next(reader)
    assert len(taken) == 1
    assert sum(1 for _ in reader) == 9_999
