import pytest
from lxml.html import document_fromstring

from corpus.formats.html_visible import remove_unseen

REST = "<p>The vote in the hall was counted twice, by the clerk and by the mayor.</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>not</span>",
        "<span style='display: none'>not</span>",
        "<span style='visibility:hidden'>not</span>",
        "<span style='position:absolute; clip:rect(0,0,0,0)'>not</span>",
        "<span style='position:absolute; left:-9999px'>not</span>",
        "<span class='sr-only'>not</span>",
        "<span style='font-size: 1px'>not</span>",
        "<span class='visually-hidden'>not</span>",
        "<span class='d-none'>not</span>",
        "<del>not</del>",
        "<s>not</s>",
        "<template>not</template>",
        "<noscript>not</noscript>",
        "<script>not</script>",
        "<dialog>not</dialog>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(see, hidden):
    assert see(f"was {hidden} close") == "was close"


@pytest.mark.parametrize(
    "shown",
    [
        "<span hidden='until-found'>very</span>",
        "<span class='d-none d-md-inline'>very</span>",
        "<span class='hidden md:inline'>very</span>",
        "<span style='text-indent:-1em'>very</span>",
        "<ins>very</ins>",
        "<span aria-hidden='true'>very</span>",
        "<dialog open>very</dialog>",
        "<details>very</details>",
        "<template shadowrootmode='open'>very</template>",
    ],
)
def test_what_a_reader_sees_stays(see, shown):
    assert see(f"was {shown} close") == "was very close"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (".x{display:none}", "was close"),
        ("#y { visibility : hidden }", "was close"),
        ("p, span.x{position:absolute;clip:rect(0 0 0 0)}", "was close"),
        (".x{display:none} /* .x{display:inline} */", "was close"),
        ("@media print{.x{display:none}}", "was very close"),
        (".x{display:none} @media (min-width:40em){.x{display:inline}}", "was very close"),
        (".z .x{display:none}", "was very close"),
        (".x:hover{display:none}", "was very close"),
        (".x{display:none} .x.on{display:inline}", "was close"),
        (".x{display:none!important} .x{display:inline}", "was close"),
    ],
)
def test_style_sheets_within_the_page_hide_by_class_and_id(see, style, text):
    assert see("was <span class='x' id='y'>very</span> close", style) == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<span aria-hidden='true'>T</span><span class='sr-only'>T</span>he vote", "The vote"),
        ("<span aria-hidden='true'>The</span>The vote", "The vote"),
        ("<span aria-hidden='true'>The </span><span aria-hidden='true'>vote</span>", "The vote"),
    ],
)
def test_letters_that_stand_twice_are_read_once(see, inner, text):
    assert see(inner) == text


def test_a_page_that_a_script_shows_is_read():
    page = document_fromstring(f"<html><body><div style='display:none'>{REST}<p>a</p><p>b</p></div></body></html>")
    remove_unseen(page)
    assert "clerk" in page.text_content()


def test_the_text_of_a_formula_is_read_where_its_drawing_is_shown(see):
    hidden = "<span class='katex-mathml'><math><mi>x</mi></math></span>"
    assert see(f"the <span class='katex'>{hidden}<span aria-hidden='true'>𝑥</span></span> here") == "the x here"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("12<span class='cell'>345</span>6", "12 345 6"),
        ("12<span class='box'>345</span>, 1<span class='box'>4</span>", "12 345, 14"),
        ("12<span class='cell line'>345</span>", "12345"),
        (
            "12<span style='display:block'>oil</span> lamps<b style='display: flex'><i>or</i></b>none",
            "12 oil lamps or none",
        ),
        ("12<b><i>3</i></b>", "123"),
    ],
)
def test_what_stands_in_a_box_does_not_run_into_what_is_beside_it(see, inner, text):
    """Two numbers became one."""
    style = ".cell {display: table-cell} .box {display: inline-block} .cell.line {display: inline}"
    assert see(inner, style) == text


def test_what_a_style_sheet_raises_says_so_itself():
    inner = "10<span class='up'>2</span> <sup class='up'>3</sup> <span class='up flat'>4</span>"
    page = document_fromstring(
        f"<style>.up {{vertical-align: super}} .up.flat {{vertical-align: baseline}}</style><p>{inner}"
    )
    remove_unseen(page)
    assert [it.get("style") for it in page.iter("span")] == [";vertical-align:super", None]
