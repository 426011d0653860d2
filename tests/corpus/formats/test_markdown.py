import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource
from corpus.formats.markdown import read_markdown


def read(markdown, stem="lamp-oil"):
    return read_markdown(markdown.encode(), stem)


def read_text(markdown):
    return read(markdown).text


MATTER = """---
id: 007
title: "Lamp oil: a ledger"
authors: [Ada Finch, Bo Ek]
publisher: The Moth
published: 2024-06-19
accessed: 2025-01-02T03:04:05Z
url: https://a.example/lamp
language: no
---

It burned.
"""


def test_front_matter():
    extract = read(MATTER)
    assert (extract.id, extract.title, extract.text) == ("007", "Lamp oil: a ledger", "It burned.")
    source = extract.source
    assert (source.publisher, source.authors, source.url) == (
        "The Moth",
        ("Ada Finch", "Bo Ek"),
        "https://a.example/lamp",
    )
    assert (source.published, source.accessed, source.language) == ("2024-06-19", "2025-01-02", "no")
    assert extract.remarks == ()


def test_author_and_date_under_their_other_names():
    source = read("---\nauthor: By Ada Finch and Bo Ek\ndate: 2024\n---\nIt burned.").source
    assert (source.authors, source.published) == (("Ada Finch", "Bo Ek"), "2024")


@pytest.mark.parametrize("date", ["19/06/24", "2024-13-45", "soon"])
def test_a_senseless_date_is_left_out_and_told(date):
    extract = read(f"---\npublished: {date}\n---\nIt burned.")
    assert extract.source.published is None
    assert extract.remarks == (f"published '{date}' is not a date like 2024-06-19; kept without it",)


def test_broken_front_matter_is_refused_with_its_line():
    with pytest.raises(UnreadableSource, match="line 3"):
        read("---\ntitle: Lamp\npublisher: The Moth: a paper\n---\nIt burned.")


@pytest.mark.parametrize("matter", ["[" * 2000, "? [a]\n: b", "a: *unknown", "a: b\na : c: d"])
def test_odd_front_matter_never_crashes(matter):
    with pytest.raises(UnreadableSource, match="front matter"):
        read(f"---\n{matter}\n---\nIt burned.")


def test_front_matter_makes_no_objects():
    assert read("---\ntitle: !!python/object/apply:os.getcwd []\n---\nIt burned.").title == "lamp oil"


def test_thematic_breaks_are_no_front_matter():
    assert read_text("---\n\nIt burned.\n\n---\n\nIt went out.") == "It burned.\n\nIt went out."


def test_empty_front_matter():
    assert read_text("---\n---\nIt burned.") == "It burned."


def test_blocks_are_parted_by_blank_lines_and_headings_known():
    extract = read("# Lamp *oil*\n\nIt burned\nall `night`.  \nTwice.\n\n## Who paid\n\n> No one.\n>\n> No one knew.\n")
    assert extract.text == "Lamp oil\n\nIt burned all night.\nTwice.\n\nWho paid\n\nNo one.\n\nNo one knew."
    assert [extract.text[start:end] for start, end in extract.headings] == ["Lamp oil", "Who paid"]


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("## Wick\n\n# Lamp\n\nIt burned.", "Lamp"),
        ("## Wick\n\nIt burned.", "Wick"),
        ("It burned.", "lamp oil"),
        ("---\ntitle: Oil\n---\n# Lamp\n\nIt burned.", "Oil"),
        ("---\ntitle:\n---\n# Lamp\n\nIt burned.", "Lamp"),
        ("Lamp\nand oil\n===\n\nIt burned.", "Lamp and oil"),
    ],
)
def test_title(markdown, title):
    assert read(markdown).title == title


def test_lists():
    assert read_text("- oil\n- wick\n  - of *cotton*\n- glass") == "- oil\n- wick\n  - of cotton\n- glass"
    assert read_text("3. oil\n4. wick") == "3. oil\n4. wick"
    assert read_text("- oil\n\n  from whales\n\n- wick") == "- oil\nfrom whales\n- wick"


def test_tables():
    assert read_text("| Year | Oil |\n|---|---|\n| 1840 | *3* |\n| 1841 | 12 |") == "Year | Oil\n1840 | 3\n1841 | 12"


def test_code_is_kept_as_it_is():
    assert read_text("```python\nlamp = 1\n\n  oil  =  2\n```") == "lamp = 1\n\n  oil  =  2"


def test_links_images_and_marks_leave_their_words():
    assert read_text("See [the *ledger*](https://a.example) ![a lamp](l.png) and ~~no ~~**more**.") == (
        "See the ledger a lamp and more."
    )


def test_html_is_dropped_and_entities_decoded():
    assert read_text(
        "Fish &amp; oil<br>&eacute;t<sup>e</sup> &#8212; it\n\n<div>menu</div>\n\n<!-- note -->\n\nburned."
    ) == ("Fish & oil\néte — it\n\nburned.")


def test_other_scripts():
    assert read_text("# מנורה\n\nהמנורה *דלקה* כל הלילה. 🕯️\n") == "מנורה\n\nהמנורה דלקה כל הלילה. 🕯️"


@pytest.mark.parametrize("markdown", ["", "\n\n", "---\ntitle: Lamp\n---\n", "<div></div>", "---"])
def test_nothing_to_read(markdown):
    with pytest.raises(UnreadableSource, match="empty"):
        read(markdown)


@given(st.text(alphabet="ab#*-_`>|[]()!<&;:.\n 1\t~e\u0301", max_size=120))
def test_any_markdown_gives_normal_text_or_a_refusal(markdown):
    try:
        extract = read(markdown)
    except UnreadableSource:
        return
    for start, end in extract.headings:
        assert "\n" not in extract.text[start:end].strip() != ""
        assert extract.text[end : end + 1] in {"", "\n"}


def test_front_matter_that_does_not_end_is_refused():
    """Its fields were quoted as the article's words."""
    with pytest.raises(UnreadableSource, match="does not end"):
        read_markdown(b"---\ntitle: Never closed\ndate: 2020-01-01\n\nThe lamp burned.\n", "x")
    assert read_markdown(b"---\n\nThe lamp: it burned.\n", "x").text == "The lamp: it burned."
