"""What the Ask tab shows: a conversation shows what is its own, the end of it if it is long, and no foreign markup."""

from qa.conversations.conversation_store import Conversations


def test_a_long_conversation_shows_its_end_and_keeps_its_numbers(open_actions, said, questions):
    actions, conversation = open_actions(most_exchanges=3), ""
    for n in range(5):
        *_, view = actions.ask.ask(conversation, f"Which lamp? {n}", ("", "", [], [], ""))
        conversation = view.conversation
    assert questions(view) == ["Which lamp? 2", "Which lamp? 3", "Which lamp? 4"]
    assert "chip-5-1" in said(view)
    assert len(Conversations(actions.assistant.library).list_exchanges(conversation)) == 5


def test_hostile_text_comes_to_nothing(conversations_actions, reader_actions, asked, tags):
    view = asked("<script>alert(0)</script> What does the quaxol eat?")
    pieces = [message["content"] for message in view.chat]
    pieces += [
        view.sources,
        view.conversations,
        conversations_actions.open().welcome,
        reader_actions.open(view.conversation, "hostile"),
    ]
    assert not {tag for piece in pieces for tag, _ in tags(piece)} & {"script", "img"}
    assert "quote-1-1" in view.sources


def test_no_conversation_leaks_into_another(ask_actions, conversations_actions, reader_actions, views, asked, kept):
    """Whatever is shown of one holds nothing that was asked or quoted in the other, and nothing leans on it."""
    first, second = asked("Who trimmed the lamp?").conversation, asked("Which moon?").conversation
    reader_actions.quote(first, "gates", 0, 5)
    asked("When?", second)
    assert "lamp" not in kept.list_exchanges(second)[1].answer.searched.lower()
    opened, rated = conversations_actions.open(second), ask_actions.rate(second, 1, 1)
    for view in (opened, views.show(second), rated, ask_actions.stop(second)):
        shown = str(view.chat) + view.sources + view.welcome
        assert not [word for word in ("lamp", "lantern", first) if word in shown]
    assert "lamp" not in reader_actions.open(second, "moon") and "<mark>" not in reader_actions.open(second, "lamp")
    opened = conversations_actions.open(first)
    assert "moon" not in (str(opened.chat) + opened.sources).lower()
    reader_actions.withdraw(second, 2)
    list(ask_actions.retry(second, 2))
    assert len(kept.list_exchanges(first)) == 2
