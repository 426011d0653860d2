"""Pages from elsewhere that lead to this one: a question they bring is written down, and asked by the person alone."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from qa.conversations.conversation_store import Conversations

pytestmark = pytest.mark.browser

PLANTED = "Who planted this question here?"
SCRIPTS = {
    "a link": "document.querySelector('a').click()",
    "a link of a new tab": "document.querySelector('a').target = '_blank'; document.querySelector('a').click()",
    "a script": "location.href = AIM",
    "a window": "window.open(AIM)",
    "a form": "document.querySelector('form').submit()",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'), { src: AIM }))",
    "a refresh": "document.head.innerHTML = `<meta http-equiv=refresh content='0;url=${AIM}'>`",
    "a redirect": "location.href = '/redirect'",
}


@pytest.fixture
def elsewhere(served):
    """A site of another port, under another name of this machine or the same, that leads to the page."""
    aim = f"{served.address}/?ask={quote(PLANTED)}"

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(303 if self.path == "/redirect" else 200)
            if self.path == "/redirect":
                self.send_header("Location", aim)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            form = f"<form action='{served.address}/'><input name=ask value='{PLANTED}'></form>"
            self.wfile.write(f"<script>const AIM = '{aim}'</script><a href='{aim}'>here</a>{form}".encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def person(browser, served):
    """A browser that has opened the printed address once; what it asked is forgotten at the end."""
    context = browser.new_context(locale="en-US")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(served.printed)
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    yield page
    context.close()
    conversations = Conversations(served.assistant.library)
    for conversation in conversations.list_all():
        conversations.delete(conversation.id)


def has_box(page):
    page.wait_for_function(
        f"document.querySelector('#ask-question textarea')?.value === '{PLANTED}' && !location.search"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("way", SCRIPTS)
def test_a_question_from_elsewhere_is_written_down_and_not_asked(person, elsewhere, served, host, way):
    person.goto(f"http://{host}:{elsewhere}/")
    page = person
    if way in ("a link of a new tab", "a window"):
        with person.context.expect_page() as opened:
            person.evaluate(SCRIPTS[way])
        page = opened.value
    else:
        person.evaluate(SCRIPTS[way])
    if way == "a frame":
        person.wait_for_timeout(1_000)
        assert [frame.url for frame in person.frames if frame.url.startswith(served.address)] == []
    else:
        has_box(page)
        page.wait_for_timeout(300)
        assert page.locator("#ask-chat .pq-question").count() == 0
    assert Conversations(served.assistant.library).list_all() == []


def test_the_person_asks_what_was_written_down(person, elsewhere, served):
    person.goto(f"http://localhost:{elsewhere}/")
    person.evaluate(SCRIPTS["a link"])
    has_box(person)
    person.keyboard.press("Enter")
    person.locator("#ask-chat .pq-question").wait_for()
    assert len(Conversations(served.assistant.library).list_all()) == 1


def test_an_address_that_the_person_opens_is_asked(person, served):
    person.goto(f"{served.address}/?ask={quote(PLANTED)}")
    person.locator("#ask-chat .pq-question").wait_for()
    person.goto(f"{served.printed}&ask={quote(PLANTED)}")
    person.wait_for_function("location.search.startsWith('?conversation=')")
    assert served.token not in person.url and len(Conversations(served.assistant.library).list_all()) == 2
