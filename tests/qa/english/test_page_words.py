"""Page words: labels and buttons are made of them alone; a sentence holds another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.page_words import is_page_label

LABELS = """
list of 4 items
12 comments
Listen (5 min)
In this article
Listen to this article
Jump to comments
Copy link to article
Print this page
Save for later
Hide caption
Show comments.
Leave a comment
Next article
Download PDF
Turn on notifications
Manage your preferences
Get permission to reuse
Letters to the editor
Explore more on these topics
Watch the video at the top of this story.
Share:
Full coverage: the flood
From the archive: the lamp of Arden
"""
OTHERS = """
We read the comments.
You can see the video here.
Close to home
Open the gates
Save the form to your phone.
Letters from the front
Comments from the mayor
Search teams
Join us.
Finally.
No.
30 days
3.0
Report on the flood
In this article of faith
"""


@pytest.mark.parametrize("line", LABELS.strip().splitlines())
def test_labels(line):
    assert is_page_label(line)


@pytest.mark.parametrize("line", ["", *OTHERS.strip().splitlines()])
def test_other_lines(line):
    assert not is_page_label(line)


@given(st.sampled_from(LABELS.strip().splitlines()), st.sampled_from(["mayor", "flood", "stole", "northward"]))
def test_one_other_word_makes_it_no_label(line, word):
    assert not is_page_label(f"{word} {line}")
