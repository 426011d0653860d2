"""Logging in, in a browser: the form works without scripts, under a path, and a reader is offered what they may do."""

import gc
import threading
import warnings
from urllib.request import Request, urlopen

import pytest

from corpus import Article
from qa import Assistant
from qa.people.users import Role, Users
from qa.web.server import Server
from qa.web.sharing import Sharing, build_gate, listen_anywhere

pytestmark = pytest.mark.browser
PASSWORD = "four quiet harbour lamps"


@pytest.fixture(scope="module")
def shared(tmp_path_factory, suggested):
    """The address of a server with two users, under a path."""
    assistant = Assistant.open(tmp_path_factory.mktemp("shared") / "library", create=True)
    list(
        assistant.library.add([Article("ferry", "The ferry", "The ferry Aldona crosses the lagoon in eleven minutes.")])
    )
    users = Users(assistant.library.folder)
    for name, role in (("ada", Role.READER), ("eve", Role.EDITOR)):
        users.add(name, role, PASSWORD)
    ready, listening = threading.Event(), listen_anywhere("127.0.0.1", 0)
    port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}/quotes"
    with warnings.catch_warnings():
        # Gradio leaves event loops open when it is imported and built: let them go here, not in somebody's test.
        warnings.simplefilter("ignore", ResourceWarning)
        server = Server(build_gate(assistant, Sharing("127.0.0.1", port, (), "/quotes")), ready.set)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        assert ready.wait(60)
        for user in users.list_all():
            # Each person's application is made now, rather than while a test waits.
            cookie = {"Cookie": f"pullquote-login-{port}={users.begin_session(user)}"}
            with urlopen(Request(f"{address}/config", headers=cookie)) as answer:
                assert answer.status == 200
        gc.collect()
    yield address
    server.should_exit = True
    thread.join(30)
    listening.close()


def log_in(page, address, name):
    page.goto(f"{address}/")
    page.fill("#login-name", name)
    page.fill("#login-password", PASSWORD)
    page.click("text=Log in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_works_without_scripts_on_a_phone(browser, shared, scheme):
    context = browser.new_context(
        java_script_enabled=False, color_scheme=scheme, viewport={"width": 390, "height": 844}, locale="en-US"
    )
    page, requested, said = context.new_page(), [], []
    page.on("request", lambda each: requested.append(each.url))
    page.on("console", lambda each: said.append(each.text))
    page.goto(f"{shared}/")
    page.wait_for_url(f"{shared}/login")
    page.fill("#login-name", "ada")
    page.fill("#login-password", "not her password")
    page.click("text=Log in")
    assert "do not belong together" in page.inner_text("[role=alert]")
    assert page.input_value("#login-name") == "ada" and page.input_value("#login-password") == ""
    box = page.locator("button").bounding_box()
    assert box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.goto(f"{shared}/account")
    page.fill("#login-name", "ada")
    page.fill("#login-password", PASSWORD)
    page.click("text=Log in")
    page.goto(f"{shared}/account")
    assert "logged in as ada, a reader" in page.inner_text("main")
    page.click("text=Log out")
    page.wait_for_url(f"{shared}/login")
    assert context.cookies() == []
    assert all(url.startswith(shared) for url in requested) and all("401" in line for line in said)
    context.close()


def test_a_reader_asks_and_is_offered_nothing_that_changes_the_library(browser, shared):
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda each: wrong.append(each.url) if not each.url.startswith((shared, "data:", "blob:")) else 0
    )
    page.on("response", lambda each: wrong.append(f"{each.status} {each.url}") if each.status >= 400 else None)
    log_in(page, shared, "ada")
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    page.fill("#ask-question textarea", "How long does the ferry take?")
    page.keyboard.press("Enter")
    page.locator(".pq-quote >> text=eleven minutes").first.wait_for()
    page.click("role=tab[name=Library]")
    page.locator("#library-list >> text=The ferry").first.wait_for()
    for hidden in ("#library-files", "#library-addresses", "#library-paste", "[data-send=library_remove]"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.click("role=tab[name=Settings]")
    page.locator("text=You are logged in as ada").wait_for()
    page.click("a:text('Log out')")
    page.click("button:text('Log out')")
    page.wait_for_url(f"{shared}/login")
    assert wrong == []
    context.close()


def test_an_editor_is_offered_it_and_has_none_of_the_readers_conversations(browser, shared):
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    log_in(page, shared, "eve")
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    assert "ferry take" not in page.inner_text("#conversations")
    page.click("role=tab[name=Library]")
    page.locator("[data-send=library_remove]").first.wait_for()
    assert page.locator("#library-files").is_visible()
    page.fill("#library-search textarea, #library-search input", "ferry")
    page.click("[data-send=library_remove]")
    page.locator("#library-progress >> text=was removed").or_(page.locator("#library-progress .pq-notice")).wait_for()
    context.close()
