"""Viewing on the page: a conversation shows what is its own, the end of it if it is long, and no foreign markup."""


def test_a_long_conversation_shows_its_end_and_keeps_its_numbers(open_rooms, said, questions):
    rooms, conversation = open_rooms(most_exchanges=3), ""
    for n in range(5):
        *_, view = rooms.desk.ask(conversation, f"Which lamp? {n}", ("", "", [], ""))
        conversation = view.conversation
    assert questions(view) == ["Which lamp? 2", "Which lamp? 3", "Which lamp? 4"]
    assert "chip-5-1" in said(view)
    assert len(rooms.conversations.exchanges(conversation)) == 5


def test_hostile_text_comes_to_nothing(talks, lectern, asked, tags):
    view = asked("<script>alert(0)</script> What does the quaxol eat?")
    pieces = [message["content"] for message in view.chat]
    pieces += [view.sources, view.history, talks.open().welcome, lectern.read(view.conversation, "hostile")]
    assert not {tag for piece in pieces for tag, _ in tags(piece)} & {"script", "img"}
    assert "quote-1-1" in view.sources


def test_no_conversation_leaks_into_another(desk, talks, lectern, views, asked, kept):
    """Whatever is shown of one holds nothing that was asked or quoted in the other, and nothing leans on it."""
    one, two = asked("Who trimmed the lamp?").conversation, asked("Which moon?").conversation
    lectern.quote(one, "gates", 0, 5)
    asked("When?", two)
    assert "lamp" not in kept.exchanges(two)[1].answer.searched.lower()
    for view in (talks.open(two), views.shown(two), talks.rate(two, 1, 1), desk.stop(two)):
        shown = str(view.chat) + view.sources + view.welcome
        assert not [word for word in ("lamp", "lantern", one) if word in shown]
    assert "lamp" not in lectern.read(two, "moon") and "<mark>" not in lectern.read(two, "lamp")
    assert "moon" not in (str(talks.open(one).chat) + talks.open(one).sources).lower()
    lectern.withdraw(two, 2)
    list(desk.retry(two, 2))
    assert len(kept.exchanges(one)) == 2
