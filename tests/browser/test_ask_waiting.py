"""Questions in a browser that are held up: stopped, left, and looked for by another page."""

import queue
import threading

import pytest

from qa import Assistant
from qa.web.actions.ask_actions import AskActions

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
NOWHERE = "How do I bake sourdough bread?"
HELD = "Hold on: who suspected the Broad Street pump?"


class Held:
    """Holds up every question with "Hold" in it until it is let go; tells when its answer has come."""

    def __init__(self):
        self.waiting, self.answered = queue.SimpleQueue(), threading.Semaphore(0)

    def wait(self):
        gate = threading.Event()
        self.waiting.put(gate)
        assert gate.wait(60)

    def let_go(self):
        """Let the question go that has waited longest."""
        self.waiting.get(timeout=30).set()


@pytest.fixture
def held(monkeypatch):
    held, ask = Held(), Assistant.ask

    def held_up(self, question, *args, **kwargs):
        if "Hold" not in question:
            return ask(self, question, *args, **kwargs)
        held.wait()
        try:
            return ask(self, question, *args, **kwargs)
        finally:
            held.answered.release()

    monkeypatch.setattr(Assistant, "ask", held_up)
    yield held
    while not held.waiting.empty():
        held.let_go()


def test_a_question_can_be_stopped(open_page, texts, held, answered):
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    error = page.locator("#ask-chat .pq-error")
    error.wait_for()
    assert error.locator("p").inner_text() == "Stopped."
    assert page.get_by_role("button", name="Retry").is_visible()
    # The answer that comes late is nobody's: not in the chat, not among the sources, not in what is kept.
    held.let_go()
    assert held.answered.acquire(timeout=30)
    page.reload()
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [HELD]
    assert page.locator("#ask-chat .pq-answer, #sources mark").count() == 0
    assert error.locator("p").inner_text() == "Stopped."
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("button", name="Stop").wait_for()
    held.let_go()
    page.locator("#ask-chat .pq-answer .pq-acts").wait_for()
    assert texts(page, "#ask-chat .pq-question") == [HELD]
    assert page.locator("#ask-chat .pq-error").count() == 0


def test_after_a_stop_the_next_question_is_asked_at_once(open_page, ask, texts, held, answered):
    """It was dropped without a word while the one that was stopped was still being worked on."""
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    page.locator("#ask-chat .pq-error").wait_for()
    ask(page, PUMP)
    held.let_go()
    assert held.answered.acquire(timeout=30)
    ask(page, NOWHERE)
    page.reload()
    answered(page, 3)
    assert texts(page, "#ask-chat .pq-question") == [HELD, PUMP, NOWHERE]
    assert texts(page, "#ask-chat .pq-error p") == ["Stopped."]


def test_a_stopped_question_is_retried_at_once(open_page, texts, held, monkeypatch):
    """Its new answer was lost: the end of the stopped one, which came late, ended it too."""
    failed, over = AskActions.fail, threading.Event()
    monkeypatch.setattr(AskActions, "fail", lambda *given: (failed(*given), over.set())[0])
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    page.locator("#ask-chat .pq-error").wait_for()
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("button", name="Stop").wait_for()
    held.let_go()
    assert held.answered.acquire(timeout=30)
    over.wait(2)
    held.let_go()
    page.locator("#ask-chat :is(.pq-answer, .pq-error) .pq-acts").wait_for()
    assert texts(page, "#ask-chat .pq-question") == [HELD]
    assert page.locator("#ask-chat .pq-error").count() == 0


def test_a_page_asks_one_question_at_a_time(open_page, texts, held, answered):
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    page.fill("#ask-question textarea", PUMP)
    page.keyboard.press("Enter")
    page.locator("#pq-toast.pq-shown", has_text="Still searching").wait_for()
    assert page.locator("#ask-question textarea").input_value() == PUMP
    held.let_go()
    answered(page, 1)
    page.keyboard.press("Enter")
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-question") == [HELD, PUMP]


def test_what_is_written_behind_a_question_that_was_sent_is_the_next(open_page, answered, held, texts):
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('#ask-question textarea').value += ' And'")
    page.get_by_role("button", name="Stop").wait_for()
    page.wait_for_function("document.querySelector('#ask-question textarea').value === ' And'")
    page.keyboard.type(" then?")
    held.let_go()
    answered(page, 1)
    assert page.locator("#ask-question textarea").input_value() == " And then?"


def test_what_another_page_asks_is_searched_for_here_too(open_page, answered, held, texts):
    """It was said to have been stopped."""
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    talk = page.locator(".pq-conversations [aria-current]").get_attribute("data-id")
    other = open_page(f"/?conversation={talk}")
    other.locator("#ask-chat .pq-elsewhere").wait_for()
    page.reload()
    page.locator("#ask-chat .pq-elsewhere").wait_for()
    held.let_go()
    for shown in (page, other):
        answered(shown, 1)
        assert shown.locator("#ask-chat .pq-words").count() > 0


def test_a_late_answer_stays_in_its_conversation(open_page, ask, texts, held, answered):
    """It brought the page back to the conversation that had been left."""
    page = open_page()
    page.fill("#ask-question textarea", HELD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    # The stream of what was being asked is closed once all of it has come, by whichever side.
    closed = []
    for name in ("requestfinished", "requestfailed"):
        page.on(name, lambda each: closed.append(each) if "/gradio_api/queue/data" in each.url else None)
    held.let_go()
    assert held.answered.acquire(timeout=30)
    frames = 0
    while not closed and frames < 600:
        frames += page.evaluate("new Promise((done) => requestAnimationFrame(() => done(1)))")
    # What has come is shown some frames later.
    page.evaluate("async () => { for (let n = 0; n < 20; n++) await new Promise(requestAnimationFrame); }")
    assert texts(page, "#ask-chat .pq-question") == []
    ask(page, PUMP)
    assert texts(page, "#ask-chat .pq-question") == [PUMP]
    page.locator(".pq-conversation a", has_text="Hold on").click()
    page.wait_for_function("asked => document.querySelector('#ask-chat .pq-question')?.textContent === asked", arg=HELD)
    answered(page, 1)
    assert page.locator("#ask-chat .pq-answer").count() == 1
