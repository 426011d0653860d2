"""What a sentence is on its page: prose, a heading, the article's own question, a list, a box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from qa.reading.sentence_kind import SentenceKind, classify_sentence, describe_sentences

PAGE = """The bridge opens

By Ada Quill and Bo Marsh

The bridge opened on Monday. “Why did it take so long?” the mayor asked.

Who paid for it?

The town did. Three firms gave money:

Quill and Sons

Marsh Brothers

The rest came from tolls.

Sign up for our newsletter.
"""


def span(words, text=PAGE):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("By Ada Quill and Bo Marsh", SentenceKind.FURNITURE),
        ("The bridge opened on Monday.", SentenceKind.PROSE),
        ("“Why did it take so long?” the mayor asked.", SentenceKind.PROSE),
        ("Who paid for it?", SentenceKind.QUESTION),
        ("The town did.", SentenceKind.PROSE),
        ("Three firms gave money:", SentenceKind.LEAD_IN),
        ("Quill and Sons", SentenceKind.ITEM),
        ("Marsh Brothers", SentenceKind.ITEM),
        ("Sign up for our newsletter.", SentenceKind.FURNITURE),
    ],
)
def test_kinds(words, kind):
    assert classify_sentence(PAGE, span(words)) is kind


def test_a_line_before_prose_is_a_heading():
    text = "The tolls came first.\n\nWhat the town says\n\nIt says nothing."
    assert classify_sentence(text, span("What the town says", text)) is SentenceKind.HEADING


@pytest.mark.parametrize(
    "credit",
    ["Ada Finch / The Gazette", "(Photo: Ada Finch, Gazette)", "Bo Marsh/AP", "Lamp Source", "Credit Ada Finch"],
)
def test_a_sentence_before_the_credit_of_a_picture_is_a_caption(credit):
    text = f"The bridge opened.\n\nKeepers wait on the pier. A ferry comes in. {credit}\n\nIt rained."
    assert classify_sentence(text, span("A ferry comes in.", text)) is SentenceKind.FURNITURE
    # What stands before the caption may be the article's own words.
    for told in ("The bridge opened.", "Keepers wait on the pier.", "It rained."):
        assert classify_sentence(text, span(told, text)) is SentenceKind.PROSE


@pytest.mark.parametrize(
    "behind",
    [
        "(Reporting by Ada Finch)",
        "By Ada Finch",
        "Read more",
        "the mayor said",
        "Ada Finch, Staff Writer",
        "And it did.",
    ],
)
def test_a_sentence_before_anything_else_is_no_caption(behind):
    text = f"Keepers wait on the pier. {behind}"
    assert classify_sentence(text, span("Keepers wait on the pier.", text)) is SentenceKind.PROSE


def test_a_question_that_somebody_asked_is_no_heading():
    text = '"Who will pay?" she asked.\n\n"Will they pay?"\n\nNobody knew. Who would?'
    assert classify_sentence(text, span('"Will they pay?"', text)) is SentenceKind.PROSE
    assert classify_sentence(text, span("Who would?", text)) is SentenceKind.QUESTION


QUOTED_QUESTIONS = (
    "The hall was full. [“Why now?” she asked, and left.]",
    "“Nobody paid. [Why now?] They never told us,” she said.",
    '"Nobody paid. [Why now?] They never told us," she said.',
    "‘Nobody paid. [Why now?] They never told us,’ she said.",
    "“It's late, it's the firm's fault. [Isn't it?] We're tired,” he said.",
    "“They waited. [Who would come?]",
    "Nobody paid. [Why now?] They never told us,” she said.",
)
OWN_QUESTIONS = (
    "The bridge opened. [Who paid?] Nobody knows.",
    "“They left,” he said. [But who paid?] The guard did not.",
    "She called it “theft”. [But was it “theft” at all?] Yes.",
    "[What is 'slow fish'?] It is a way of cooking.",
    "He said “no”. [So what's the keeper's plan?] There is none.",
)
PROSE = (
    "It began in May. [The mayor left at noon]\n\nThey came back.",
    "It began in May.\n\n[The mayor was gone by noon]",
    "It began in May.\n\n[The mayor was gone by noon]\n\nSign up for our newsletter.",
    "It began.\n\n[" + "The old mill is gone, and " * 5 + "so are we]\n\nThey left.",
)
HEADINGS = (
    "[The dam breaks]\n\nBy Ada Quill\n\nThe dam broke.",
    "[The dam breaks]\n\nBy Ada Quill\n\n3 March 2023\n\nNORTHPORT (AP) —\n\nThe dam broke.",
    "It began in May.\n\nAdvertisement\n\n[What was lost]\n\nSign up for our newsletter\n\nTwo mills were.",
    "It began in May.\n\n[What was lost]\n\nThe town lost these:\n\nTwo mills\n\nOne bridge",
    "It began in May.\n\nWho paid? [The mayor was gone by noon]\n\nThe town did.",
    "The dam broke on Monday. [Harbour Board]\n\nIt was old.",
)
ITEMS = (
    "The town lost these:\n\n[Two mills that were old]\n\nOne bridge\n\nThey will be rebuilt.",
    "The town lost these:\n\nTwo mills\n\n[One bridge]",
    "It began.\n\n[Two mills;]\n\nOne bridge.",
)


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        *((marked, SentenceKind.PROSE) for marked in (*QUOTED_QUESTIONS, *PROSE)),
        *((marked, SentenceKind.QUESTION) for marked in OWN_QUESTIONS),
        *((marked, SentenceKind.HEADING) for marked in HEADINGS),
        *((marked, SentenceKind.ITEM) for marked in ITEMS),
    ],
)
def test_what_stands_in_brackets(marked, kind):
    start, end = marked.index("["), marked.index("]") - 1
    assert classify_sentence(marked.replace("[", "").replace("]", ""), Span(start, end)) is kind


def test_prose_stands_under_its_question():
    sentences = [span("The bridge opened on Monday."), span("The town did."), span("The rest came from tolls.")]
    first, second, third = describe_sentences(PAGE, sentences)
    assert first.heading != "Who paid for it?"
    assert (second.heading, second.distance) == ("Who paid for it?", 2)
    assert third.heading == "Who paid for it?"
    assert third.distance > second.distance
    assert describe_sentences(PAGE, []) == []


@given(st.text(alphabet='aA.?:\n “”"1', max_size=60), st.data())
def test_any_sentence_of_any_text_has_a_kind(text, data):
    start = data.draw(st.integers(0, len(text)))
    sentence = Span(start, data.draw(st.integers(start, len(text))))
    assert classify_sentence(text, sentence) in SentenceKind
    [described] = describe_sentences(text, [sentence])
    assert described.heading in text
