"""Fetching: what a polite program does, and each trick by which a page would lead it elsewhere or hold it up."""

import gzip
import threading
from functools import partial

import pytest

from corpus import AddressRefused, FetchFailed, Unchanged, Validators
from corpus.web.fetcher import Fetcher
from corpus.web.hosts import is_public

PAGE = "<html><head><title>Toll</title></head><body><p>The toll rose to four crowns.</p></body></html>"


def send_raw(parts, handler):
    """Answer with bytes as they are."""
    for part in parts:
        try:
            handler.wfile.write(part)
            handler.wfile.flush()
        except OSError:
            return
    handler.close_connection = True


def raw(*parts):
    return partial(send_raw, parts)


def redirect(target):
    return (302, {"Location": target}, "")


def test_a_page_is_what_was_sent(site, fetcher):
    site.pages["/toll"] = (200, {"Content-Type": 'text/html; charset="ISO-8859-1"', "ETag": '"1"'}, PAGE)
    page = fetcher.fetch(f"{site.address}/toll#end")
    assert (page.address, page.data.decode()) == (f"{site.address}/toll", PAGE)
    assert (page.media_type, page.charset, page.validators) == ("text/html", "iso-8859-1", Validators('"1"'))


def test_it_says_who_asks(site, fetcher):
    site.pages["/toll"] = PAGE
    fetcher.fetch(f"{site.address}/toll")
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("Pullquote/")
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_a_page_that_has_not_changed_is_not_sent_again(site, fetcher):
    def answer(handler):
        fresh = handler.headers.get("If-None-Match") == '"1"' and handler.headers["If-Modified-Since"] == "today"
        handler.send_response(304 if fresh else 200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.pages["/toll"] = answer
    known = Validators('"1"', "today")
    assert fetcher.fetch(f"{site.address}/toll", lambda _: known) == Unchanged(f"{site.address}/toll")
    assert fetcher.fetch(f"{site.address}/toll").data == b""


def test_nothing_is_unchanged_that_is_not_known(site, fetcher):
    site.pages["/toll"] = (304, {}, "")
    with pytest.raises(FetchFailed):
        fetcher.fetch(f"{site.address}/toll")


def test_the_rules_of_a_site_are_kept(site, fetcher):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /shut\nCrawl-delay: 7\n\nUser-agent: Other\nDisallow: /\n"
    site.pages |= {"/open": PAGE, "/shut": PAGE, "/door": redirect("/shut")}
    fetcher.fetch(f"{site.address}/open")
    for path in ("/shut", "/door"):
        with pytest.raises(FetchFailed, match="lets no program fetch it"):
            fetcher.fetch(site.address + path)
    assert site.paths == ["/open", "/door"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert [round(seconds) for seconds in fetcher.waited] == [7, 7]


def test_a_site_may_name_this_program(site, fetcher):
    site.pages["/robots.txt"] = "User-agent: pullquote\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    with pytest.raises(FetchFailed, match="lets no program"):
        fetcher.fetch(f"{site.address}/toll")


def test_a_site_that_cannot_tell_its_rules_is_left_alone(site, fetcher):
    site.pages |= {"/robots.txt": (503, {}, ""), "/toll": PAGE}
    for _ in range(2):
        with pytest.raises(FetchFailed, match="rules for programs"):
            fetcher.fetch(f"{site.address}/toll")
    assert site.paths == [] and len(site.asked) == 3


def test_rules_of_thousands_of_programs_are_read_in_no_time(site, fetcher):
    agents = "".join(f"User-agent: bot{number}\n" for number in range(9_000))
    site.pages["/robots.txt"] = agents + "".join(f"Disallow: /{number}\n" for number in range(9_000))
    site.pages["/5"] = PAGE
    assert fetcher.fetch(f"{site.address}/5").data


def test_a_busy_site_is_asked_again_later(site, fetcher):
    answers = iter([(503, {}, ""), (429, {"Retry-After": "20"}, "")])
    site.pages["/toll"] = lambda handler: send_answer(handler, *next(answers, (200, {}, PAGE)))
    assert fetcher.fetch(f"{site.address}/toll").data.decode() == PAGE
    assert 2.0 in fetcher.waited and 20.0 in fetcher.waited and len(site.paths) == 3


def send_answer(handler, status, headers, body):
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body.encode())


def test_a_site_that_asks_for_an_hour_is_not_waited_for(site, fetcher):
    site.pages["/toll"] = (429, {"Retry-After": "3600"}, "")
    with pytest.raises(FetchFailed, match="429"):
        fetcher.fetch(f"{site.address}/toll")
    assert len(site.paths) == 1


def test_a_connection_that_breaks_is_tried_again(site, fetcher):
    site.pages["/toll"] = raw()
    with pytest.raises(FetchFailed, match="failed"):
        fetcher.fetch(f"{site.address}/toll")
    assert len(site.paths) == 3


@pytest.mark.parametrize("status", [201, 204, 206, 400, 401, 403, 404, 410, 451, 500])
def test_what_is_no_page_is_told(site, fetcher, status):
    site.pages["/toll"] = (status, {}, "" if status == 204 else PAGE)
    with pytest.raises(FetchFailed, match=str(status)):
        fetcher.fetch(f"{site.address}/toll")


def test_a_page_that_leads_home_is_gone(site, fetcher):
    site.pages |= {"/toll": redirect("/"), "/": PAGE}
    with pytest.raises(FetchFailed, match="gone"):
        fetcher.fetch(f"{site.address}/toll")
    assert fetcher.fetch(site.address).data.decode() == PAGE


def test_redirects_are_followed_and_end(site, fetcher):
    site.pages |= {"/a": redirect("b?utm_source=x"), "/b": PAGE, "/loop": redirect("/loop")}
    assert fetcher.fetch(f"{site.address}/a").address == f"{site.address}/b"
    with pytest.raises(FetchFailed, match="without end"):
        fetcher.fetch(f"{site.address}/loop")
    assert site.paths.count("/loop") == 11


# How a page, or a person who was handed an address, would be led to another machine of the network.
INSIDE = [
    "http://127.0.0.2:{port}/secret",
    "http://2130706434:{port}/secret",
    "http://0177.0.0.2:{port}/secret",
    "http://0x7f.2:{port}/secret",
    "http://127.2:{port}/secret",
    "http://127。0。0。2:{port}/secret",
    "http://[::ffff:127.0.0.2]:{port}/secret",
    "http://[::ffff:7f00:2]:{port}/secret",
    "//127.0.0.2:{port}/secret",
    "http://0.0.0.0:{port}/secret",
    "http://[::]:{port}/secret",
    "http://[::1]:{port}/secret",
    "http://10.0.0.1/secret",
    "http://192.168.1.1/secret",
    "http://172.16.0.1/secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[64:ff9b::7f00:2]/",
    "http://[2002:7f00:2::]/",
]
FOREIGN = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "gopher://127.0.0.1:{port}/x",
    "javascript:alert(1)",
    "http://reader:word@127.0.0.1:{port}/x",
    "http://127.0.0.1:{port}\\@127.0.0.2/x",
    "http://127.0.0.1:22/x",
    "http://[127.0.0.1]:{port}/x",
    "http://[::1%25lo]:{port}/x",
    "http://127.0.0.1:{port}0000/x",
    "http://",
    "https://x" + "y" * 2_000,
]


@pytest.mark.parametrize("target", INSIDE + FOREIGN)
def test_no_redirect_leads_elsewhere(site, inside, fetcher, target):
    inside.pages["/secret"] = PAGE
    site.pages["/door"] = redirect(target.format(port=inside.port).encode().decode("latin-1"))
    with pytest.raises(FetchFailed):
        fetcher.fetch(f"{site.address}/door")
    assert inside.asked == [] and set(site.paths) == {"/door"}


@pytest.mark.parametrize("target", [target for target in INSIDE if not target.startswith("//")] + FOREIGN)
def test_no_address_leads_elsewhere(inside, fetcher, target):
    with pytest.raises(AddressRefused):
        fetcher.fetch(target.format(port=inside.port))
    assert inside.asked == []


def test_the_rules_of_a_site_lead_nowhere_either(site, inside, fetcher):
    site.pages |= {"/robots.txt": redirect(f"{inside.address}/robots.txt"), "/toll": PAGE}
    with pytest.raises(AddressRefused):
        fetcher.fetch(f"{site.address}/toll")
    assert inside.asked == [] and site.paths == []


def test_a_name_that_changes_its_meaning_is_looked_up_once_and_pinned(site, inside):
    """DNS rebinding: the second answer would be another."""
    answers = {"robots": ["127.0.0.1"], "page": ["127.0.0.2"]}
    looked_up = []

    def resolve(host, port):
        looked_up.append(host)
        return answers["robots"] if len(looked_up) == 1 else answers["page"]

    fetcher = Fetcher(resolve, lambda number: number == "127.0.0.1", lambda _: None)
    with pytest.raises(AddressRefused):
        fetcher.fetch(f"http://rebound.example:{site.port}/toll")
    # Each connection goes to what was checked for it: there are no more look-ups than connections.
    assert len(looked_up) == 2 and inside.asked == [] and len(site.asked) == 1


def test_a_name_with_one_number_inside_is_refused(site, inside):
    fetcher = Fetcher(lambda *_: ["127.0.0.1", "127.0.0.2"], lambda number: number == "127.0.0.1", lambda _: None)
    with pytest.raises(AddressRefused):
        fetcher.fetch(f"http://mixed.example:{site.port}/toll")
    assert site.asked == inside.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST.", "2130706433", "0177.1"])
def test_without_more_ado_this_machine_is_not_reached(site, host):
    with pytest.raises(AddressRefused):
        Fetcher(pause=lambda _: None).fetch(f"http://{host}:{site.port}/toll")
    assert site.asked == []


def test_no_variable_of_the_environment_leads_elsewhere(site, inside, fetcher, monkeypatch):
    site.pages["/toll"] = PAGE
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, inside.address)
    assert fetcher.fetch(f"{site.address}/toll").data
    assert inside.asked == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("9.9.9.9", True),
        ("2620:fe::fe", True),
        ("64:ff9b::909:909", True),
        ("::ffff:9.9.9.9", False),
        ("192.88.99.1", False),
        ("192.0.0.9", False),
        ("224.0.0.1", False),
        ("198.18.0.1", False),
        ("255.255.255.255", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("2001:0:1::1", False),
        ("fe80::1%lo", False),
        ("nothing", False),
    ],
)
def test_what_is_public(number, public):
    assert is_public(number) == public


BOMB = gzip.compress(bytes(60 * 2**20), 9)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((200, {"Content-Encoding": "gzip"}, BOMB), "larger than 50 MB"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:-12]), "cut off"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip at all"), "cannot be unpacked"),
        ((200, {"Content-Encoding": "br"}, b"\x00"), "packs its pages"),
        ((200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(b""))), "packs its pages"),
        ((200, {"Content-Length": "9999"}, PAGE), "failed"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "failed"),
        (raw(b"SSH-2.0-OpenSSH_9\r\n\r\n"), "failed"),
        (raw(b"HTTP/1.1 200 OK\r\n", *[b"X-A: " + b"a" * 900 + b"\r\n"] * 200), "failed"),
    ],
)
def test_bodies_that_would_burst_or_are_cut(site, fetcher, answer, told):
    site.pages["/toll"] = answer
    with pytest.raises(FetchFailed, match=told):
        fetcher.fetch(f"{site.address}/toll")


def test_a_packed_page_is_unpacked(site, fetcher):
    site.pages["/toll"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetcher.fetch(f"{site.address}/toll").data.decode() == PAGE


def send_without_end(head, part, handler):
    """Send a head, and then the same part again and again, slowly, until nobody listens."""
    pauses = threading.Event()
    try:
        handler.wfile.write(head)
        while not pauses.wait(0.01):
            handler.wfile.write(part)
    except OSError:
        return


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "a body": (b"HTTP/1.1 200 OK\r\n\r\n", b"X"),
    "a body of promised length": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", b"X"),
    "a line of headers": (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "answers that another will come": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "chunks": (CHUNKED, b"1\r\nX\r\n"),
    "the size of a chunk": (CHUNKED + b"1;", b"x"),
    "what follows the last chunk": (CHUNKED + b"0\r\nX: ", b"y"),
    "what follows a packed body": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b""), b"X"),
    "nothing": (b"", b""),
}


@pytest.mark.parametrize("path", ["/toll", "/robots.txt"])
@pytest.mark.parametrize("name", ENDLESS)
def test_what_drips_without_end_is_ended(site, path, name):
    site.pages |= {"/toll": PAGE, path: partial(send_without_end, *ENDLESS[name])}
    fetcher = Fetcher(may_reach=lambda _: True, pause=lambda _: None, seconds=0.1)
    with pytest.raises(FetchFailed, match="too long"):
        fetcher.fetch(f"{site.address}/toll")


def test_rules_that_would_burst_are_cut_off(site, fetcher):
    site.pages |= {"/toll": PAGE, "/robots.txt": (200, {"Content-Encoding": "gzip"}, BOMB)}
    with pytest.raises(FetchFailed, match="larger than 1 MB"):
        fetcher.fetch(f"{site.address}/toll")


def test_a_flood_is_cut_off(site, fetcher):
    sent = []

    def flood(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            try:
                handler.wfile.write(bytes(2**20))
                sent.append(1)
            except OSError:
                return

    site.pages["/toll"] = flood
    with pytest.raises(FetchFailed, match="larger than 50 MB"):
        fetcher.fetch(f"{site.address}/toll")
    assert len(sent) < 100
