import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableSource
from corpus.article import Article
from corpus.formats.layout import Line
from corpus.formats.paragraphs import reflow
from corpus.formats.pdf import read_pdf
from corpus.normal import is_normal

TEXT = (
    "The lamp above the harbour burned for eleven years before anyone asked",
    "who paid for its oil, and for another eleven before anyone was told that",
    "harbourmasters had kept a ledger of each barrel that came by land or sea,",
    "and had hidden it.",
)
FULL = "The lamp above the harbour burned for eleven years before anyone asked"


def place(*texts, top=770, left=70, size=11):
    return [(left, top - 14 * row, size, text) for row, text in enumerate(texts)]


def test_lines_become_paragraphs(make_pdf):
    page = [
        (70, 800, 18, "The Lamp Ledger"),
        *place(
            FULL,
            "who paid for its oil.",
            "No one did. The keeper kept a ledger of every barrel that came,",
            "and hid it.",
        ),
        *place("A gap parts paragraphs.", top=690),
    ]
    extract = read_pdf(make_pdf([page]), "x")
    assert extract.text == (
        f"The Lamp Ledger\n\n{FULL} who paid for its oil.\n\n"
        "No one did. The keeper kept a ledger of every barrel that came, and hid it.\n\nA gap parts paragraphs."
    )
    assert extract.title == "The Lamp Ledger"
    assert [extract.text[start:end] for start, end in extract.headings] == ["The Lamp Ledger"]


@pytest.mark.parametrize(
    ("parts", "signs", "text"),
    [
        # A minus became the first digit of the number behind it.
        (("It fell by ", "2", "15, p ", ",", " 0.05."), {"2": "minus", ",": "less"}, "It fell by −15, p < 0.05."),
        # The same letter draws another sign in another font.
        (("The toll fell, p ", "5", "0.05."), {"5": "less"}, "The toll fell, p <0.05."),
        (("It was 12 ", "6", "3, or 4 ", "3", " 3."), {"6": "plusminus", "3": "multiply"}, "It was 12 ±3, or 4 × 3."),
        (("f", "\xf0", "x", "\xde", "."), {"\xf0": "parenleft", "\xde": "parenright"}, "f(x)."),
        (("", "f", "100", "g", " is a set."), {"f": "braceleft", "g": "braceright"}, "{100} is a set."),
        (("n ", "\xbc", " 4"), {"\xbc": "equal"}, "n = 4"),
        (("At ", "\xfe", "12 and ", ".", "9 degrees."), {"\xfe": "plus", ".": "greater"}, "At +12 and >9 degrees."),
        (("From 9", "e", "16 barrels."), {"e": "minus"}, "From 9–16 barrels."),
        (("The share was 0", ":", "42 at 10:30."), {":": "period"}, "The share was 0.42 at 10:30."),
        (("The toll fell by ", "2", "15 per cent."), {"2": "two"}, "The toll fell by 215 per cent."),
        (("\xde", "\xf0", " x \xe9", "c", "1"), {"\xde": "Thorn", "\xf0": "eth", "c": "c"}, "Þð x éc1"),
    ],
)  # fmt: skip
def test_a_sign_is_what_its_font_draws(make_drawn_pdf, parts, signs, text):
    escaped = (part.encode("cp1252") for part in parts)
    drawn = b"".join(b"/F%d 11 Tf (%s) Tj " % (1 + number % 2, part) for number, part in enumerate(escaped))
    assert read_pdf(make_drawn_pdf(b"BT 70 700 Td %s ET" % drawn, "Times-Roman", signs), "x").text == text


@pytest.mark.parametrize(
    ("parts", "signs", "text"),
    [
        (("It fell by ", "\x01", "15 degrees."), {"\x01": "minus"}, "It fell by −15 degrees."),
        (("From 9", "\x01", "16 barrels, sea", "\x02", "borne."), {"\x01": "endash", "\x02": "hyphen"},
         "From 9–16 barrels, sea-borne."),
        (("It rose by 15", "\x01", " of oil."), {"\x01": "percent"}, "It rose by 15\ufffd of oil."),
        (("The lamp", "\x01", " burned."), {"\x01": "bullet"}, "The lamp burned."),
    ],
)  # fmt: skip
def test_a_sign_without_a_name_is_not_lost_beside_a_number(make_drawn_pdf, parts, signs, text):
    """A minus that the font calls by a control character vanished."""
    drawn = b"".join(b"/F%d 11 Tf (%s) Tj " % (1 + at % 2, part.encode()) for at, part in enumerate(parts))
    assert read_pdf(make_drawn_pdf(b"BT 70 700 Td %s ET" % drawn, "Times-Roman", signs), "x").text == text


def test_numbers_whose_font_counts_in_its_own_units_are_whole(make_scaled_pdf):
    """Each digit was a number: 1-8 0 0-7 4 3."""
    extract = read_pdf(make_scaled_pdf(b"BT /F1 0.25 Tf 70 700 Td (2100 2001) Tj /F1 0.15 Tf 0 5 Td (12) Tj ET"), "x")
    assert extract.text == "2100 2001"  # 12 is the mark of a note


def test_a_number_that_is_drawn_in_pieces_is_whole(make_drawn_pdf):
    """A point alone was no part of the line before it: 0 . 5."""
    places = ((b"70", b"0"), (b"76.066", b"."), (b"79.1", b"5"))
    drawn = b" ".join(b"BT /F1 10.909 Tf %s 700 Td (%s) Tj ET" % it for it in places)
    assert read_pdf(make_drawn_pdf(drawn), "x").text == "0.5"


def test_numbers_above_one_another_are_two(make_drawn_pdf):
    """The marks of an axis ran together: 0.81."""
    drawn = b"BT /F1 11 Tf 70 700 Td (0.8) Tj ET BT /F1 11 Tf 79 730 Td (1) Tj ET"
    assert read_pdf(make_drawn_pdf(drawn), "x").text.split() == ["0.8", "1"]


def test_numbers_in_stretched_letters_are_whole(make_drawn_pdf):
    drawn = b"BT /F1 11 Tf 400 Tz 70 700 Td (2016 9) Tj ET"
    assert read_pdf(make_drawn_pdf(drawn), "x").text == "2016 9"


def test_numbers_that_are_drawn_apart_are_two(make_drawn_pdf):
    drawn = b"BT /F1 11 Tf 70 700 Td [(New Jersey 147 0) -4000 (0)] TJ ET"
    assert read_pdf(make_drawn_pdf(drawn), "x").text == "New Jersey 147 0 0"


def test_the_digits_of_a_turned_line_are_not_raised(make_drawn_pdf):
    """The second digit became a power: 2⁰16."""
    drawn = b"BT /F1 11 Tf 0 1 -1 0 300 100 Tm (2016 crowns were paid for 4800 barrels.) Tj ET"
    assert read_pdf(make_drawn_pdf(drawn), "x").text == "2016 crowns were paid for 4800 barrels."


def test_what_stands_beside_the_page_is_not_read(make_drawn_pdf):
    drawn = b"BT /F1 11 Tf 70 700 Td (No one sees the ) Tj 560 0 Td (job 4711) Tj -560 -14 Td (number.) Tj ET"
    assert read_pdf(make_drawn_pdf(drawn), "x").text == "No one sees the number."


def test_a_damaged_page_is_left_out(make_pdf):
    """The codes of its letters, which ran far over its edge, were stored as text."""
    codes = [(70, 686, 11, "The toll " + "BT/E11(12)-110Tj" * 40)]
    extract = read_pdf(make_pdf([place(FULL), [*place("Another toll."), *codes]]), "x")
    assert extract.text == FULL
    assert extract.remarks == ("damaged pages were left out: 2; open the file in a viewer and save it anew",)
    with pytest.raises(UnreadableSource, match="not a sound PDF"):
        read_pdf(make_pdf([codes]), "x")


@pytest.mark.parametrize(
    ("clip", "text"),
    [("q 0 0 120 842 re W n", "Bill 29.01.2016 1074935 crowns."), ("q", "Bill 29.01.20161074935 crowns.")],
)
def test_a_number_that_runs_over_the_edge_of_its_cell_ends_there(make_drawn_pdf, clip, text):
    cell, after = "BT /F1 11 Tf 70 700 Td (Bill 29.01.2016) Tj ET Q", "BT /F1 11 Tf 142 700 Td (1074935 crowns.) Tj ET"
    assert read_pdf(make_drawn_pdf(f"{clip} {cell} {after}".encode()), "x").text == text


def test_lines_ended_on_purpose_stay_lines(make_pdf):
    page = place(f"{FULL}.", "Ada Finch", "12 Wharf Road", "Port Veldt")
    assert read_pdf(make_pdf([page]), "x").text.endswith("Ada Finch\n12 Wharf Road\nPort Veldt")


def test_a_paragraph_goes_on_over_the_page(make_pdf):
    extract = read_pdf(make_pdf([place(FULL), place("who paid for its oil.")]), "x")
    assert extract.text == f"{FULL} who paid for its oil."
    article = Article("x", extract.title, extract.text, pages=extract.pages)
    assert article.page_at(extract.text.index("asked")) == 1
    assert article.page_at(extract.text.index("who")) == 2


def test_a_word_broken_over_the_page_is_whole(make_pdf):
    extract = read_pdf(make_pdf([place(f"{FULL} for the har-"), place("bour’s oil.")]), "x")
    assert extract.text.endswith("for the harbour’s oil.")


def test_pages_without_text_count(make_pdf):
    extract = read_pdf(make_pdf([[], place("One lamp."), [], place("Two lamps."), []]), "x")
    article = Article("x", extract.title, extract.text, pages=extract.pages)
    assert len(extract.pages) == 5
    assert article.page_at(extract.text.index("One")) == 2
    assert article.page_at(extract.text.index("Two")) == 4


def test_broken_words_are_made_whole_and_compounds_keep_their_hyphen(make_pdf):
    page = place(
        "The keeper was well-", "known in the har-", "bour of 1990-", "2000 for his long-", "and short-lived lamps."
    )
    assert read_pdf(make_pdf([page]), "x").text == (
        "The keeper was well-known in the harbour of 1990-2000 for his long- and short-lived lamps."
    )


def test_no_hyphen_between_digits_is_lost(make_pdf):
    """Two numbers became one: 0.8-1.2% was read as 0.81.2%, and section 31-4 as section 314."""
    page = place("All 81 lamps lost 0.8-", "1.2% of their oil in 1904 by section 31\xad4 of the har\xad", "bour law.")
    assert read_pdf(make_pdf([page]), "x").text == (
        "All 81 lamps lost 0.8-1.2% of their oil in 1904 by section 31-4 of the harbour law."
    )


def test_running_heads_and_page_numbers_are_dropped(make_pdf):
    pages = [
        [(70, 810, 9, "The Moth Quarterly"), *place(f"{FULL} {word}."), (300, 30, 9, f"Page {number}")]
        for number, word in enumerate(["once", "twice", "thrice", "again"], 1)
    ]
    text = read_pdf(make_pdf(pages), "x").text
    assert "Moth" not in text
    assert "Page" not in text
    assert [word in text for word in ("once", "twice", "thrice", "again")] == [True] * 4


def test_running_heads_that_change_are_known_by_their_page_number(make_pdf):
    pages = [
        [(70, 810, 9, f"{head} {number}"), *place(f"{FULL} {head.lower()}.")]
        for number, head in enumerate(["Oil", "Wicks", "Glass", "Brass", "Rope"], 11)
    ]
    assert not re.search(r"\d", read_pdf(make_pdf(pages), "x").text)


def test_two_pages_are_too_few_to_drop_anything(make_pdf):
    pages = [[(70, 810, 9, "The Moth"), *place(f"{FULL}.")] for _ in range(2)]
    assert read_pdf(make_pdf(pages), "x").text.count("The Moth") == 2


def test_what_a_browser_prints_around_two_pages_is_dropped(make_pdf):
    """Its address and page number were quoted as an answer."""
    pages = [
        [
            (70, 810, 9, "11/22/26, 1:00 AM The Quiet Lamp"),
            *place(f"{FULL}."),
            (70, 20, 9, f"file:///lamp.html {n}/2"),
        ]
        for n in (1, 2)
    ]
    text = read_pdf(make_pdf(pages), "x").text
    assert "1:00 AM" not in text
    assert "file:///" not in text
    assert text.count(FULL) == 2


def test_list_items_stay_on_their_lines(make_pdf):
    page = place("They ordered, every spring and autumn, what the lamp had eaten:", "• oil", "• wicks")
    assert read_pdf(make_pdf([page]), "x").text.endswith("eaten:\n• oil\n• wicks")


def test_columns_do_not_run_into_one_another(make_pdf):
    left = place("The left column tells of oil", "and ends here.", left=70)
    right = place("The right column tells of", "wicks.", left=320)
    assert read_pdf(make_pdf([left + right]), "x").text == (
        "The left column tells of oil and ends here.\n\nThe right column tells of wicks."
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("The Lamp-Ledger", "The Lamp-Ledger"),
        ("A Paper That Somebody Else Once Wrote", "The Lamp Ledger"),
        ("OP-LAMP180013 409..420", "The Lamp Ledger"),
        ("LAMP_A_1261356 1..12", "The Lamp Ledger"),
        ("Microsoft Word - lamp final.doc", "The Lamp Ledger"),
        ("lamp.indd", "The Lamp Ledger"),
        ("untitled", "The Lamp Ledger"),
        ("scan_0042", "The Lamp Ledger"),
        ("Document1", "The Lamp Ledger"),
    ],
)
def test_title(make_pdf, stated, title):
    page = [(70, 800, 18, "The Lamp Ledger"), *place(f"{FULL}.")]
    assert read_pdf(make_pdf([page], {"Title": stated}), "x").title == title


def test_a_title_of_last_resort(make_pdf):
    assert read_pdf(make_pdf([place(f"{FULL}.")]), "lamp_ledger").title == "lamp ledger"
    assert read_pdf(make_pdf([place(f"{FULL}.")], {"Title": "Ulysses"}), "lamp_ledger").title == "Ulysses"


def test_the_larger_name_of_a_journal_is_no_title(make_pdf):
    page = [
        (70, 810, 22, "The Moth Quarterly"),
        (70, 770, 16, "The Lamp Ledger"),
        (70, 740, 11, "Ada Finch, Bo Ek and Carl Roe"),
        *place(*TEXT, top=700),
    ]
    extract = read_pdf(make_pdf([page]), "x")
    assert extract.title == "The Lamp Ledger"
    assert extract.source.authors == ("Ada Finch", "Bo Ek", "Carl Roe")


@pytest.mark.parametrize(
    ("stated", "shown", "authors"),
    [
        ("Ada Finch", "Ada Finch, Bo Ek and Carl Roe", ("Ada Finch", "Bo Ek", "Carl Roe")),
        ("", "By Ada Finch and J. P. van der Ek", ("Ada Finch", "J. P. van der Ek")),
        ("", "Ada Finch1,2, Bo Ek1* and Carl Roe, PhD", ("Ada Finch", "Bo Ek", "Carl Roe")),
        ("Ada Finch", "Ada Finch", ("Ada Finch",)),
        ("Ada Finch", "Ada Finch and the keepers of the harbour", ()),
        ("Compaq Customer", "The Harbour Press", ()),
        ("jdoe", "Oil and lamps, Port Veldt", ()),
        ("", "Open Access", ()),
    ],
)
def test_authors_are_all_or_none(make_pdf, stated, shown, authors):
    page = [(70, 800, 18, "The Lamp Ledger"), (70, 770, 11, shown), *place(*TEXT, top=720)]
    assert read_pdf(make_pdf([page], {"Author": stated}), "x").source.authors == authors


def test_the_files_own_dates_and_accounts_are_no_fields_of_the_article(make_pdf):
    info = {"Author": "Ada Finch; jdoe", "CreationDate": "D:20240619120000Z"}
    source = read_pdf(make_pdf([place(f"{FULL}.")], info), "x").source
    assert source.authors == ()
    assert source.published is None


def test_date_and_doi_are_taken_where_the_page_states_them(make_pdf):
    head = (70, 810, 9, "Moth 12 (2019) doi: 10.5555/moth.2019.07. Received 2 May 2019; Published online: 7 July 2019")
    source = read_pdf(make_pdf([[head, *place(f"{FULL}.")]]), "x").source
    assert (source.url, source.doi) == ("https://doi.org/10.5555/moth.2019.07", "10.5555/moth.2019.07")
    assert source.published == "2019-07-07"


def test_of_several_dois_none_is_taken(make_pdf):
    page = place(f"{FULL}.", "1. doi:10.5555/one", "2. doi:10.5555/two")
    assert read_pdf(make_pdf([page]), "x").source.url is None


def test_a_locked_file(make_pdf):
    with pytest.raises(UnreadableSource, match="password"):
        read_pdf(make_pdf([place(FULL)], locked=True), "x")


def test_a_file_without_text(make_pdf):
    with pytest.raises(UnreadableSource, match="no text"):
        read_pdf(make_pdf([[], []]), "x")


def test_a_file_of_pictures(make_pdf):
    with pytest.raises(UnreadableSource, match="OCR"):
        read_pdf(draw_pictures(make_pdf([[(10, 10, 9, "?")]])), "x")


def test_pages_of_pictures_are_told(make_pdf):
    extract = read_pdf(draw_pictures(make_pdf([[(10, 10, 9, "?")], place(f"{FULL}.")])), "x")
    assert extract.text == f"{FULL}."
    assert "left out: 1;" in extract.remarks[0]


def test_a_line_of_controls_is_dropped(make_pdf):
    """It ended the whole run."""
    page = place(TEXT[0], "\x01\x05\x04", *TEXT[1:])
    assert read_pdf(make_pdf([page]), "x").text == " ".join(TEXT)


def test_a_sign_without_a_name_does_not_join_numbers(make_pdf):
    page = place("The lamp house measured 2.5\x017.5 feet.")
    text = read_pdf(make_pdf([page]), "x").text
    assert "2.57.5" not in text
    assert text.startswith("The lamp house measured 2.5")


def test_a_raised_note_is_no_digit_of_a_year(make_pdf):
    page = [(70, 770, 10, "in 1931"), (103, 774, 6, "4"), *place(*TEXT, size=10, top=740)]
    assert read_pdf(make_pdf([page]), "x").text.startswith("in 1931\n\nThe lamp")


def test_a_raised_digit_behind_a_unit_stays_raised(make_pdf):
    page = [(70, 770, 10, "30 m"), (92, 774, 6, "2"), *place(*TEXT, size=10, top=740)]
    assert read_pdf(make_pdf([page]), "x").text.startswith("30 m²\n\nThe lamp")


def test_a_wide_mark_before_a_word_is_the_ligature_th(make_pdf):
    wide = make_pdf([place("*e lamp burned, and 2 * 3 is six.")]).replace(
        b"/BaseFont /Helvetica",
        b"/BaseFont /Lamp /FirstChar 32 /LastChar 126 /Widths [%s]" % (b"556 " * 10 + b"1070 " + b"556 " * 84),
    )
    assert read_pdf(wide, "x").text == "The lamp burned, and 2 * 3 is six."


def test_pages_that_are_alike_are_text(make_pdf):
    pages = [[(70, 700, 20, "Lamp pass"), (70, 600, 11, f"Pass {number}")] for number in (1, 2, 3)]
    text = read_pdf(make_pdf(pages), "x").text
    assert [f"Pass {number}" in text for number in (1, 2, 3)] == [True] * 3


def test_a_running_head_of_five_lines_is_dropped(make_pdf):
    head = place("The Moth", "a quarterly", "of lamps", "and harbours", "at Port Veldt", size=8, top=830)
    pages = [[*head, *place(f"{FULL} {word}.", top=700)] for word in ("once", "twice", "thrice")]
    text = read_pdf(make_pdf(pages), "x").text
    assert "Moth" not in text
    assert "Veldt" not in text


@pytest.mark.parametrize("aside", ["Fig. 1 The lamp, seen from the wharf", "Table 2. Barrels of oil in eleven years"])
def test_a_caption_does_not_part_a_sentence(make_pdf, aside):
    page = [*place(*TEXT[:2]), (70, 720, 11, aside), *place(*TEXT[2:], top=680)]
    assert read_pdf(make_pdf([page]), "x").text == f"{' '.join(TEXT)}\n\n{aside}"


def test_a_note_at_the_foot_does_not_part_a_sentence_and_keeps_its_page(make_pdf):
    pages = [[*place(*TEXT[:2]), (70, 60, 8, "1 The ledger lies in the town archive.")], place(*TEXT[2:])]
    extract = read_pdf(make_pdf(pages), "x")
    article = Article("x", extract.title, extract.text, pages=extract.pages)
    assert " ".join(TEXT) in extract.text
    assert article.page_at(extract.text.index("town archive")) == 1
    assert article.page_at(extract.text.index("had hidden")) == 2


def test_a_column_is_measured_by_where_most_lines_end():
    """A wider heading made each line look short, and each capital behind it begin a sentence."""
    texts = (
        "They said that the lamp above the",
        "Danube had burned for years,",
        "Hartmann of the firm denied,",
        "and hid it.",
    )
    rights = (300, 300, 301, 180)
    column = [
        Line(text, 70, right, 700 - 14 * row, 10, 0)
        for row, (text, right) in enumerate(zip(texts, rights, strict=True))
    ]
    assert reflow([[Line("A heading", 70, 500, 760, 10, 0), *column]]).text == f"A heading\n\n{' '.join(texts)}"


def test_lines_of_unspaced_scripts_are_joined_without_a_blank():
    texts = ["港の上のランプは十一年の", "間燃えていた。油を誰が", "払うのか。", "The lamp", "above"]
    page = [Line(text, 70, 300, 700 - 14 * row, 10, 0) for row, text in enumerate(texts)]
    assert reflow([page]).text.startswith("港の上のランプは十一年の間燃えていた。油を誰が払うのか。")


def test_text_of_glyph_numbers_is_refused(make_pdf):
    shifted = [" ".join("".join(chr(ord(char) - 29) for char in word) for word in line.split()) for line in TEXT]
    with pytest.raises(UnreadableSource, match="which letters"):
        read_pdf(make_pdf([place(*shifted)]), "x")
    extract = read_pdf(make_pdf([place(*TEXT), place(*shifted)]), "x")
    assert extract.text == " ".join(TEXT)
    assert "left out: 2;" in extract.remarks[0]


def draw_pictures(data: bytes) -> bytes:
    """Draw a picture instead of a question mark."""
    picture = b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    drawn = b"BT /F1 9 Tf 10 10 Td (?) Tj ET"
    return data.replace(
        b"<< /Length %d >>\nstream\n%s" % (len(drawn), drawn), b"<< /Length %d >>\nstream\n%s" % (len(picture), picture)
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.4\njunk\n%%EOF", b"\x89PNG\r\n\x1a\n"])
def test_a_broken_file(data):
    with pytest.raises(UnreadableSource, match="not a sound PDF"):
        read_pdf(data, "x")


@given(st.data())
def test_a_damaged_file_never_crashes(make_pdf, data):
    whole = make_pdf([place(FULL), place("who paid.")], {"Title": "Lamp"})
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        extract = read_pdf(damaged, "x")
    except UnreadableSource:
        return
    Article("x", extract.title, extract.text, headings=extract.headings, pages=extract.pages)


_LINES = st.builds(
    Line,
    text=st.sampled_from(["A", "lamp", "Oil.", "har-", "12", "- wick", "e", "\u0301x", "ᄀ", "ᅡ", "The lamp burned"]),
    left=st.integers(0, 300),
    right=st.integers(301, 500),
    baseline=st.integers(0, 800),
    size=st.sampled_from([9, 11, 18, 40]),
    page=st.just(0),
    bold=st.booleans(),
    broken=st.booleans(),
)


@given(st.lists(st.lists(_LINES, max_size=5), max_size=4))
def test_any_layout_gives_normal_text_and_a_beginning_for_each_page(pages):
    placed = [
        [
            Line(line.text, line.left, line.right, line.baseline, line.size, number, line.bold, line.broken)
            for line in page
        ]
        for number, page in enumerate(pages)
    ]
    reflowed = reflow(placed)
    assert is_normal(reflowed.text)
    assert len(reflowed.pages) == len(pages)
    assert list(reflowed.pages) == sorted(reflowed.pages)
    assert all(0 <= start < end <= len(reflowed.text) for start, end in reflowed.large)


def test_what_is_stamped_on_a_margin_is_no_title_and_parts_no_sentence(make_drawn_pdf):
    """The stamp of arXiv has the largest letters of a paper's first page."""
    title = "BT /F1 16 Tf 70 780 Td (The oil of the lamp above the harbour) Tj ET\n"
    words = ["The lamp above the harbour burned for eleven", "years before anyone asked who had paid for"]
    words += ["all of its oil. Nobody knew that, and the", "keeper of the light was not", "asked by anyone, ever."]
    lines = [f"BT /F1 11 Tf 70 {740 - 13 * at} Td ({line}) Tj ET\n" for at, line in enumerate(words)]
    stamp = "BT /F1 20 Tf 0 1 -1 0 36 232 Tm (arXiv:2103.15348v2 [cs.CV] 21 Jun 2021) Tj ET\n"
    extract = read_pdf(make_drawn_pdf("".join([title, *lines[:3], stamp, *lines[3:]]).encode()), "x")
    assert extract.title == "The oil of the lamp above the harbour"
    assert (extract.source.published, extract.source.url) == ("2021-06-21", "https://arxiv.org/abs/2103.15348v2")
    assert " ".join(words) in " ".join(extract.text.split())


def test_a_page_of_turned_lines_is_read_as_any_other(make_drawn_pdf):
    lines = [
        f"BT /F1 11 Tf 0 1 -1 0 {100 + 13 * at} 70 Tm (The lamp burned for {year} and then it went out.) Tj ET\n"
        for at, year in enumerate(("one year", "two years"))
    ]
    text = read_pdf(make_drawn_pdf("".join(lines).encode()), "x").text
    assert text.split("\n")[0].startswith("The lamp burned for one year and then it went out.")


def test_captions_of_figures_that_stand_beside_one_another_are_no_sentence(make_pdf):
    """What each of three figures counts became one sentence."""
    figures = (
        (
            96,
            "2.5",
            69,
            "barrels of lamp oil",
            (90, "of the best sort of"),
            (80, "our own lamp oil for the"),
            (96, "light burned in 1902"),
        ),
        (
            274,
            "1st",
            283,
            "woman",
            (254, "keeper of all the lights"),
            (249, "of the harbour was paid by"),
            (269, "the town in 1904"),
        ),
        (
            418,
            "70%",
            449,
            "of oil",
            (420, "production by the town is"),
            (434, "for the lights and"),
            (449, "lamps as of 1906"),
        ),
    )
    lines = [*place(*TEXT, size=10)]
    for left, figure, below, unit, *told in figures:
        lines += [(left, 579, 45, figure), (below, 559, 14, unit)]
        lines += [(at, 544 - 11 * row, 9, text) for row, (at, text) in enumerate(told)]
    text = read_pdf(make_pdf([lines]), "x").text
    assert "light burned in 1902\n\n" in text
    assert "the town in 1904\n\n" in text
