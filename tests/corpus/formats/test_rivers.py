"""Rivers: teasers of other articles go, and lists that are a part of an article or all of a page stay."""

import pytest
from lxml.html import document_fromstring

from corpus.formats.rivers import remove_rivers

LAMP = (
    "The lamp above the harbour burned for eleven years and a day before anyone asked who had paid for all of its oil."
)
STORY = "".join(f"<p>{LAMP} It was night {n}.</p>" for n in range(15))
TEASER = "<{0}><h3><a href='{1}'>Barges, part {2}</a></h3><p>Nobody was wet when the barges came…</p></{0}>"


def write_row(element="li", href="/barges-{0}", times=5):
    return "".join(TEASER.format(element, href.format(number), number) for number in range(times))


def read(body, address=None):
    page = document_fromstring(f"<html><body>{body}</body></html>")
    remove_rivers(page, address)
    return page.text_content()


@pytest.mark.parametrize("element", ["li", "div", "article", "section"])
def test_a_row_of_teasers_is_not_the_article(element):
    text = read(f"<div>{STORY}</div><div>{write_row(element)}</div>")
    assert "Barges" not in text and text.count("lamp") == 15
    boxed = write_row(element).replace("<h3>", "<div><b>i</b></div><div><h3>").replace("</p>", "</p></div>")
    assert "Barges" not in read(f"<div>{STORY}</div><div>{boxed}</div>")


def test_addresses_of_the_site_are_known_with_its_host():
    body = f"<div>{STORY}</div><div>{write_row(href='https://herald.example/{0}')}</div>"
    assert "Barges" in read(body)
    assert "Barges" in read(body, "https://other.example/a")
    assert "Barges" not in read(body, "https://herald.example/a")
    linked = body.replace("<h3><a ", "<a ").replace("'>Barges", "'><h3>Barges").replace("</a></h3>", "</h3></a>")
    assert "Barges" not in read(linked, "https://herald.example/a")


@pytest.mark.parametrize(
    "row",
    [
        write_row(times=3),
        write_row(href="#part-{0}"),
        write_row(href="https://shop.example/{0}"),
        write_row().replace("Nobody was wet", "Nobody was wet, though it rained as it had never rained before, " * 10),
        "".join(
            f"<li><h3>Year {n} <a href='/n'>1</a></h3><p>Nobody was wet when the Barges came.</p></li>"
            for n in range(9)
        ),
    ],
)
def test_other_lists_are_a_part_of_the_article(row):
    assert "Barges" in read(f"<div>{STORY}</div><ul>{row}</ul>")


def test_a_page_of_nothing_but_teasers_stays():
    assert read(f"<ul>{write_row()}</ul>").count("Barges") == 5
