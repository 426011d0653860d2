"""Asking in a browser: verbatim quotes, one after the other, and what can be done with an answer."""

import io
import json
import threading
import zipfile

import pytest

from qa.suggesting.suggestions import suggest_questions
from qa.web.actions.ask_actions import AskActions

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
SEVERAL = "What happened in 1883?"
NOWHERE = "How do I bake sourdough bread?"


def test_an_answer_is_quoted_verbatim_with_its_source(open_page, ask, texts, assistant):
    page = open_page()
    answer = ask(page, PUMP)
    [expected] = assistant.ask(PUMP).quotes
    assert texts(page, "#ask-chat .pq-words") == texts(page, "#sources mark") == [expected.text]
    short = expected.quote.highlight
    assert texts(page, "#ask-chat .pq-words strong") == [expected.article.text[short.start : short.end]] == ["Snow"]
    assert texts(page, "#ask-chat .pq-chip") == ["Quote 1"]
    assert answer.locator(".pq-from").inner_text() == (
        "Dr. Snow and the pump in Broad Street · Nowhere-on-Sea Courier, 8 Sep 2014"
    )
    assert page.locator("#ask-question textarea").input_value() == ""
    look = "one => [getComputedStyle(one).fontFamily, getComputedStyle(one).fontWeight]"
    assert answer.locator(".pq-words").evaluate(look)[0].startswith('"Source Serif 4"')
    assert answer.locator(".pq-from").evaluate(look)[0].startswith("Inter")
    weights = [int(answer.locator(shown).evaluate(look)[1]) for shown in (".pq-words", ".pq-words strong")]
    assert weights[0] < weights[1]
    page.wait_for_function("document.fonts.check('20px \"Source Serif 4\"')")


def test_quotes_come_one_after_the_other(open_page, texts, assistant, monkeypatch):
    """Each quote is shown, with its source, while the next is still on its way."""
    expected = [citation.text for citation in assistant.ask(SEVERAL).quotes]
    assert len(expected) > 2
    ask, shown = AskActions.ask, threading.Semaphore(0)

    def step_by_step(self, *args, **kwargs):
        for view in ask(self, *args, **kwargs):
            yield view
            assert shown.acquire(timeout=30)

    monkeypatch.setattr(AskActions, "ask", step_by_step)
    page = open_page()
    page.fill("#ask-question textarea", SEVERAL)
    page.keyboard.press("Enter")
    page.locator(".pq-searching .pq-stop").wait_for()
    assert texts(page, "#ask-chat .pq-question") == [SEVERAL]
    for count in range(1, len(expected)):
        shown.release()
        page.wait_for_function("count => document.querySelectorAll('#ask-chat .pq-words').length === count", arg=count)
        page.wait_for_function("count => document.querySelectorAll('#sources mark').length === count", arg=count)
        assert texts(page, "#ask-chat .pq-words") == expected[:count]
        assert page.locator("#ask-chat .pq-answer .pq-acts").count() == 0
    shown.release()
    page.locator("#ask-chat .pq-answer .pq-acts").wait_for()
    assert texts(page, "#ask-chat .pq-words") == expected
    shown.release()


def test_the_newest_question_is_in_view_from_its_beginning(open_page, ask, assistant):
    page = open_page()
    for question in (SEVERAL, PUMP, SEVERAL):
        ask(page, question)
        page.wait_for_function("""() => {
          const question = [...document.querySelectorAll("#ask-chat .pq-question")].at(-1).getBoundingClientRect();
          const composer = document.querySelector("#ask-composer").getBoundingClientRect();
          return question.top >= 0 && question.bottom <= composer.top;
        }""")


def test_nothing_found_is_plainly_said(open_page, ask, texts, assistant):
    page = open_page()
    answer = ask(page, NOWHERE)
    expected = assistant.ask(NOWHERE)
    assert answer.locator(".pq-reason").inner_text() == expected.reason
    for label in (answer.locator(".pq-label"), page.locator("#sources .pq-label")):
        assert label.inner_text() == "Not an answer: the nearest passages"
    assert texts(page, "#ask-chat .pq-nearest .pq-words") == [citation.text for citation in expected.nearest]
    assert page.locator("#ask-chat .pq-words strong").count() == 0
    style = "one => getComputedStyle(one).borderTopStyle"
    assert answer.locator(".pq-nearest").evaluate(style) == "dashed"
    assert page.locator("#sources .pq-nearest mark").first.evaluate(style.replace("Top", "Bottom")) == "dashed"
    # There is nothing to quote, but the refusal can be found right or wrong.
    assert answer.locator(".pq-acts .pq-copy").count() == 0
    assert answer.locator(".pq-acts .pq-up").count() == 1


def test_what_is_to_be_typed_looks_so(open_page, ask, texts):
    page = open_page()
    answer = ask(page, "Wer stand in Verdacht, die Pumpe in der Broad Street verdorben zu haben?")
    assert texts(page, ".pq-reason code") == ["--reader similarity", "pullquote doctor --rebuild --model NAME"]
    assert "`" not in answer.locator(".pq-reason").inner_text()


def test_what_was_searched_can_be_changed(open_page, ask, texts, focused, answered):
    """What is put into the box and sent is searched as it stands; what is asked after that is a follow-up again."""
    page = open_page()
    ask(page, "What did the eruption of Krakatoa sound like?")
    assert page.locator(".pq-searched, #ask-exactly:visible").count() == 0
    ask(page, "When was it?")
    whole = texts(page, "#ask-chat .pq-whole")
    assert len(whole) == 1 and "Krakatoa" in whole[0]
    page.get_by_role("link", name="change").click()
    box, exactly = page.locator("#ask-question textarea"), page.get_by_label("Search for exactly this")
    assert box.input_value() == whole[0]
    assert box.evaluate("one => one === document.activeElement") and exactly.is_checked()
    # As it is, or changed.
    page.keyboard.press("Enter")
    answered(page, 3)
    assert texts(page, "#ask-chat .pq-question")[2] == whole[0]
    page.locator(".pq-change").focus()
    page.keyboard.press("Enter")
    focused(page, "#ask-question textarea")
    ask(page, "When did that erupt?")
    assert texts(page, "#ask-chat .pq-question")[3:] == ["When did that erupt?"]
    assert texts(page, "#ask-chat .pq-whole") == whole
    exactly.wait_for(state="hidden")
    ask(page, "How loud was the eruption of Krakatoa?")
    ask(page, "When was it?")
    assert len(texts(page, "#ask-chat .pq-whole")) == 2


def list_titles(assistant):
    """Return the titles of the articles, newest first, those of the samples behind the others."""
    entries = assistant.library.entries()
    return [
        entry.title for entry in sorted(entries, key=lambda entry: entry.id not in ("ferry", "bridge", "lighthouse"))
    ]


def test_an_empty_conversation_offers_questions(open_page, assistant, suggested, answered, texts):
    """Each is a button that asks; they come of the articles, and titles fill up: the newest first, samples last."""
    suggested += suggest_questions(assistant, 2)
    try:
        assert len(suggested) == 2 and all(assistant.ask(question).quotes for question in suggested)
        # Suggestions are looked for anew when the library has changed.
        [title, *_] = list_titles(assistant)
        assistant.library.restore(assistant.library.remove(assistant.library.entries()[0].id))
        page = open_page()
        page.locator(".pq-welcome-question", has_text=suggested[0]).wait_for()
        offered = texts(page, ".pq-welcome-question")
        assert offered[:2] == suggested and offered[2] == title and len(offered) == 4
        for number, label in enumerate((suggested[1], title)):
            if number:
                page.locator(".pq-conversations-new").click()
            page.get_by_role("button", name=label, exact=True).click()
            answered(page, 1)
            assert texts(page, "#ask-chat .pq-question") == [label]
            assert page.locator(".pq-welcome").count() == 0 or page.locator(".pq-welcome").is_hidden()
    finally:
        suggested.clear()
        assistant.library.restore(assistant.library.remove(assistant.library.entries()[0].id))


def test_without_suggestions_titles_begin_a_conversation(open_page, assistant, texts, answered):
    page = open_page()
    titles = list_titles(assistant)
    page.wait_for_function("document.querySelectorAll('.pq-welcome-question').length === 4")
    assert texts(page, ".pq-welcome-question") == titles[:4]
    page.locator(".pq-welcome-question").first.click()
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == titles[:1]


def test_no_question_changes_nothing(open_page, ask, texts):
    """Enter in an empty box emptied the page."""
    page = open_page()
    page.locator(".pq-welcome").wait_for()
    for nothing in ("", "   "):
        page.fill("#ask-question textarea", nothing)
        page.press("#ask-question textarea", "Enter")
        page.locator("#ask-question .submit-button").click()
    ask(page, PUMP)
    page.press("#ask-question textarea", "Enter")
    # What is sent by other ways than the box changes nothing either.
    page.evaluate(SEND, ["ask_question", {"question": " "}])
    page.evaluate(SEND, ["ask_retry", {"number": 99}])
    ask(page, NOWHERE)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, NOWHERE]
    assert page.locator(".pq-conversation").count() == 1 and page.locator("#sources mark").count() > 1


SEND = """async ([name, data]) => {
  document.dispatchEvent(new CustomEvent("pullquote:send", { detail: { name, data } }));
  for (let n = 0; n < 10; n++) await new Promise(requestAnimationFrame);
}"""


def test_an_answer_is_copied_with_its_citations(open_page, ask, texts, clipboard):
    page = open_page()
    answer = ask(page, SEVERAL)
    answer.get_by_role("button", name="Copy", exact=True).click()
    copied = clipboard(page)
    words, origins = texts(page, "#ask-chat .pq-words"), texts(page, "#ask-chat .pq-from")
    pairs = list(zip(words, origins, strict=True))
    assert copied["text"] == "\n\n".join(f"“{said}”\n— {origin}" for said, origin in pairs)
    quoted = page.evaluate(
        """html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("blockquote")]
        .map(one => [...one.querySelectorAll("p")].map(line => line.textContent))""",
        copied["html"],
    )
    assert quoted == [[said, f"— {origin}"] for said, origin in pairs]
    # What the browser does not let happen is said.
    page.evaluate("() => void (navigator.clipboard.write = () => Promise.reject(new Error()))")
    answer.get_by_role("button", name="Copy", exact=True).click()
    page.locator("#pq-toast.pq-shown", has_text="The browser did not let it be copied").wait_for()


def test_a_verdict_is_kept_taken_back_and_exported(open_page, ask, answered, assistant):
    page = open_page()
    ask(page, PUMP)
    ask(page, NOWHERE)
    page.locator("#answer-1").get_by_role("button", name="Right").click()
    page.locator("#answer-1").get_by_role("button", name="Rated right").wait_for()
    page.locator("#answer-2").get_by_role("button", name="Wrong").click()
    page.locator("#answer-2").get_by_role("button", name="Rated wrong").wait_for()
    page.reload()
    answered(page, 2)
    page.locator("#answer-1").get_by_role("button", name="Rated right").wait_for()
    page.get_by_role("tab", name="Settings").click()
    link = page.get_by_role("link", name="Download them as a question set")
    link.wait_for()
    assert "2 answers rated" in page.locator("#settings-facts").inner_text()
    with page.expect_download() as downloaded:
        link.click()
    assert downloaded.value.suggested_filename == "pullquote-ratings.zip"
    packed = zipfile.ZipFile(io.BytesIO(downloaded.value.path().read_bytes()))
    rows = {name: [json.loads(line) for line in packed.read(name).decode().splitlines()] for name in packed.namelist()}
    [right], [rejected] = rows["questions.jsonl"], rows["rejected.jsonl"]
    [quote] = assistant.ask(PUMP).quotes
    assert right["question"] == PUMP and rejected["question"] == NOWHERE
    assert right["gold"] == [{"article_id": quote.article.id, "start": quote.quote.start, "end": quote.quote.end}]
    [article] = rows["corpus.jsonl"]
    assert article["text"][quote.quote.start : quote.quote.end] == quote.text
    page.get_by_role("tab", name="Ask", exact=True).click()
    for number, verdict in ((1, "right"), (2, "wrong")):
        page.locator(f"#answer-{number}").get_by_role("button", name=f"Rated {verdict}").click()
        page.locator(f"#answer-{number}").get_by_role("button", name=verdict.capitalize(), exact=True).wait_for()
    page.get_by_role("tab", name="Settings").click()
    page.get_by_text("Say under an answer whether it is right or wrong").wait_for()


def test_a_question_that_is_refused_is_given_back_and_its_error_is_in_view(open_page, ask, answered):
    """The error of a second long question stood below the fold, and the question was gone."""
    page = open_page()
    ask(page, "When did the Panama Canal open?")
    box = page.locator("#ask-question textarea")
    for turn in ("first", "second"):
        long = f"The {turn} one: who built the lamp?" * 100
        box.fill(long)
        box.press("Enter")
        page.locator("#ask-chat .pq-question", has_text=f"The {turn} one").wait_for()
        page.wait_for_function("""() => {
          const error = document.querySelector(".pq-error").getBoundingClientRect();
          return error.top >= 0 && error.bottom <= document.querySelector("#ask-composer").getBoundingClientRect().top;
        }""")
        page.wait_for_function("long => document.querySelector('#ask-question textarea').value === long", arg=long)
    # It was not asked: it is no part of the conversation.
    box.fill(PUMP)
    box.press("Enter")
    page.locator(".pq-error").wait_for(state="detached")
    answered(page, 2)


def test_the_box_is_emptied_though_the_question_before_was_refused(open_page, ask, answered):
    """Also by the question that begins the conversation, which the page is told of before its chat."""
    page = open_page()
    box = page.locator("#ask-question textarea")
    ask(page, "Who built the lamp?" * 200)
    box.fill(PUMP)
    box.press("Enter")
    page.locator(".pq-error").wait_for(state="detached")
    answered(page, 1)
    page.wait_for_function("document.querySelector('#ask-question textarea').value === ''")


def test_a_question_that_is_too_long_is_one_sentence(open_page, ask):
    page = open_page()
    error = ask(page, "x" * 3000)
    assert error.locator("p").inner_text() == "The question has 3,000 characters: ask in at most 2,000."
    # Its Retry did nothing: a refused question is no part of the conversation.
    assert page.get_by_role("button", name="Retry").count() == page.get_by_role("button", name="Edit").count() == 0


def test_a_question_that_is_sent_twice_in_one_breath_is_asked_once(open_page, answered, texts):
    page = open_page()
    page.fill("#ask-question textarea", PUMP)
    for _ in range(3):
        page.keyboard.press("Enter")
    answered(page, 1)
    page.reload()
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [PUMP] and page.locator(".pq-conversation").count() == 1
