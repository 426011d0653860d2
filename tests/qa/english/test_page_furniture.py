"""Page furniture: what stands between the paragraphs of a web article is told from what they say."""

import pytest

from qa.english.page_furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Updated March 4, 2031, 6:53 p.m. ET",
        "Feb. 2, 2031",
        "Tuesday, July 10",
        "Contributing: Ada Quill and Bo Marsh",
        "By Ada Quill and Bo Marsh",
        "Courtesy of the Harbour Board",
        "Photo: Bo Marsh",
        "Ada Quill/AFP",
        "Bo Marsh via Getty Images",
        "Read more on this story here.",
        "More: How the bridge was built",
        "RELATED: Council approves the bridge | First look at the plans",
        "Sign up for our newsletter to get the day's news.",
        "Follow her on Bluesky @adaquill.",
        "Reach the reporter at ada@northport.example",
        "@adaquill",
        "© 2031 Northport Herald",
        "Editor's note: This story was first published in May.",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "More than 30 people died.",
        "Follow the river for two miles.",
        "Note that the bridge is closed.",
        "By contrast, the town has no bridge.",
        "Contact lenses are thin.",
        "Share prices fell in May.",
        "Marinas",
        "The photo shows a bridge.",
        "The bridge opened on March 4, 2031.",
        "He told Reuters that the bridge would open.",
        "Related diseases are rare.",
        "",
    ],
)
def test_prose(line):
    assert not is_furniture(line)
