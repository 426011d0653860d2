from lxml.html import document_fromstring

from corpus.formats.html_choice import Choice
from corpus.formats.html_runs import Runs

LONG = "The lamp above the harbour burned for eleven years, {}, before anyone asked who had paid for all of its oil."


def choose(body):
    page = document_fromstring(f"<html><body>{body}</body></html>")
    runs = Runs(page.find("body"))
    choice = Choice(page, runs)
    return [runs.clean(runs.all[number].text) for number in sorted(choice.numbers)], choice


def write(*numbers):
    return "".join(f"<p>{LONG.format(number)}</p>" for number in numbers)


def test_one_article_element_that_is_a_teaser_is_not_the_article():
    teaser = (
        "<div class='sidebar'><article><h3><a href='/x'>Barges</a></h3><p>Nobody was wet when...</p></article></div>"
    )
    texts, _ = choose(f"<div class='story'><h1>The lamp</h1>{write(*range(5))}</div>{teaser}")
    assert texts[-5:] == [LONG.format(number) for number in range(5)]


def test_a_wrapper_named_for_advertisements_may_hold_the_article():
    texts, _ = choose(
        f"<ul><li><a href='/'>Home</a></li></ul><div class='advertisement-pusher'>{write(*range(5))}</div>"
    )
    assert texts == [LONG.format(number) for number in range(5)]


def test_a_container_named_for_sharing_may_hold_the_article_and_a_gallery():
    slides = "".join(f"<li><p>{LONG.format(f'in picture {number}')}</p></li>" for number in range(40))
    texts, _ = choose(f"<h1>The lamp</h1><div id='share-7'>{write(*range(6))}<div><ul>{slides}</ul></div></div>")
    assert texts[:6] == [LONG.format(number) for number in range(6)]


def test_a_question_about_cookies_that_is_longer_than_the_article_stands_beside_it():
    asked = "".join(f"<p>{LONG.replace('lamp', 'cookie').format(number)}</p>" for number in range(14))
    texts, _ = choose(f"<div class='modal' role='dialog'>{asked}</div><article>{write(*range(12))}</article>")
    assert texts == [LONG.format(number) for number in range(12)]


def test_an_article_that_is_shown_twice_is_read_once_and_a_refrain_as_often_as_it_stands():
    once = [LONG.format(number) for number in range(5)]
    assert choose(f"<div>{write(*range(5))}</div><div>{write(*range(5))}</div>")[0] == once
    refrain = "".join(f"<p>{line}</p><p>{LONG.format('alas')}</p>" for line in once[:3])
    assert choose(f"<article>{write(3, 4)}{refrain}</article>")[0].count(LONG.format("alas")) == 3


def test_headings_and_paragraphs_between_those_that_were_found_belong_to_the_article():
    body = f"<article>{write(*range(9))}<h2>Wicks</h2><div class='x9'>{write(9)}</div>{write(*range(10, 16))}</article>"
    texts, _ = choose(body)
    assert texts == [*(LONG.format(n) for n in range(9)), "Wicks", *(LONG.format(n) for n in range(9, 16))]


def test_an_extraction_that_leaves_out_most_of_the_prose_looks_cut():
    rest = "".join(f"<div><section>{LONG.format(number)}</section><p>{number}</p></div>" for number in range(25))
    article = f"<div class='entry-content'>{write(*range(8))}</div>"
    assert choose(article + rest)[1].is_cut
    assert not choose(article)[1].is_cut


def test_a_page_without_text_has_no_runs():
    assert choose("<p> </p>")[0] == []


def test_short_paragraphs_and_headings_among_those_of_the_article_are_part_of_it(monkeypatch):
    """What a paragraph was about stood in the heading before it, which no extraction had."""

    def find_long(page):
        return iter(["".join(it.text for it in page.iter("p") if len(it.text) > 90)] * 4)

    monkeypatch.setattr("corpus.formats.html_choice.find_main_texts", find_long)
    inner = f"{write(*range(9))}<p>But nobody asked.</p><h3>Who paid</h3><p>Share</p>{write(*range(9, 18))}"
    texts, _ = choose(f"<div class='text' id='share-buttons-container'>{inner}<p>So it goes.</p></div>")
    assert texts[9:12] == ["But nobody asked.", "Who paid", LONG.format(9)]
    assert len(texts) == 20
