from email.message import EmailMessage

import pytest

from corpus import UnreadableSource
from corpus.formats.mail import read_mail, read_mhtml


def make(plain="", html="", **headers):
    message = EmailMessage()
    for name, value in {"From": "Ada Finch <ada@moth.example>", "Subject": "Lamp öl", **headers}.items():
        message[name] = value
    if plain:
        message.set_content(plain)
    if html:
        (message.add_alternative if plain else message.set_content)(html, subtype="html")
    return message


def test_a_newsletter():
    html = (
        "<html><body><div style='display:none'>Only in the list of mails</div><table><tr><td><h1>Who paid</h1>"
        "<p>It cost €11 million.</p></td></tr></table></body></html>"
    )
    extract = read_mail(make("other words", html, Date="Wed, 19 Jun 2024 23:30:00 -0500").as_bytes(), "x")
    assert (extract.title, extract.text) == ("Lamp öl", "Who paid\n\nIt cost €11 million.")
    assert (extract.source.authors, extract.source.published) == (("Ada Finch",), "2024-06-19")


def test_plain_text_and_a_file_that_is_attached():
    message = make("One.\n\nTwo,\nand three.\n")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    assert read_mail(message.as_bytes(), "x").text == "One.\n\nTwo,\nand three."


def test_lines_that_were_broken_for_the_way_are_joined():
    flowed = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nThe lamp \nburned.\n\nIt went out.\n"
    assert read_mail(flowed, "lamp-oil").text == "The lamp burned.\n\nIt went out."
    assert read_mail(flowed, "lamp-oil").title == "lamp oil"
    assert read_mail(flowed, "lamp-oil").source.authors == ()


@pytest.mark.parametrize("date", ["", "soon", "Wed, 99 Jun 2024"])
def test_a_senseless_date_is_left_out(date):
    assert read_mail(f"Subject: a\nDate: {date}\n\nIt burned.".encode(), "x").source.published is None


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "no e-mail"), (b"It burned.", "no e-mail"), (b"Subject: a\n\n \n", "no text|empty")]
)
def test_what_is_no_mail_is_told(data, why):
    with pytest.raises(UnreadableSource, match=why):
        read_mail(data, "x")


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://moth.example/lamp
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><title>Lamp oil</title></head><body><p>It cost =E2=82=AC11.</p></body></html>
--B
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--B--
"""


def test_a_page_that_was_saved_as_mhtml():
    extract = read_mhtml(MHTML, "x")
    assert (extract.title, extract.text, extract.source.url) == (
        "Lamp oil", "It cost €11.", "https://moth.example/lamp",
    )  # fmt: skip


def test_a_file_without_a_page_is_told():
    with pytest.raises(UnreadableSource, match="no web page"):
        read_mhtml(MHTML.replace(b"text/html; charset", b"image/svg; charset"), "x")


def test_endless_parts_are_not_parsed():
    parts = b"--B\nContent-Type: text/plain\n\nx\n" * 3_000
    with pytest.raises(UnreadableSource, match="more than 2,000 parts"):
        read_mail(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n" + parts, "x")


def test_a_cell_may_hold_an_element_of_an_impossible_name():
    assert read_mail(make(html="<table><tr><td><m^i<>oil</td></tr></table>").as_bytes(), "x").text == "oil"


def test_cells_without_letters_place_what_stands_beside_them():
    row = "<tr><td></td><td>&nbsp;</td><td><p>Hi Ada,</p><p>The lamp burned.</p></td><td> </td></tr>"
    data = "<table><tr><td>Year</td><td>Oil</td></tr><tr><td>1904</td><td></td></tr></table>"
    assert read_mail(make(html=f"<table>{row}</table>").as_bytes(), "x").text == "Hi Ada,\n\nThe lamp burned."
    assert read_mail(make(html=data).as_bytes(), "x").text == "Year | Oil\n1904 | "


def test_a_date_as_other_programs_write_it():
    assert read_mail(b"From: a@b.example\nDate: 2025-07-29T12:42:06.000Z\n\nIt burned.", "x").source.published == (
        "2025-07-29"
    )
