"""Of whom a question asks what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.speaker_asked import find_speaker_asked


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Ada Quill say?", "Ada Quill"),
        ("what did quill say about the bridge", "quill"),
        ("What exactly has Sen. Ada Quill said about it?", "Sen. Ada Quill"),
        ("how does the mayor respond to the strike", "the mayor"),
        ("What has Quill been saying?", "Quill"),
        ("And what did the mayor really think?", None),
        ("What did the mayor really think?", "the mayor"),
        ("When does the bridge open?", None),
        ("Who said that the bridge is closed?", None),
        ("When is the prize announced?", None),
        ("What did Quill do, and what was said of it?", None),
        ("Ada Quill says", None),
        ("", None),
    ],
)
def test_the_speaker_stands_before_the_verb_of_saying(question, speaker):
    assert find_speaker_asked(question) == speaker


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    speaker = find_speaker_asked(f"What did {text}")
    assert speaker is None or speaker in text
