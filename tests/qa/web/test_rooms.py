"""The rooms behind the page: what is told about the library is what it holds."""

from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.web.rooms import Rooms
from qa.web.settings import WebSettings


def test_the_settings_tell_what_the_library_holds(make_assistant, make_article, texts, word_reader):
    assistant = make_assistant(make_article(), reader=word_reader)
    kept = Conversations(assistant.library)
    rooms = Rooms.open(assistant, kept, Baskets(assistant.library), "http://127.0.0.1:7860/", WebSettings())
    folder, holds, model = texts(rooms.about(), "dd")
    assert folder == str(assistant.library.folder.resolve())
    assert holds.startswith("1 article, 1 passage, 0 conversations; ")
    assert model.startswith("words It runs on this machine; when it was first used it may have been downloaded")
    *_, view = rooms.desk.ask("", "Which lamp?", ("", "", [], ""))
    rooms.talks.rate(view.conversation, 1, 1)
    list(rooms.intake.paste("Moon", "The Eagle landed."))
    assert texts(rooms.about(), "dd")[1].startswith("2 articles, 2 passages, 1 conversation; ")
    assert "1 answer rated" in rooms.about()
    rooms.shelf.remove("lamp")
    assert texts(rooms.about(), "dd")[1].startswith("1 article, ")
