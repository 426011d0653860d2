"""Two hostile readers on one server: what one may not see or change stays so, at every route and event there is."""

import gc
import re
import sqlite3
import warnings

import pytest
from starlette.routing import Mount

from corpus import Span
from index import Filters
from qa.answer import Answer, Citation
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.people.users import Role, Users
from qa.programs.keys import Keys, Scope
from qa.quote import Quote
from qa.web.events import EVENTS
from qa.web.page.readers_events import READERS_EVENTS, name_handler
from qa.web.rights import ROUTES
from qa.web.sharing import Sharing, build_gate
from qa.web.web_settings import WebSettings

PORT = 7861
HOST = f"127.0.0.1:{PORT}"
PASSWORD = "four quiet harbour lamps"
# Stands in the name of Ada's conversation, her question and her note, and nowhere else.
SECRET = "heliotrope"
# The routes with what is a person's own.
OWN = {
    "/", "/api/basket.{suffix}", "/api/conversations/{conversation}.md",
    "/api/conversations/{conversation}/answers/{number}.md", "/api/conversations/{conversation}/copies/{number}",
    "/api/ratings.zip", "/api/v1/baskets", "/api/v1/baskets/file", "/api/v1/quotes", "/api/v1/quotes/{quote_id}",
    "/config", "/gradio_api/cancel", "/gradio_api/queue/data", "/gradio_api/queue/join", "/gradio_api/reset",
    "/gradio_api/run/predict",
}  # fmt: skip
# Those over the library, which all have in common, and over the program.
COMMON = {
    "/api/articles", "/api/ask", "/api/check", "/api/openapi.json", "/api/style", "/api/v1/articles",
    "/api/v1/articles/{article_id:path}", "/api/v1/ask", "/api/v1/ask/stream", "/api/v1/ask/whole", "/api/v1/check",
    "/api/v1/check/whole", "/api/v1/cite", "/api/v1/files", "/api/v1/find-quotation", "/api/v1/reference",
    "/api/v1/resolve", "/api/v1/search", "/assets/{path:path}", "/favicon.ico", "/gradio_api/app_id",
    "/gradio_api/info", "/gradio_api/startup-events", "/gradio_api/upload", "/mcp", "/save", "/static/{path:path}",
    "/theme.css", "/v1/chat/completions", "/v1/models", "/v1/models/{model}",
}  # fmt: skip
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Events that change the library, or begin to.
EDITORS_EVENTS = {
    f"LibraryTab.{name}"
    for name in ("add", "cancel", "fetch", "paste", "remove", "restore", "save", "tag", "untag")
}  # fmt: skip


class People:
    """A server, its users, and what is Ada's."""

    def __init__(self, client, users, library):
        self._client, self._users, self.library = client, users, library
        self.cookies = {user.name: users.begin_session(user) for user in users.list_all()}
        ada = users.get("ada")
        self.folder = users.find_folder(ada)
        conversations, self.baskets = Conversations(library, self.folder), Baskets(library, self.folder)
        self.conversation = conversations.start(f"Which {SECRET}?")
        article = library.article("lamp")
        citation = Citation(1, Quote("lamp", *Span(0, 27), 1.0), article)
        exchange = conversations.begin(self.conversation, f"Which {SECRET}?", Filters())
        conversations.finish(self.conversation, exchange.number, Answer("a", "Which?", 1.0, (citation,), None, (), ()))
        conversations.rate(self.conversation, exchange.number, 1)
        self.quote = self.baskets.keep(citation, SECRET, f"Which {SECRET}?", f"A {SECRET} note")
        self.keys = {
            (name, scope): Keys(users.find_folder(users.get(name))).add(str(scope), scope)
            for name in ("ada", "bob", "eve")
            for scope in Scope
        }

    def send(self, who, method, path, key=None, **more):
        """Send a request in a person's name, None for nobody; with the scope of a key, through a program."""
        headers = {"host": HOST, **more.pop("headers", {})}
        if key:
            headers["authorization"] = f"Bearer {self.keys[who, key]}"
        elif who:
            headers["cookie"] = f"pullquote-login-{PORT}={self.cookies[who]}"
        self._client.cookies.clear()
        return self._client.request(method, path, headers=headers, **more)

    def dump(self):
        """Return all that is kept of Ada's, and of the library's articles."""
        kept = []
        for path in (*sorted(self.folder.glob("*.sqlite")), self.library.folder / "library.sqlite"):
            with sqlite3.connect(path) as connection:
                kept += [(path.name, line) for line in connection.iterdump()]
            connection.close()
        return kept

    def fill(self, path):
        """Return a route's path with what is Ada's in it."""
        filled = {"{conversation}": self.conversation, "{number}": "1", "{quote_id}": str(self.quote)}
        filled |= {"{suffix}": "md", "{article_id:path}": "lamp", "{path:path}": "x.js", "{model}": "pullquote"}
        return re.sub(r"\{[\w:]+\}", lambda match: filled[match[0]], path)


@pytest.fixture(scope="module")
def people(make_assistant, word_reader, of_words):
    from argon2 import PasswordHasher
    from starlette.testclient import TestClient

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        assistant = make_assistant(*of_words, reader=word_reader)
        users = Users(assistant.library.folder)
        for name, role in (("ada", Role.READER), ("bob", Role.READER), ("eve", Role.EDITOR)):
            users.add(name, role, PASSWORD)
        settings = WebSettings(most_requests=1_000_000, most_works=1_000_000)
        gate = build_gate(assistant, Sharing("127.0.0.1", PORT), settings)
        with TestClient(gate, base_url=f"http://{HOST}", follow_redirects=False) as client:
            opened = People(client, users, assistant.library)
            with warnings.catch_warnings():
                # Gradio leaves event loops open when it is imported and built: let them go here.
                warnings.simplefilter("ignore", ResourceWarning)
                for name in ("ada", "bob", "eve"):
                    assert opened.send(name, "GET", "/config").status_code == 200
                gc.collect()
            yield opened


@pytest.fixture(scope="module")
def events(people):
    """The page's events: the number, the path, and how many values each takes."""
    return [
        (event["id"], "/gradio_api/queue/join" if event["queue"] else "/gradio_api/run/predict", len(event["inputs"]))
        for event in people.send("bob", "GET", "/config").json()["dependencies"]
    ]


def find_desk(people, name):
    """Return the application that is a person's."""
    desks = people._client.app._desks._desks
    return next(desk.app for (user, _), desk in desks.items() if user == people._users.get(name).id)


def list_routes(app, above=""):
    """Yield the path of every route of an application and of those that are mounted at its root."""
    for route in app.routes:
        if hasattr(route, "original_router"):
            yield from list_routes(route.original_router, above + route.include_context.prefix)
        elif isinstance(route, Mount) and not route.path:
            yield from list_routes(route.app, above)
        elif not isinstance(route, Mount):
            yield above + route.path


def test_every_route_is_one_of_a_persons_own_or_of_all():
    assert set(ROUTES) == OWN | COMMON and not OWN & COMMON


def test_a_route_that_nobody_named_is_shut(people):
    """Whatever is added to the application, by us or by the page's framework, is shut until rights.py names it."""
    people.send("bob", "GET", "/config")
    people.send("eve", "GET", "/config")
    declared = {re.sub(r":(?!path)\w+", "", path) for path in list_routes(find_desk(people, "eve"))}
    api = {path for path in declared if path.startswith(("/api/", "/v1/", "/mcp", "/save")) and "{rest" not in path}
    assert api == {path for path in ROUTES if path.startswith(("/api/", "/v1/", "/mcp", "/save"))}
    before, shut = people.dump(), 0
    # These are the gate's own.
    for path in declared - set(ROUTES) - {"/login", "/logout"}:
        filled = re.sub(r"\{[^}]*\}", "x", path)
        for method in METHODS:
            answer = people.send("eve", method, filled)
            public = path.startswith(("/assets", "/static", "/pullquote"))
            if answer.status_code not in (404, 405) and not (public and method == "GET"):
                # What the page can do without is answered with nothing.
                assert answer.status_code == 204 and answer.content == b"", (method, path, answer.status_code)
            shut += 1
    assert shut > 100 and people.dump() == before


@pytest.mark.parametrize("path", ROUTES)
def test_nobody_comes_in_without_a_login(people, path):
    for method in METHODS:
        for more in ({}, {"cookie": f"pullquote-login-{PORT}=x"}, {"authorization": "Bearer pullquote-x"}):
            answer = people.send(None, method, people.fill(path), headers=more)
            assert answer.status_code in (303, 401), (method, answer.status_code)
            assert SECRET not in answer.text and "lamp burned" not in answer.text


@pytest.mark.parametrize("path", ROUTES)
def test_a_reader_changes_nothing_of_the_library(people, path):
    readers, editors = ROUTES[path]
    before = people.dump()
    sent = {"title": "Mine", "text": "Mine now."}
    for method in METHODS:
        for key in (None, Scope.WRITE):
            if method in readers or (path == "/assets/{path:path}" and key):
                continue
            answer = people.send("bob", method, people.fill(path), key, json=sent)
            # Keys open no page.
            shut = {405} if method not in editors else {403}
            assert answer.status_code in shut | ({401, 303} if key else set()), (method, key, answer.status_code)
    assert people.dump() == before


@pytest.mark.parametrize("path", sorted(OWN))
def test_what_is_a_persons_own_is_shown_to_nobody_else(people, path):
    before = people.dump()
    for who in ("bob", "eve"):
        for method in METHODS:
            for key in (None, Scope.READ, Scope.WRITE):
                more = {"params": {"basket": SECRET, "style": "apa", "session_hash": "x"}} if method == "GET" else {}
                more |= {"json": {"note": "mine", "number": 1}} if method in ("PATCH", "POST") else {}
                if path == "/gradio_api/queue/data":
                    continue  # see the events
                answer = people.send(who, method, people.fill(path), key, **more)
                told = answer.content.replace(SECRET.encode(), b"", 0 if method != "GET" else -1)
                if "basket" not in path and "quotes" not in path:
                    told = answer.content
                assert SECRET.encode() not in told, (who, method, key)
                if "conversations" in path and method == "GET" and key is None:
                    assert answer.status_code == 404
    assert people.dump() == before


def test_a_persons_quotes_are_listed_to_them_only(people):
    for key in (None, Scope.READ, Scope.WRITE):
        [quote] = people.send("ada", "GET", f"/api/v1/quotes?basket={SECRET}", key).json()["quotes"]
        assert SECRET in quote["note"]
        for who in ("bob", "eve"):
            assert people.send(who, "GET", f"/api/v1/quotes?basket={SECRET}", key).json()["quotes"] == []
            assert SECRET not in people.send(who, "GET", "/api/v1/baskets", key).text
            exported = people.send(who, "GET", f"/api/v1/baskets/file?basket={SECRET}", key).text
            assert "The lamp burned" not in exported
        assert "The lamp burned" in people.send("ada", "GET", f"/api/v1/baskets/file?basket={SECRET}", key).text


def test_a_reader_keeps_quotes_of_their_own_and_cannot_reach_those_of_others(people):
    before = people.dump()
    place = {"article_id": "lamp", "start": 0, "end": 27}
    kept = people.send("bob", "POST", "/api/v1/quotes", json=place)
    assert kept.status_code in (200, 201)
    # Numbers are each person's own: that of Ada's quote is another one here.
    for number in range(1, 4):
        people.send("bob", "PATCH", f"/api/v1/quotes/{number}", json={"note": "mine"})
        people.send("bob", "DELETE", f"/api/v1/quotes/{number}")
    assert people.send("bob", "GET", "/api/v1/quotes").json()["quotes"] == []
    assert people.dump() == before


def test_a_key_does_what_its_scope_and_its_user_may_and_no_more(people):
    place = {"article_id": "lamp", "start": 0, "end": 27}
    assert people.send("bob", "POST", "/api/v1/search", Scope.READ, json={"words": "lamp"}).status_code == 200
    assert people.send("bob", "POST", "/api/v1/quotes", Scope.READ, json=place).status_code == 403
    assert people.send("bob", "POST", "/api/v1/quotes", Scope.WRITE, json=place).status_code in (200, 201)
    text = {"title": "Tide", "text": "The tide turned at noon."}
    assert people.send("bob", "POST", "/api/v1/articles", Scope.WRITE, json=text).status_code == 403
    assert people.send("eve", "POST", "/api/v1/articles", Scope.READ, json=text).status_code == 403
    made = people.send("eve", "POST", "/api/v1/articles", Scope.WRITE, json=text)
    assert made.status_code == 201
    # At once all have it, and the reader cannot take it away.
    address = f"/api/v1/articles/{made.json()['articles'][0]['id']}"
    assert people.send("bob", "GET", address).status_code == 200
    assert people.send("bob", "DELETE", address).status_code == 403
    assert people.send("eve", "DELETE", address, Scope.READ).status_code == 403
    assert people.send("eve", "DELETE", address).status_code == 204
    assert people.send("bob", "GET", address).status_code == 404
    for path in ("/", "/config", "/save", "/account"):
        assert people.send("eve", "GET", path, Scope.WRITE).status_code in (303, 401)


def test_a_key_of_nobody_and_one_that_was_revoked_open_nothing(people):
    alone = Keys(people.library.folder).add("alone", Scope.WRITE)
    bobs = Keys(people._users.find_folder(people._users.get("bob")))
    revoked = bobs.add("once", Scope.WRITE)
    assert people.send(None, "GET", "/api/v1/articles", headers={"authorization": f"Bearer {revoked}"}).is_success
    bobs.revoke("once")
    for key in (alone, revoked):
        answer = people.send(None, "GET", "/api/v1/articles", headers={"authorization": f"Bearer {key}"})
        assert answer.status_code == 401 and "belongs to nobody" in answer.text


def test_every_event_is_either_a_readers_or_an_editors(people):
    people.send("bob", "GET", "/config")
    page = next(route.app for route in find_desk(people, "bob").routes if isinstance(route, Mount) and not route.path)
    handlers = {name_handler(event.fn) for event in page.get_blocks().fns.values()}
    assert handlers == READERS_EVENTS | EDITORS_EVENTS and not READERS_EVENTS & EDITORS_EVENTS


def test_no_event_shows_or_changes_what_is_anothers(people, events):
    """Bob sends every event of the page with what is Ada's in every place where something can stand."""
    before, refused, answered = people.dump(), 0, 0
    told = {"id": people.conversation, "number": 1, "which": 1, "kept": people.quote, "to": 1, "rating": -1}
    told |= {"name": "Mine", "text": "mine", "question": "Which?", "start": 0, "end": 27, "tag": "mine"}
    assert {value for values in EVENTS.values() for value in values} - set(told) <= {"value", "column", "step"}
    for number, path, count in events:
        for event_data, value in ((told, people.conversation), ({**told, "id": "lamp"}, None)):
            body = {"fn_index": number, "session_hash": "bob", "event_data": event_data, "data": [value] * count}
            answer = people.send("bob", "POST", path, json=body)
            assert SECRET not in answer.text
            refused += answer.status_code == 422
            if answer.status_code != 200:
                continue
            answered += 1
            if path.endswith("join"):
                stream = people.send("bob", "GET", "/gradio_api/queue/data?session_hash=bob")
                assert SECRET not in stream.text
    assert answered > 80 and refused > 15
    assert people.dump() == before


def test_an_editors_event_is_refused_to_a_reader_and_done_for_an_editor(people, events):
    page = next(route.app for route in find_desk(people, "bob").routes if isinstance(route, Mount) and not route.path)
    blocks, before, done = page.get_blocks(), people.dump(), set()
    for number, path, count in events:
        name = name_handler(blocks.fns[number].fn)
        if name not in EDITORS_EVENTS:
            continue
        body = {"fn_index": number, "session_hash": "bob", "event_data": {"id": "moon"}, "data": [None] * count}
        answer = people.send("bob", "POST", path, json=body)
        assert answer.status_code == 422 and "ask an editor" in answer.text, name
        done.add(name)
    assert done == EDITORS_EVENTS and people.dump() == before
    remove = next(number for number, event in blocks.fns.items() if name_handler(event.fn) == "LibraryTab.remove")
    body = {"fn_index": remove, "session_hash": "eve", "event_data": {"id": "moon"}, "data": []}
    assert people.send("eve", "POST", "/gradio_api/run/predict", json=body).status_code == 200
    assert people.send("bob", "GET", "/api/v1/articles/moon").status_code == 404


def test_what_a_readers_application_would_change_its_library_refuses(people):
    """Behind the guard, too: whatever gets that far."""
    from corpus import Article, PullquoteError

    reading, before = people.library.open_for_reading(), people.dump()
    source = reading.article("lamp").source
    for change in (
        lambda: list(reading.add([Article("new", "New", "New text.")])),
        lambda: reading.correct("lamp", "Mine", source),
        lambda: reading.tag(["lamp"], "mine"),
        lambda: reading.untag(["lamp"], "mine"),
        lambda: reading.remove("lamp"),
        lambda: reading.discard("lamp"),
    ):
        with pytest.raises(PullquoteError):
            change()
    assert people.dump() == before and reading.search("lamp")


def test_behind_https_the_page_asks_by_https(people):
    told = people.send("bob", "GET", f"https://{HOST}/config").json()
    assert told["root"] == f"https://{HOST}"
