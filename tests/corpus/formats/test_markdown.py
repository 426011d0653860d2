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
        read("---\ntitle: Lamp\n  publisher: [The Moth\n---\nIt burned.")


@pytest.mark.parametrize(
    "title",
    [
        "The lamp: who paid for it?",
        "“I paid”: an interview",
        '"Oil" and: lamps',
        "*Sula* sails",
        "50%: Ada's `oil`",
        "@oil",
    ],
)
def test_a_value_that_is_yaml_only_in_quotes_is_read_as_it_is_written(title):
    """Whoever writes front matter by hand was refused the whole file for a colon in its title."""
    extract = read(f"---\ntitle: {title}\nauthors:\n  - Ada Finch\n  - Bo Ek\ndate: 2024\n---\nIt burned.")
    assert extract.title == title
    assert (extract.source.authors, extract.source.published) == (("Ada Finch", "Bo Ek"), "2024")


@pytest.mark.parametrize("matter", ["[" * 2000, "? [a]\n: b", "a: [*unknown]", "a: b\n : c: d"])
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
    assert read_text("See [the *ledger*](https://a.example) ![a lamp](l.png)~~, no~~ and **more**.") == (
        "See the ledger a lamp and more."
    )


def test_html_is_read_as_it_is_shown_and_entities_decoded():
    assert read_text(
        "Fish &amp; oil<br>&eacute;t<sup>e</sup> &#8212; it\n\n<div>all</div>\n\n<!-- note -->\n\nburned."
    ) == ("Fish & oil\néte — it\n\nall\n\nburned.")
    assert read_text("30<sup>2</sup> m, H<sub>2</sub>O, <q>So</q>,<del> not</del> 1<u>0</u>") == "30² m, H₂O, “So”, 10"


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


# Dialects


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("See [[Oil|the oil]] and [[Wick]].", "See the oil and Wick."),
        ("See [[Oil#Whale]], [[#Whale]] and [[2024. Ledger]].", "See Oil > Whale, Whale and 2024. Ledger."),
        ("| [[Oil\\|oil]] | 1 |\n|---|---|\n| a | b |", "oil | 1\na | b"),
        ("It burned ![[lamp.png|300]] all %% why? %% night. ^q1", "It burned all night."),
        ("%% one\n\ntwo %%\n\nIt ==burned==.", "It burned."),
        ("> [!quote]- On lamps\n> It burned.\n\n> [!NOTE]\n> All night.", "On lamps\n\nIt burned.\n\nAll night."),
        (
            "It burned.[^1] All night.^[So it *says*.]\n\n[^1]: Finch, p. 3.\n",
            "It burned. All night.\n\nFinch, p. 3.\n\nSo it says.",
        ),
        ("`[[a]] %%b%%` and\n\n```\n==c== [[d]]\n```", "[[a]] %%b%% and\n\n==c== [[d]]"),
        ("As [[1]](https://a.example) says, x == y and y == z.", "As [1] says, x == y and y == z."),
    ],
)
def test_what_obsidian_shows(markdown, text):
    assert read_text(markdown) == text


@pytest.mark.parametrize(
    "markdown", ["## Wick\n\nSee [[Oil]].", "# Wick\n\nIt burned.\n\n![[a.png]]", "## Wick\n\nIt burned. ^a"]
)
def test_a_note_goes_by_its_files_name(markdown):
    assert read(markdown).title == "lamp-oil"
    assert read(markdown, "20240619").title == "Wick"
    assert read(f"---\ntitle: Lamps\n---\n{markdown}").title == "Lamps"


def test_what_obsidian_knows_of_a_clipping():
    source = read(
        '---\nsource: https://a.example/oil\nauthor:\n  - "[[Ada Finch]]"\ncreated: 2024-06-19\n---\nIt burned.'
    ).source
    assert (source.url, source.authors, source.published) == ("https://a.example/oil", ("Ada Finch",), None)


def test_toml_front_matter():
    extract = read(
        '+++\ntitle = "Lamps"\ndate = 2024-06-19T08:00:00Z\n[taxonomies]\nauthors = ["Ada Finch"]\n+++\nIt burned.'
    )
    assert (extract.title, extract.text) == ("Lamps", "It burned.")
    assert (extract.source.authors, extract.source.published) == (("Ada Finch",), "2024-06-19")
    assert read('+++\n[extra]\nauthor = "Ada Finch"\n+++\nIt burned.').source.authors == ("Ada Finch",)


@pytest.mark.parametrize("matter", ["title = Lamps", "a = 1\na = 2", "a = " + "[" * 2_000])
def test_broken_toml_is_refused(matter):
    with pytest.raises(UnreadableSource, match="not TOML"):
        read(f"+++\n{matter}\n+++\nIt burned.")
    with pytest.raises(UnreadableSource, match=r"close it with a line of \+\+\+"):
        read("+++\ntitle = 'Lamps'\n\nIt burned.")


def test_a_post_of_jekyll_has_its_day_in_its_name_or_front_matter():
    post = read("---\nlayout: post\n---\nIt burned.", "2024-06-19-lamp-oil")
    assert (post.title, post.source.published) == ("lamp oil", "2024-06-19")
    assert read("It burned.", "2024-06-19-lamp-oil").source.published is None
    dated = read("---\ndate: 2024-06-20 08:00:00 +0200\nurl: /oil/\n---\nIt burned.", "2024-06-19-lamp-oil")
    assert (dated.source.published, dated.source.url, dated.remarks) == ("2024-06-20", None, ())


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("{% include toc.html %}\n\nIt burned.{% comment %}no\n\nno{% endcomment %}\n{: .note}", "It burned."),
        ("It cost {{ page.price }} crowns.", "It cost […] crowns."),
        ('{{< figure src=a >}}\n\nSee [oil]({{< ref "a b.md" >}}) and [wick]({% link a.md %}).', "See oil and wick."),
        ("{% highlight sh %}\noil *all*\n{% endhighlight %}", "oil *all*"),
        ("{% raw %}Write {{ this }}.{% endraw %}", "Write {{ this }}."),
        ("```\n{{ oil }}\n```\n\nAnd `{{ wick }}`.", "{{ oil }}\n\nAnd {{ wick }}."),
        ("## Who paid {#who}\n\nNo one.", "Who paid\n\nNo one."),
    ],
)
def test_templates_of_site_generators(markdown, text):
    assert read_text(f"---\nlayout: post\n---\n{markdown}") == text


def test_braces_in_a_text_that_is_no_page_of_a_site_stay():
    assert read_text("It cost {{ page.price }} crowns.") == "It cost {{ page.price }} crowns."


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('It was <span style="display: none">not <b>ever</b> <span>so</span> </span>so.', "It was so."),
        ("It was <b hidden>not</b><img src='x' hidden>so <i>then</i>.", "It was so then."),
        ("It was 10<sup>2q</sup> and 5<sub>7q</sub>.", "It was 10^(2q) and 5_(7q)."),
    ],
)
def test_what_html_hides_or_raises_is_so(inner, text):
    """A hidden "not" was read, and a power became the last figure of the number before it."""
    assert read_markdown(inner.encode(), "x").text == text
