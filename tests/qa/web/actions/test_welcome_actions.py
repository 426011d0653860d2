"""Welcoming on the page: questions are suggested of the library as it is, and found once."""

import threading

import pytest

from qa.web.web_settings import WebSettings

MOST = WebSettings().most_starts


@pytest.fixture
def finding(monkeypatch):
    """Have one question found each time; what was found is kept in a list, and `do` in it is called meanwhile."""
    finding, meanwhile = [], []

    def suggest_questions(_, most):
        assert most == MOST
        finding.append(f"Suggested {len(finding) + 1}?")
        for do in meanwhile:
            do()
        return finding[-1:]

    monkeypatch.setattr("qa.web.actions.welcome_actions.suggest_questions", suggest_questions)
    return finding, meanwhile


@pytest.fixture
def starts(texts):
    return lambda welcome: texts(welcome, "pq-welcome-question")


def test_questions_are_suggested_once_for_each_state_of_the_library(
    actions, conversations_actions, views, finding, starts
):
    titles = starts(conversations_actions.open().welcome)
    assert titles == [entry.title for entry in actions.assistant.library.entries()][:MOST]
    suggested = starts(views.show_suggestions(""))
    assert suggested == ["Suggested 1?", *titles][:MOST]
    assert starts(views.show_suggestions("")) == starts(conversations_actions.open().welcome) == suggested
    actions.assistant.library.remove("moon")
    assert starts(views.show_suggestions(None))[0] == "Suggested 2?"
    assert len(finding[0]) == 2


def test_questions_of_the_library_as_it_was_are_not_shown(actions, conversations_actions, views, finding, starts):
    """They were, until the page was loaded again: a question of an article that was removed finds nothing."""
    assert starts(views.show_suggestions(""))[0] == "Suggested 1?"
    actions.assistant.library.remove("moon")
    titles = [entry.title for entry in actions.assistant.library.entries()]
    assert starts(conversations_actions.open().welcome) == starts(views.show("").welcome) == titles[:MOST]
    assert starts(views.show_suggestions("")) == ["Suggested 2?", *titles][:MOST]


def test_questions_that_a_change_overtakes_are_not_shown(actions, views, finding, starts):
    suggested, meanwhile = finding
    meanwhile.append(lambda: in_threads(lambda: actions.assistant.library.remove("moon")))
    titles = [entry.title for entry in actions.assistant.library.entries() if entry.id != "moon"]
    assert starts(views.show_suggestions("")) == titles[:MOST]
    meanwhile.clear()
    assert starts(views.show_suggestions(""))[0] == suggested[-1] == "Suggested 2?"


def test_pages_that_load_at_once_have_questions_found_once(views, finding, starts):
    suggested, meanwhile = finding
    shown, asking = [], threading.Semaphore(0)

    def load():
        asking.release()
        shown.append(starts(views.show_suggestions("")))

    # The first goes on when all have asked.
    meanwhile.append(lambda: [asking.acquire(timeout=30) for _ in range(4)])
    in_threads(load, load, load, load)
    assert [each[0] for each in shown] == ["Suggested 1?"] * 4 and suggested == ["Suggested 1?"]


def test_nothing_is_suggested_in_a_conversation_that_has_begun(views, asked, monkeypatch):
    monkeypatch.setattr("qa.web.actions.welcome_actions.suggest_questions", None)
    assert views.show_suggestions(asked().conversation) == ""


def in_threads(*todo):
    threads = [threading.Thread(target=do) for do in todo]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
