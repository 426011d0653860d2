"""Pages into the library by their addresses: fetched when that is asked for, each with what became of it."""

import threading

import pytest

from qa.web.actions.library_additions import LibraryAdditions
from qa.web.web_settings import WebSettings

PAGE = "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{}</article></body></html>"


def write_page(said="The ferry crossed in eleven minutes."):
    return PAGE.format("".join(f"<p>{said} That was crossing number {n} of the year.</p>" for n in range(9)))


@pytest.fixture
def pauses():
    """What is done in place of waiting, with the seconds."""
    return []


@pytest.fixture
def additions(library, fetcher, page_loads, pauses, monkeypatch):
    def open_fetcher(pause):
        def wait(seconds):
            for do in pauses:
                do()
            pause(0)

        fetcher._pause = wait
        return fetcher

    monkeypatch.setattr("qa.web.actions.library_pages.open_fetcher", open_fetcher)
    return LibraryAdditions(library, WebSettings(most_pages=5))


@pytest.fixture
def host(site):
    return f"http://herald.example:{site.port}"


@pytest.fixture
def add(additions, texts):
    """Add what is pasted; return what is said of each page in the end, and above them."""

    def run(sent):
        *_, (shown, taken) = additions.add_pages(sent)
        assert taken
        return texts(shown, "li"), texts(shown, "pq-library-files-head")

    return run


def test_each_page_has_its_line(site, host, add, library):
    site.pages |= {"/ferry": write_page(), "/void": "<html></html>", "/login": (403, {}, "")}
    lines, head = add(f"{host}/ferry\n {host}/void\t{host}/login\n{host}/ferry\nnonsense")
    assert head == ["1 of 4 pages read, 3 could not be read"]
    assert lines[0] == f"{host}/ferryadded"
    assert lines[1].startswith(f"{host}/voidnot added") and "No text" in lines[1]
    assert lines[2].endswith("The site does not give it out (403): save the page in a browser, and add the file.")
    assert lines[3] == "nonsensenot addedOnly addresses that begin with http:// or https:// are fetched."
    assert [entry.title for entry in library.entries()] == ["Ferry"]


def test_what_became_of_a_page_that_was_there(site, host, add):
    site.pages["/ferry"] = write_page()
    add(f"{host}/ferry")
    assert add(f"{host}/ferry")[0] == [f"{host}/ferryunchanged"]
    site.pages["/ferry"] = write_page("The ferry crossed in twelve minutes.")
    assert add(f"{host}/ferry")[0] == [f"{host}/ferryreplaced"]
    site.pages["/ferry"] = PAGE.format("<p>Subscribe to read on about the ferry.</p>")
    [line] = add(f"{host}/ferry")[0]
    assert line.startswith(f"{host}/ferrynot added") and "much shorter" in line


@pytest.mark.parametrize("sent", ["", " \n ", None, 7, ["https://herald.example/"]])
def test_nothing_is_fetched_without_an_address(site, additions, texts, sent):
    [(shown, taken)] = additions.add_pages(sent)
    assert texts(shown, "p") == ["There is no address: paste one first."]
    assert not taken and site.asked == []


def test_too_many_are_not_begun(site, host, additions):
    [(shown, taken)] = additions.add_pages("\n".join(f"{host}/{n}" for n in range(6)))
    assert "at most 5 pages" in shown.lower() and not taken and site.asked == []


def test_nothing_within_is_reached(additions, inside, texts):
    *_, (shown, _) = additions.add_pages(f"{inside.address}/secret file:///etc/passwd javascript:alert(1)")
    assert texts(shown, "pq-library-files-head") == ["0 of 3 pages read, 3 could not be read"]
    assert inside.asked == []


def test_a_page_that_waits_is_cancelled_and_the_next_goes_on(site, host, additions, pauses, library, texts):
    site.pages |= {"/ferry": write_page(), "/busy": (503, {}, ""), "/oil": write_page("Oil was dear in that spring.")}
    pauses.append(lambda: site.paths[-1:] == ["/busy"] and additions.cancel(f"{host}/busy"))
    *_, (shown, _) = additions.add_pages(f"{host}/ferry {host}/busy {host}/oil")
    assert texts(shown, "li") == [f"{host}/ferryadded", f"{host}/busycancelled, nothing was added", f"{host}/oiladded"]
    assert len(library.entries()) == 2


def test_a_page_that_is_closed_fetches_no_more(site, host, additions, pauses):
    gone = threading.Event()
    pauses.append(lambda: gone.wait(10))
    site.pages |= {"/ferry": write_page(), "/oil": write_page()}
    going = additions.add_pages(f"{host}/ferry {host}/oil")
    next(going)
    going.close()
    gone.set()
    assert additions._cancels == {} and "/oil" not in site.paths


def test_addresses_are_shown_letter_for_letter(additions, texts):
    *_, (shown, _) = additions.add_pages("<b>bold</b> ${1+1}")
    assert texts(shown, "bdi") == ["<b>bold</b>", "${1+1}"]
