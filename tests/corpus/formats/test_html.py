import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import UnreadableSource
from corpus.article import Article
from corpus.formats.html import read_html

LONG = "The lamp above the harbour burned for eleven years before anyone asked who had paid for all of its oil."
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>The Lamp Ledger | Salt Gazette</title>
<link rel="canonical" href="https://salt.example/2024/lamp-ledger">
<meta name="author" content="By Ada Finch and Bo Ek"><meta property="og:site_name" content="Salt Gazette">
<meta property="article:published_time" content="2024-06-19T08:00:00+02:00"></head><body>
<nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>The Lamp Ledger</h1>
<p>{LONG} No <b>one</b> knew,
and <a href="/x">no one</a> does.</p>
<p>{LONG} The keeper&#146;s wife&nbsp;said: &ldquo;Ask him&rdquo; &mdash; and she left.</p>
<h2>What it <em>ate</em></h2>
<p>{LONG} It ate what follows, and it ate all of it every single night of the year.</p>
<ul><li>oil</li><li>wicks<ul><li>of cotton</li></ul></li></ul>
<table><tr><th>Year</th><th>Oil</th></tr><tr><td>1840</td><td>3</td></tr></table>
<blockquote><p>Oil is a tide that does not turn, said the keeper when he was asked about it all.</p></blockquote>
<pre><code>lamp = 1
  oil = 2</code></pre>
</article>
<section id="comments"><h3>Leave a Comment</h3><p>Cy says: I knew that lamp well, and so did my mother.</p></section>
<footer>Copyright 2024 Salt Gazette</footer></body></html>"""


def read(page, **options):
    return read_html(page if isinstance(page, bytes) else page.encode(), "lamp-ledger", **options)


def wrap(inner, head=""):
    return f"<html><head>{head}</head><body>{inner}</body></html>"


def test_the_main_text_in_blocks():
    text = read(PAGE).text
    assert text.startswith(f"The Lamp Ledger\n\n{LONG} No one knew, and no one does.\n\n{LONG} The keeper’s wife")
    assert "“Ask him” — and she left." in text
    assert "- oil\n- wicks\n  - of cotton\n\nYear | Oil\n1840 | 3\n\nOil is a tide" in text
    assert text.endswith("lamp = 1\n  oil = 2")


@pytest.mark.parametrize("furniture", ["Front page", "Sport", "Leave a Comment", "Cy says", "Copyright"])
def test_furniture_is_left_out(furniture):
    assert furniture not in read(PAGE).text


def test_headings():
    extract = read(PAGE)
    assert [extract.text[start:end] for start, end in extract.headings] == ["The Lamp Ledger", "What it ate"]


def test_what_the_head_says():
    extract = read(PAGE)
    assert (extract.title, extract.source.publisher) == ("The Lamp Ledger", "Salt Gazette")
    assert extract.source.authors == ("Ada Finch", "Bo Ek")
    assert (extract.source.published, extract.source.language) == ("2024-06-19", "en-GB")
    assert extract.source.url == "https://salt.example/2024/lamp-ledger"
    assert extract.remarks == ()


def test_a_date_in_the_text_or_the_address_is_no_publication_date():
    page = wrap(
        f"<p>Posted 3 March 2019</p><p>{LONG}</p>", '<link rel="canonical" href="https://a.example/2020/01/02/x">'
    )
    assert read(page).source.published is None


def test_a_fetched_page_keeps_its_address_unless_it_names_its_own():
    home = '<link rel="canonical" href="https://a.example/">'
    own = '<link rel="canonical" href="https://a.example/lamp">'
    fetched = "https://a.example/lamp?from=feed"
    assert read(wrap(f"<p>{LONG}</p>"), url=fetched).source.url == fetched
    assert read(wrap(f"<p>{LONG}</p>", home), url=fetched).source.url == fetched
    assert read(wrap(f"<p>{LONG}</p>", own), url=fetched).source.url == "https://a.example/lamp"


def test_an_address_that_is_no_web_page_is_dropped():
    assert read(wrap(f"<p>{LONG}</p>", '<link rel="canonical" href="javascript:alert(1)">')).source.url is None


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Hi <b>there</b>, you.</p>", "Hi there, you."),
        ("Only words, no tags", "Only words, no tags"),
        (wrap("<nav>Menu</nav><h1>Tide</h1>It is <i>high</i>.<ul><li>a<li>b</ul>"), "Tide\n\nIt is high.\n\n- a\n- b"),
        (wrap("H<sub>2</sub>O<br>falls.<script>var x</script>"), "H₂O\nfalls."),
        (wrap("<table><tr><td>1<td>2<tr><td>3<td>4</table>"), "1 | 2\n3 | 4"),
        (wrap("<div>One.</div><div>Two.</div>"), "One.\n\nTwo."),
        (wrap("It burned.<h3>Leave a comment</h3><p>No comments yet.</p>"), "It burned."),
    ],
)
def test_a_short_page_is_taken_whole(page, text):
    assert read(page).text == text


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Lamp Oil | Salt Gazette</title>", "<h1>Lamp Oil</h1>", "Lamp Oil"),
        ("<title>Lamp - Salt</title><meta property='og:site_name' content='Salt'>", "", "Lamp"),
        ("<title>Salt</title><meta property='og:title' content='Lamp Oil'>", "<h1>Salt</h1>", "Lamp Oil"),
        ("", "<h1>Lamp Oil</h1>", "Lamp Oil"),
        ("", "", "lamp ledger"),
    ],
)
def test_title(head, heading, title):
    assert read(wrap(f"{heading}<p>{LONG}</p>", head)).title == title


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="shift_jis">', "shift_jis"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=EUC-JP'>", "euc_jp"),
        ("", "utf-16"),
    ],
)
def test_the_pages_own_encoding_is_respected(head, encoding):
    assert read(wrap("<p>港は静かだった。</p>", head).encode(encoding)).text == "港は静かだった。"


def test_the_servers_encoding_comes_before_the_pages():
    assert (
        read(wrap("<p>Żółw śpi.</p>", "<meta charset=utf-8>").encode("iso8859-2"), charset="iso-8859-2").text
        == "Żółw śpi."
    )


def test_a_short_western_page_in_no_declared_encoding():
    assert read(wrap("<p>Déjà vu.</p>").encode("latin-1")).text == "Déjà vu."


def test_an_xml_declaration_does_no_harm():
    page = '<?xml version="1.0" encoding="iso-8859-1"?>' + wrap("<p>Déjà vu.</p>")
    assert read(page.encode("latin-1")).text == "Déjà vu."


def test_right_to_left_and_emoji():
    assert read(wrap("<h1>מנורה</h1><p>המנורה <b>דלקה</b> כל הלילה. 🕯️</p>")).text == "מנורה\n\nהמנורה דלקה כל הלילה. 🕯️"


def test_equal_pages_read_one_after_another_stay_whole():
    assert read(PAGE).text == read(PAGE).text == read(PAGE).text


def test_a_table_that_only_lays_out_the_page_is_text():
    page = wrap(
        f"<table><tr><td>Ada</td><td><table><tr><td><p>{LONG}</p><p>It burned.</p></td></tr></table></td></tr></table>"
    )
    assert read(page).text == f"Ada\n\n{LONG}\n\nIt burned."


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><p>{LONG}<p>{LONG}<div><b>bold <i>x</b></i></p></td></table><h2>Foo<p>{LONG}",
        f"<<<>>><html><body a='b><p>{LONG}</p>",
        f"<p>{LONG}</p></body></html></html><p>more",
        f"<html><body><!-- <p>{LONG}</p>",
        "<![CDATA[ x ]]><!DOCTYPE",
        f"{'<div>' * 3000}<p>{LONG}</p>",
        f"{'<blockquote>' * 3000}<p>{LONG}</p>",
        f"{'<ul><li>' * 3000}<p>{LONG}</p>",
        f"{'<table><tr><td>' * 500}<p>{LONG}</p>",
        f"<html><head><script type='application/ld+json'>{'[' * 9000}</script></head><body><p>{LONG}</p></body></html>",
    ],
)
def test_broken_pages_never_crash(page):
    try:
        extract = read(page)
    except UnreadableSource:
        return
    Article("x", extract.title, extract.text, headings=extract.headings)


@pytest.mark.parametrize(
    "page", [wrap(""), wrap("<script>x</script>", "<title>x</title>"), "<html></html>", "<!-- x -->"]
)
def test_a_page_without_text(page):
    with pytest.raises(UnreadableSource, match="no text"):
        read(page)


_PIECES = [
    "<p>",
    "</p>",
    "<h1>",
    "</h2>",
    "<table>",
    "<tr><td>",
    "<li>",
    "<ul>",
    "<br>",
    "<pre>",
    "<html>",
    "<body",
    ">",
    "&#0;",
]
_PIECES += [
    "&amp",
    "<!--",
    "-->",
    "<title>",
    "<meta charset=",
    "lamp ",
    "oil. ",
    "\x00",
    "é",
    LONG,
    "<a href='//[x'>",
    "<base href='//['>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_any_markup_gives_an_article_or_a_refusal(page):
    try:
        extract = read(page)
    except UnreadableSource:
        return
    Article("x", extract.title, extract.text, headings=extract.headings)


def test_what_stands_around_a_short_article_is_left_out():
    """Adverts and sign-ups of a short page were quoted as the article's words."""
    page = """<html><body><header><nav>Home</nav></header>
    <div class="ad-banner advert">Buy tickets from LampCheap!</div><div id="cookie-consent">We use cookies.</div>
    <article><h1>Lamp out</h1><p>The lamp went out on Tuesday.</p>
    <div class="newsletter-signup">Subscribe to our newsletter.</div>
    <p>Nobody lit it again.</p><div class="share-buttons">Share this</div></article>
    <section id="comments"><p>User77: It was aliens.</p></section></body></html>"""
    assert read_html(page.encode(), "x").text == "Lamp out\n\nThe lamp went out on Tuesday.\n\nNobody lit it again."


def test_what_the_page_shows_and_the_text_leaves_out_is_remembered():
    extract = read(wrap("<p>It burned in 1903<sup><a href='#n1'>1</a></sup>, said <q>he</q>.</p>"))
    assert extract.text == "It burned in 1903, said “he”."
    assert extract.seams == (17, 24, 25, 27, 28)


@pytest.mark.parametrize(
    "unseen",
    [
        "<span class='sr-only'>, opens a new tab</span>",
        "<span style='position:absolute;clip:rect(0,0,0,0)'>, link</span>",
        "<del> and sons</del>",
    ],
)
def test_words_that_a_page_hides_amid_a_sentence_leave_a_seam(unseen):
    """A link to the sentence did not find it: the browser's search sees those words."""
    extract = read(wrap(f"<p>The firm Lund{unseen} paid.</p><p>Nobody<span class='sr-only'> else</span></p>"))
    assert (extract.text, extract.seams) == ("The firm Lund paid.\n\nNobody", (13,))


def test_an_article_that_looks_cut_has_a_remark():
    rest = "".join(f"<div><section>{LONG}{number}.</section><p>{number}</p></div>" for number in range(25))
    article = f"<div class='entry-content'>{''.join(f'<p>{number} {LONG}</p>' for number in range(8))}</div>"
    assert "looks cut" in read(wrap(article + rest)).remark
    assert read(wrap(article)).remark is None
    # Of short lines little counts as prose, though none is missing.
    told = "<p>The {0} lamp of the {0} pier burned for 11 years, and at {0} the hour it went out.</p>".format
    lines = "".join(map(told, ("red", "green", "blue", "white", "black", "brown", "pink", "grey", "gold", "old")))
    assert read(wrap(f"{lines}<p>{LONG}</p><p>Nobody knew {LONG[4:]}</p>")).remark is None


def test_words_in_inline_elements_stay_in_their_sentence():
    """The extraction drops time, button and label elements, and spans by their class."""
    inner = "The fire of <time datetime='2019'>1919</time> took <span class='rating'>nine</span> <label>barges</label>."
    assert read(wrap(f"<p>{LONG}</p><p>{inner}</p>")).text.endswith("The fire of 1919 took nine barges.")


def test_lists_have_the_numbers_that_a_browser_shows():
    assert read(wrap("<ol start=5><li>oil<li value=9>wicks<li>salt</ol>")).text == "5. oil\n9. wicks\n10. salt"
    assert read(wrap("<ol reversed><li>oil<li>wicks<li>salt</ol>")).text == "3. oil\n2. wicks\n1. salt"
    assert read(wrap("<ol start=-1><li>oil<li>wicks</ol>")).text == "-1. oil\n0. wicks"


@pytest.mark.parametrize(
    "look",
    [
        "style='list-style: none'",
        "style='list-style-type: georgian'",
        "class=bare",
        "class=steps",
        "type=disc",
        "style='list-style: inside'",
    ],
)
def test_a_list_without_numbers_is_given_none(look):
    style = "<style>.bare{list-style:none} .steps li{display:block} nav ol, aside li{list-style:decimal}</style>"
    assert read(wrap(f"{style}<ol {look}><li>oil<li>wicks</ol>")).text == "- oil\n- wicks"


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("type=a", "a. oil\nb. wicks"),
        ("type=I start=4", "IV. oil\nV. wicks"),
        ("style='list-style-type:lower-roman'", "i. oil\nii. wicks"),
        ("class=letters start=26", "Z. oil\nAA. wicks"),
        ("class='bare numbers'", "1. oil\n2. wicks"),
        ("reversed", "2. oil\n1. wicks"),
        ("start=7", "7. oil\n8. wicks"),
        ("style='list-style:decimal-leading-zero'", "01. oil\n02. wicks"),
        ("type=a start=0", "0. oil\na. wicks"),
        ("data-marker=99", "1. oil\n2. wicks"),
    ],
)
def test_a_list_has_the_numbers_that_its_reader_sees(look, text):
    style = "<style>.bare{list-style:none} nav ol{list-style:none} .letters{list-style:upper-alpha}"
    style += " ol.numbers{list-style:decimal outside}</style>"
    assert read(wrap(f"{style}<ol {look}><li>oil<li>wicks</ol>")).text == text


def test_an_item_may_have_a_marker_of_its_own():
    items = "<li>oil<li style='list-style:none'>wicks<li value=9>lamps<ol type=i><li>glass</ol>"
    assert read(wrap(f"<ol>{items}</ol>")).text == "1. oil\n- wicks\n9. lamps\n  i. glass"
    assert read(wrap("<ul style='list-style:decimal'><li>oil<li>wicks</ul>")).text == "1. oil\n2. wicks"


def test_a_formula_may_hold_an_element_of_an_impossible_name():
    assert read(wrap(f"<p>{LONG} <math><msup><m^i<>x</m^i<><mn>2</mn></msup></math></p>")).text.startswith(LONG)


def test_ligatures_and_what_has_no_width_are_read_as_a_reader_does():
    assert read(wrap("<p>dif&shy;fi&#8203;cult ﬁsh</p>")).text == "difficult fish"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='citation_doi' content='doi:10.1234/lamp'>",
        "<meta name='prism.doi' content='10.1234/lamp'>",
        "<meta name='DC.Identifier' content='lamp-7'><meta name='DC.Identifier' content='doi:10.1234/lamp'>",
        """<script type="application/ld+json">{"@type": "ScholarlyArticle", "identifier": [
        "lamp-7", {"@type": "PropertyValue", "propertyID": "doi", "value": "https://doi.org/10.1234/lamp"}]}</script>""",
    ],
)
def test_a_page_states_its_doi(head):
    assert read(wrap(f"<p>{LONG}</p>", head)).source.doi == "10.1234/lamp"


def test_a_reference_to_no_character_within_a_quotation_breaks_nothing():
    """It ended in a ValueError of the parser: no such text can be given to an element."""
    page = (
        f"<html><body><article><p>She said <q>so&#1; it&#xD800; was&#65535;</q>.</p><p>{'The lamp burned. ' * 30}</p>"
    )
    assert "She said “so it\ufffd was”." in read_html(page.encode(), "x").text
