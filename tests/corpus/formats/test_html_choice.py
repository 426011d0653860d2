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
