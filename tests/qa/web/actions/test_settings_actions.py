"""Settings on the page: what is told about the library is what it holds."""

from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.actions.actions import Actions
from qa.web.web_settings import WebSettings


def test_the_settings_tell_what_the_library_holds(make_assistant, make_article, texts, word_reader):
    assistant = make_assistant(make_article(), reader=word_reader)
    kept = Conversations(assistant.library)
    actions = Actions.open(assistant, kept, Baskets(assistant.library), "http://127.0.0.1:7860/", WebSettings())
    folder, holds, model = texts(actions.settings.show_facts(), "dd")
    assert folder == str(assistant.library.folder.resolve())
    assert holds.startswith("1 article, 1 passage, 0 conversations; ")
    assert model.startswith("words It runs on this machine; when it was first used it may have been downloaded")
    *_, view = actions.ask.ask("", "Which lamp?", ("", "", [], [], ""))
    actions.ask.rate(view.conversation, 1, 1)
    list(actions.additions.paste("Moon", "The Eagle landed."))
    assert texts(actions.settings.show_facts(), "dd")[1].startswith("2 articles, 2 passages, 1 conversation; ")
    assert "1 answer rated" in actions.settings.show_facts()
    actions.library.remove("lamp")
    assert texts(actions.settings.show_facts(), "dd")[1].startswith("1 article, ")
