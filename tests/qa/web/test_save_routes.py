"""The routes of saving: a page that asks, and one request that adds, from nobody but that page."""

import pytest

from qa.web.html.save_html import render_bookmark, render_save

OFFER = {
    "address": "https://herald.example/ferry",
    "html": "<p>The ferry crossed in eleven minutes, as it is said.</p>",
}


def test_the_page_asks_and_adds_nothing(client, assistant):
    before = assistant.library.state().generation
    answer = client.get("/save", params={"address": OFFER["address"]})
    assert answer.status_code == 200 and "nonce" not in answer.text and "page.js" not in answer.text
    assert assistant.library.state().generation == before


def test_only_this_page_may_be_spoken_to_by_what_opened_it(client):
    """Otherwise the page being read could not hand over what the browser has of it."""
    name = "cross-origin-opener-policy"
    assert name not in client.get("/save").headers
    assert {client.get(path).headers[name] for path in ("/", "/config", "/pullquote/save.js")} == {"same-origin"}
    for answer in (client.get("/save"), client.get("/")):
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://herald.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"authorization": ""}],
)
def test_no_other_site_adds_anything(client, assistant, headers):
    before = assistant.library.entries()
    client.cookies.clear()  # those of whoever has seen the page
    assert client.post("/save", json=OFFER, headers=headers).status_code in (401, 403)
    assert client.post("/save", data=OFFER).status_code == 415
    assert client.post("/save", content=b"x", headers={"content-type": "text/plain"}).status_code == 415
    assert assistant.library.entries() == before


def test_who_has_not_the_token_is_told_so(client):
    client.cookies.clear()
    answer = client.get("/save", headers={"authorization": ""})
    assert answer.status_code == 401 and "pullquote serve" in answer.text and "<main>" in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        {"address": 7},
        {**OFFER, "more": 1},
        {**OFFER, "html": ["x"]},
        {**OFFER, "text": None},
        {**OFFER, "address": "https://herald.example/" + "x" * 3_000},
        {**OFFER, "text": "x" * 20_001},
        {**OFFER, "before": "x" * 101},
    ],
)
def test_what_the_page_does_not_send_is_refused(client, assistant, sent):
    before = assistant.library.entries()
    assert client.post("/save", json=sent).status_code == 422
    assert assistant.library.entries() == before


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ferry", ""])
def test_an_address_of_no_page_is_refused_in_a_sentence(client, assistant, address):
    before = assistant.library.entries()
    answer = client.post("/save", json={**OFFER, "address": address})
    assert answer.status_code == 400 and answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "Only addresses that begin with http:// or https:// are fetched."
    assert assistant.library.entries() == before


def test_a_huge_page_is_refused(client, assistant):
    before = assistant.library.entries()
    assert client.post("/save", json={**OFFER, "html": "x" * (12 * 2**20)}).status_code == 413
    assert assistant.library.entries() == before


def test_what_is_shown_holds_nothing_of_others(tags):
    """All that a site offers is put into the page as text, by its script."""
    for tag, attributes in tags(render_save().removeprefix("<!doctype html>\n")) + tags(render_bookmark()):
        assert not any(name.startswith("on") for name in attributes), tag
        assert not str(attributes.get("href", "")).startswith("javascript:")
