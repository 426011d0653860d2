import pytest

from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.extract import lay_out


def read(markup):
    return lay_out(find_markup_blocks(markup))[0]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">1</a></sup>',
        '<a href="notes.xhtml#n1"><sup>[12]</sup></a>',
        '<a epub:type="noteref" href="#n">see note</a>',
        '<a role="doc-noteref" href="#n">*</a>',
        '<aside epub:type="footnote">A note.</aside>',
        '<span style="display: none">not</span>',
        "<span hidden>not</span>",
        "<s>not</s><del>not</del>",
        '<a id="p12"/>',
    ],
)
def test_marks_of_notes_and_what_is_hidden_are_left_out(mark):
    assert read(f"<p>It burned in 1904{mark}, all night.</p>") == "It burned in 1904, all night."


def test_other_links_and_raised_letters_stay():
    assert read('<p>The <a href="#oil">oil</a> of the 11<sup>th</sup> lit 30<sup>2</sup> m, H<sub>2</sub>O.</p>') == (
        "The oil of the 11th lit 30² m, H₂O."
    )


def test_an_empty_element_of_xhtml_holds_nothing():
    assert read(
        '<?xml version="1.0"?><html><head><title/></head><body><p>One.</p><p/><div id="x"/><p>Two.</p></body></html>'
    ) == ("One.\n\nTwo.")


def test_items_in_a_cell_do_not_run_together():
    assert read("<table><tr><td><ul><li>oil</li><li>wick</li></ul></td><td>glass</td></tr></table>") == (
        "oil wick | glass"
    )


@pytest.mark.parametrize("markup", ["", " ", "<!-- x -->", "<html></html>", "\x00"])
def test_nothing_gives_nothing(markup):
    assert read(markup).strip() == ""


@pytest.mark.parametrize("remark", ["<!-- a remark -->", "<!---->", "<?page 3?>"])
def test_remarks_are_no_text(remark):
    assert read(f"<body>{remark}<p>{remark}The lamp{remark}<i>s</i> burned.</p>{remark}</body>") == "The lamps burned."


def test_cells_that_are_empty_keep_their_place():
    table = "<table><tr><td></td><td>Count</td></tr><tr><td>Oil</td><td></td></tr></table>"
    assert [block.text for block in find_markup_blocks(table)] == [" | Count\nOil | "]
