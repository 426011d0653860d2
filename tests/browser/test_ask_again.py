"""Questions in a browser that are asked again: retried, and edited."""

import pytest

from qa import Assistant

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
SEVERAL = "What happened in 1883?"
NOWHERE = "How do I bake sourdough bread?"


def test_a_retried_answer_takes_the_place_of_the_last(open_page, ask, texts, monkeypatch, answered):
    page = open_page()
    ask(page, PUMP)
    ask(page, NOWHERE)
    was, ask_ = texts(page, "#ask-chat .pq-words"), Assistant.ask
    # As if the article had been added meanwhile.
    monkeypatch.setattr(Assistant, "ask", lambda self, question, *rest, **kw: ask_(self, SEVERAL, *rest, **kw))
    assert page.get_by_role("button", name="Retry").count() == 1
    page.get_by_role("button", name="Retry").click()
    page.wait_for_function("was => document.querySelectorAll('#ask-chat .pq-words').length > was", arg=len(was))
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE]
    assert page.locator("#ask-chat .pq-reason").count() == 0


def test_the_last_question_is_edited_in_place(open_page, ask, texts, answered):
    page = open_page()
    ask(page, PUMP)
    ask(page, NOWHERE)
    page.locator(".pq-question").last.hover()
    page.get_by_role("button", name="Edit").last.click()
    box = page.locator("#ask-question textarea")
    assert box.input_value() == NOWHERE and box.evaluate("one => one === document.activeElement")
    box.fill(SEVERAL)
    box.press("Enter")
    page.wait_for_function("asked => document.querySelector('#ask-chat').textContent.includes(asked)", arg=SEVERAL)
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, SEVERAL]
    # That was one edit: the next question is a new one.
    ask(page, NOWHERE)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, SEVERAL, NOWHERE]
    page.reload()
    answered(page, 3)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, SEVERAL, NOWHERE]


def test_an_earlier_question_is_edited_into_a_new_one(open_page, ask, texts, answered):
    page = open_page()
    ask(page, PUMP)
    ask(page, NOWHERE)
    page.get_by_role("button", name="Edit").first.click()
    page.wait_for_function("asked => document.querySelector('#ask-question textarea').value === asked", arg=PUMP)
    page.keyboard.press("Enter")
    answered(page, 3)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE, PUMP]
    # Who empties the box edits no more.
    page.get_by_role("button", name="Edit").last.click()
    page.fill("#ask-question textarea", "")
    ask(page, NOWHERE)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE, PUMP, NOWHERE]


def test_an_edit_says_so_and_can_be_cancelled(open_page, ask, texts):
    """What was asked in its place afterwards took the answer away."""
    page = open_page()
    ask(page, PUMP)
    ask(page, NOWHERE)
    sign, box = page.locator(".pq-ask-editing"), page.locator("#ask-question textarea")
    for cancel in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("button", name="Cancel").click()):
        page.locator(".pq-question").last.hover()
        page.get_by_role("button", name="Edit").last.click()
        sign.wait_for()
        cancel()
        sign.wait_for(state="hidden")
        assert box.input_value() == ""
    # Only the last one is taken back.
    page.get_by_role("button", name="Edit").first.click()
    assert box.input_value() == PUMP and sign.is_hidden()
    ask(page, SEVERAL)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE, SEVERAL]


def test_an_edit_ends_with_its_conversation(open_page, ask, texts, answered):
    """The question of another conversation that had the same number was replaced."""
    page = open_page()
    ask(page, PUMP)
    first = page.locator(".pq-conversations [aria-current]").get_attribute("data-id")
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    ask(page, NOWHERE)
    page.get_by_role("button", name="Edit").click()
    page.locator(f".pq-conversation a[data-id='{first}']").click()
    page.wait_for_function("asked => document.querySelector('#ask-chat .pq-question')?.textContent === asked", arg=PUMP)
    page.focus("#ask-question textarea")
    page.keyboard.press("End")
    page.keyboard.type(" please")
    page.keyboard.press("Enter")
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE + " please"]


def test_an_unforeseen_fault_is_told_and_can_be_retried(open_page, ask, texts, monkeypatch, answered, wrong):
    page = open_page()
    ask_, broken = Assistant.ask, [True]

    def faulty(self, *args, **kwargs):
        if broken:
            raise RuntimeError("a fault of the test")
        return ask_(self, *args, **kwargs)

    monkeypatch.setattr(Assistant, "ask", faulty)
    error = ask(page, PUMP)
    assert error.locator("p").inner_text() == ("Something went wrong: see the program’s own window, and ask again.")
    broken.clear()
    page.get_by_role("button", name="Retry").click()
    page.locator("#ask-chat .pq-answer .pq-acts").wait_for()
    assert texts(page, "#ask-chat .pq-question") == [PUMP]
