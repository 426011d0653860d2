import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import tail
from corpus.formats.tail import find_body_end

BODY = "The lamp had burned for eleven years before anyone asked who paid for the oil.\n\nNo one knew, and no one does."


@pytest.mark.parametrize(
    "tail",
    [
        "Leave a Comment:\nNo comments available so far.",
        "Leave a reply\n\nYour email address will not be published.\n\nName\n\nEmail\n\nSubmit",
        "Comments (3)\n\nBo says:\n\nI knew him. A good keeper, and it is a shame what they did to him.\n\nReply",
        "No comments yet.",
        "Share this:\n\nFacebook\nTwitter",
        "Related posts\n\nWho lit the other lamp\n\nA history of wicks\n\nOil, and what it cost us all in the end",
        "Post a comment",
        "Share this:\n\nFacebook\nTwitter\n\nLeave a Comment:\nNo comments available so far.",
    ],
)
def test_a_comment_tail_is_cut(tail):
    assert find_body_end(f"{BODY}\n\n{tail}") == len(BODY)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\nTo leave a comment: write to the keeper, who reads all of his letters.",
        f"Leave a comment\n\n{BODY}\n\n{BODY}",
        f"{BODY}\n\nComments\n\nThe keeper commented on it at length. {BODY}",
        f"{BODY}\n\nShare this\n\n{BODY}\n\n{BODY.replace('lamp', 'light')}",
        f"{BODY}\n\nRelated posts\n\nThe other lamp was lit in 1850.",
        "Leave a comment",
    ],
)
def test_an_article_is_not_cut(text):
    assert find_body_end(text) == len(text)


@given(
    st.text(alphabet="ab .\n", max_size=60),
    st.sampled_from(["", "Leave a comment", "\nNo comments yet\n", "Share this:"]),
)
def test_what_is_left_is_a_beginning_with_text(text, tail):
    whole = text + tail
    end = find_body_end(whole)
    assert 0 <= end <= len(whole)
    assert bool(whole[:end].strip()) == bool(whole.strip())


def find_end_slowly(text):
    """Where the text ends before its tail, each opening line looked at with all that follows it."""
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        opener, before = tail._find_opener(line), text[:offset].rstrip()
        if opener and before:
            rest = tail._Rest()
            for bare in map(str.strip, text[end:].split("\n")):
                rest = rest.add_line(bare)
            if tail._is_tail(opener, rest, late=offset >= len(text) // 2):
                return len(before)
        offset = end + 1
    return len(text)


LINES = ["Comments (3)", "Share this:", "Reply", "Bo says:", "The lamp burned.", "Wick", "", "  ", "x" * 150 + "."]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_as_the_slow_reference(text):
    assert tail._find_tail_start(text) == find_end_slowly(text)


def test_a_text_of_opening_lines_is_read_once():
    assert find_body_end(BODY + "\n\nComments (1)\n\nThe lamp burned on." * 20_000) > 0
