from copy import deepcopy

from lxml.html import document_fromstring

from corpus.formats.html_runs import Runs


def find(body):
    page = document_fromstring(f"<html><body>{body}</body></html>")
    return page, Runs(page.find("body"))


def test_runs_are_the_text_between_blocks():
    _, runs = find("<div>a <b>b</b> c<p>d</p>e</div><ul><li>f<br>g<br><br>h</li></ul>")
    assert [" ".join(run.text.split()) for run in runs.all] == ["a b c", "d", "e", "f g", "h"]


def test_a_run_is_known_again_in_a_copy():
    page, runs = find("<p>a</p><p>b</p><p>c<br>d</p>")
    copy = deepcopy(page)
    copy.find(".//p").drop_tree()
    assert runs.find_numbers("".join(copy.itertext())) == {1, 2}
    assert runs.clean("".join(copy.itertext())) == "bcd"


def test_symbols_of_the_page_are_never_taken_for_numbers():
    page, runs = find("<p>𝌀𝌀𝌀 is a tetragram</p><p>b</p>")
    assert runs.find_numbers("".join(page.itertext())) == {0, 1}
    assert runs.clean("".join(page.itertext())) == "𝌀𝌀𝌀 is a tetragramb"


def test_letters_in_links_are_counted():
    _, runs = find("<p>see <a href='/'>here</a></p>")
    assert (runs.all[0].linked, len(runs.all[0].text)) == (4, 8)
