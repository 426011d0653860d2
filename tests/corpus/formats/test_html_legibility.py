import pytest

from corpus.formats.document_markup import find_markup_blocks

REST = "<p>The vote in the hall was counted twice, by the clerk and by the mayor.</p>"


def read(inner, style="", body=""):
    page = f"<html><head><style>{style}</style></head><body {body}>{inner}{REST}</body></html>"
    return next(block.text for block in find_markup_blocks(page))


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='color:#fff'>not</span>",
        "<span style='color: rgb(255, 255, 255)'>not</span>",
        "<span style='color:transparent'>not</span>",
        "<font color='white'>not</font>",
        "<span style='color:#fefefe'>not</span>",
        "<span style='background:#102030;color:#102030'>not</span>",
        "<span class='pre'>not</span>",
        "<span style='font-size:0'>not</span>",
        "<span style='font-size:0'><b style='font-size:1em'>not</b></span>",
        "<span style='opacity:0'>not</span>",
        "<span style='mso-hide:all'>not</span>",
    ],
)
def test_what_cannot_be_made_out_in_a_letter_is_not_read(hidden):
    assert read(f"<p>was {hidden} close</p>", ".pre{color:#FFFFFF}") == "was close"


@pytest.mark.parametrize(
    ("inner", "style", "body"),
    [
        ("<table><tr><td bgcolor='#000000'><p><font color='white'>very close</font></p></td></tr></table>", "", ""),
        ("<div style='background:#123'><p style='color:#fff'>very close</p></div>", "", ""),
        ("<div style='background:url(night.png)'><p style='color:#fff'>very close</p></div>", "", ""),
        ("<p style='color:#fff'>very close</p>", "", "bgcolor='#202020'"),
        ("<p style='color:#fff'>very close</p>", "body{background:#202020}", ""),
        ("<div class='dark'><p style='color:#fff'>very close</p></div>", ".dark{background-color:navy}", ""),
        ("<div class='a'><p style='color:#fff'>very close</p></div>", ".a > *:not(b){background:#000}", ""),
        ("<p style='color:#fff;text-shadow:0 0 2px #000'>very close</p>", "", ""),
        ("<div style='color:#fff'><p style='color:#333'>very close</p></div>", "", ""),
        ("<div style='color:#fff'><p><a href='https://a.example'>very close</a></p></div>", "", ""),
        ("<div style='font-size:0'><p style='font-size:14px'>very close</p></div>", "", ""),
        ("<div class='zero'><p class='read'>very close</p></div>", ".zero{font-size:0}.read{font-size:1rem}", ""),
        ("<div style='visibility:hidden'><p style='visibility:visible'>very close</p></div>", "", ""),
        ("<p style='color:#ddd;opacity:0.5'>very close</p>", "", ""),
    ],
)
def test_what_can_be_made_out_is_read(inner, style, body):
    assert read(inner, style, body) == "very close"


def test_what_leaves_its_room_empty_leaves_a_blank():
    assert read("<p>12<span style='color:#fff'>.</span>500</p>") == "12 500"
    assert read("<p>12<span style='visibility:hidden'>.</span>500</p>") == "12 500"


def test_a_page_whose_style_sheets_are_not_known_hides_letters_only_where_it_says_on_what_they_stand(see):
    assert see("was <span style='color:#fff'>very</span> close") == "was very close"
    assert see("was <span style='color:#fff;background:#fff'>not</span> close") == "was close"
    assert see("was <b style='background:#fff'><i class='x' style='color:#fff'>very</i></b> close") == "was very close"
    assert (
        see("was <b class='x' style='font-size:0'>not <i style='font-size:12px'>very</i></b> close") == "was very close"
    )
