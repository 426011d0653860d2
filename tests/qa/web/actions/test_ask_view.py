"""What the Ask tab shows: a conversation shows what is its own, the end of it if it is long, and no foreign markup."""

from qa.conversations.conversation_store import Conversations


def test_a_long_conversation_shows_its_end_and_keeps_its_numbers(open_actions, said, questions):
    actions, conversation = open_actions(most_exchanges=3), ""
    for n in range(5):
        *_, view = actions.ask.ask(conversation, f"Which lamp? {n}", ("", "", [], ""))
        conversation = view.conversation
    assert questions(view) == ["Which lamp? 2", "Which lamp? 3", "Which lamp? 4"]
    assert "chip-5-1" in said(view)
    assert len(Conversations(actions.assistant.library).exchanges(conversation)) == 5


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
    one, two = asked("Who trimmed the lamp?").conversation, asked("Which moon?").conversation
    reader_actions.quote(one, "gates", 0, 5)
    asked("When?", two)
    assert "lamp" not in kept.exchanges(two)[1].answer.searched.lower()
    for view in (conversations_actions.open(two), views.show(two), ask_actions.rate(two, 1, 1), ask_actions.stop(two)):
        shown = str(view.chat) + view.sources + view.welcome
        assert not [word for word in ("lamp", "lantern", one) if word in shown]
    assert "lamp" not in reader_actions.open(two, "moon") and "<mark>" not in reader_actions.open(two, "lamp")
    assert "moon" not in (str(conversations_actions.open(one).chat) + conversations_actions.open(one).sources).lower()
    reader_actions.withdraw(two, 2)
    list(ask_actions.retry(two, 2))
    assert len(kept.exchanges(one)) == 2
