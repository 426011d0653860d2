"""Pages from elsewhere that lead to this one: a question they bring is written down, and asked by the person alone."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from qa.conversations.store import Conversations

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


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("way", SCRIPTS)
def test_a_question_from_elsewhere_is_written_down_and_not_asked(open_page, elsewhere, served, wrong, host, way):
    page = open_page("/")
    page.goto(f"http://{host}:{elsewhere}/")
    if "new" in way or way == "a window":
        with page.context.expect_page() as opened:
            page.evaluate(SCRIPTS[way])
        page.close()
        page = opened.value
    else:
        page.evaluate(SCRIPTS[way])
    if way == "a frame":
        page.wait_for_timeout(1_500)
    else:
        page.wait_for_function(f"document.querySelector('#question textarea')?.value === '{PLANTED}'")
        page.wait_for_function("!location.search")
        page.wait_for_timeout(300)
        assert page.locator("#chat .pq-question").count() == 0
    assert Conversations(served.assistant.library).all() == []
    wrong.clear()
    if way not in ("a frame",) and way != "a window" and "new" not in way:
        # The person asks it.
        page.keyboard.press("Enter")
        page.locator("#chat .pq-question").first.wait_for()
    elif way != "a frame":
        page.close()
