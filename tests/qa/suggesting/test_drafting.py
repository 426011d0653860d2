"""Drafts: questions made by rules out of single sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Span, normalise
from qa.english.verb_forms import BASE, COUNTING, PRESENT
from qa.suggesting.drafting import KINDS, draft_questions

# Names are known as such by standing inside a sentence.
NAMES = "\n\nHere we read of Venice, Smith and Xhosa, of Docker, Skylark and England, of OpenAI, GBC and GitHub."
PLAIN = re.compile(r"[A-Z][^\W_]*(?: [\w.,’'&%$€£-]+)+\?")


def made(text, title="Notes"):
    return [draft.text for draft in draft_questions(Article("a", title, normalise(text + NAMES)))]


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("The Suez Canal opened on 17 November 1869.", ["When did the Suez Canal open?"]),
        ("The Eiffel Tower was completed in 1889, weeks before the fair.", ["When was the Eiffel Tower completed?"]),
        ("On March 4, 1998 Ann Webb founded the Leeds Bread Club, which still meets.",
         ["When did Ann Webb found the Leeds Bread Club?", "Who founded the Leeds Bread Club?"]),
        ("Ann Webb and Tom Hart married in 1998 and moved to Leeds.", ["When did Ann Webb and Tom Hart marry?"]),
        ("Ann Webb (born 4 May 1970) lives in Leeds.", ["When was Ann Webb born?"]),
        ("Ann Webb was born in the town of Leeds in May 1970.",
         ["When was Ann Webb born?", "Where was Ann Webb born?"]),
        ("Skylark 7, launched on 11 April 1970, was never heard of again.", ["When was Skylark 7 launched?"]),
        ("GitHub will open a museum in Leeds in 2031.", ["When will GitHub open a museum in Leeds?"]),
        ("The U.S. handed the canal to Panama at noon on 31 December 1999.",
         ["When did the U.S. hand the canal to Panama?"]),
        ("GitHub was first released in 2008.", ["When was GitHub first released?"]),
        ("The Bank of England was founded in 1694 by William Paterson.",
         ["When was the Bank of England founded?", "Who founded the Bank of England?"]),
        ("Hamlet Street was designed by the architect Ann Webb.", ["Who designed Hamlet Street?"]),
        ("Venice is sinking because groundwater was pumped out.", ["Why is Venice sinking?"]),
        ("Smith had left England partly because his shop was closed.", ["Why did Smith leave England?"]),
        ("Smith was not invited because of the rain.", ["Why was Smith not invited?"]),
        ("Ann Webb was the first woman to cross the Gobi Desert on foot.",
         ["Who was the first woman to cross the Gobi Desert on foot?", "Who was Ann Webb?"]),
        ("It is the longest river in England.", ["What is the longest river in England?"]),
        ("Xhosa has two tones: high and low.", ["How many tones does Xhosa have?"]),
        ("The Peshtigo Fire killed more than 1,500 people.", ["How many people did the Peshtigo Fire kill?"]),
        ("More than 1,500 people died in the Peshtigo fire.", ["How many people died in the Peshtigo fire?"]),
        ("There are 27 countries in the European Union.", ["How many countries are there in the European Union?"]),
        ("The River Thames is about 346 km long.", ["How long is the River Thames?"]),
        ("The Battle of Hastings lasted about nine hours.", ["How long did the Battle of Hastings last?"]),
        ("The Great Siege lasted two decades.", ["How long did the Great Siege last?"]),
        ("Ann Webb built thirteen schools in Leeds.", ["How many schools did Ann Webb build?"]),
        ("Ann Webb built twenty-one schools in Leeds.", ["How many schools did Ann Webb build?"]),
        ("The Hubble Telescope cost about $1.5 billion.", ["How much did the Hubble Telescope cost?"]),
        ("Venice has a population of 250,000.", ["What is the population of Venice?"]),
        ("On Tuesday Ann Webb said that England should act.", ["What did Ann Webb say about England?"]),
        ("On 8 May 1980 the World Health Assembly declared that smallpox was gone.",
         ["What did the World Health Assembly declare on 8 May 1980?"]),
        ("French President Ann Webb even accused OpenAI last week of breaking its promise.",
         ["What did Ann Webb accuse OpenAI of?"]),
        ("The Ukrainian president accused OpenAI of cheating.", ["What did the Ukrainian president accuse OpenAI of?"]),
        ("The pact between France and Spain was signed in 1902.",
         ["When was the pact between France and Spain signed?"]),
        ("Krakatoa Rock is a small, uninhabited island in the Sunda Strait.", ["Where is Krakatoa Rock?"]),
        ("Loch Ness Hall lies near the city of Inverness.", ["Where is Loch Ness Hall?"]),
        ("Ann Webb is a Swiss chess grandmaster and writer.", ["Who is Ann Webb?"]),
        ("Ann Webb is a Swiss film and television actor.", []),
        ("Green Street is a 2005 film about football.", ["What is Green Street?"]),
        ("The Green Streets were an English rock band.", ["Who were the Green Streets?"]),
        ("Docker is used to run containers.", ["What is Docker used for?"]),
        ("The Green Bus Company, a small firm, consists of nine buses.",
         ["What does the Green Bus Company consist of?"]),
        ("The capital of England is London.", ["What is the capital of England?"]),
        ("GBC stands for Green Bus Company.", ["What does GBC stand for?"]),
    ],
)  # fmt: skip
def test_a_sentence_becomes_a_question(sentence, questions):
    assert made(sentence) == questions


def test_the_title_is_a_thing_even_with_a_common_noun():
    text = "Smallpox was hard to fight because it spread by air. People feared smallpox."
    assert made(text, "Smallpox, an old enemy") == ["Why was smallpox hard to fight?"]
    assert made(text, "Old enemies") == []
    assert made("A morpheme is a unit of language.", "Morpheme") == ["What is a morpheme?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was built in 1889.",
        "The bakery opened in 1998.",
        "Snow fell in June 1816, and more snow in July.",
        "Ann Webb opened the bakery in 1998.",  # which one
        "Ann Webb opened a small, cosy bakery in 1998.",  # a phrase cut in the middle
        "Ann Webb opened a café, a bakery and a shop in 1998.",
        "Ann Webb was appointed its director in 1998.",
        "Ann Webb wrote to them in 1998.",
        "Ann Webb opened 1998 boxes.",
        "Ann Webb won by ninety seconds.",
        "Ann Webb received two litres of milk.",
        "Ann Webb moved to Leeds between 1891 and 1893.",
        "Ann Webb’s shop was closed in 1998.",
        "Both Ann Webb and Tom Hart left Leeds in 1998.",
        "When Ann Webb left Leeds in 1998, Tom Hart cried.",
        "When President Ann Webb died in 1963, Tom Hart took over.",
        "Yesterday Ann Webb left Leeds as in 1998.",
        "Construction of the Palace began in 1973.",
        "The Council was founded in 1835.",
        "The French opened a museum in 1835.",
        "Monday was a holiday in 1998.",
        "Ann Webb glorped Leeds in 1998.",
        "Ann Webb called “The Old Shop” a shop because it was one.",
        "Ann Webb opened “The Old Shop” in 1998.",
        "Ann Webb was there because of the rain.",
        "Ann Webb painted in 1998.",
        "Ann Webb was the first to go.",
        "She was the last person to see the house.",
        "Smith received 12 points and 400 metres.",
        "Venice is a major producer of glass.",
        "Ann Webb opened Leeds Hall in 1998",
        "ANN WEBB WAS BORN IN 1998.",
        "Der Eiffelturm wurde 1889 in Paris von Gustave Eiffel gebaut.",
        "La Tour Eiffel a été construite en 1889 par Gustave Eiffel.",
        "Ann Webb opened the very long and winding road that leads to Leeds in 1998.",
        "Ann Webb opened Leedsleedsleedsleeds Hallhallhallhallhallhall Streetstreetstreetstreet Courtyard in 1998.",
    ],
)
def test_of_other_sentences_nothing_is_asked(sentence):
    assert made(sentence) == []


def test_notes_and_line_breaks_are_no_part_of_a_question():
    text = "The Suez Canal [12] was first opened (after ten years\nof work, by some accounts) on 17 November 1869.[3]"
    assert made(text) == ["When was the Suez Canal first opened?"]
    assert made(text.replace("first opened", "first ope-\nned")) == []


def test_headings_and_what_is_cut_off_are_not_read(make_article, monkeypatch):
    text = "The Suez Canal opened in 1869.\nThe Panama Canal opened in 1914."
    assert [it.text for it in draft_questions(make_article(text, headings=(Span(0, 30),)))] == [
        "When did the Panama Canal open?"
    ]
    monkeypatch.setattr("qa.suggesting.drafting._MOST_TEXT", len(text) - 1)
    assert [it.text for it in draft_questions(make_article(text))] == ["When did the Suez Canal open?"]


def one_of(words):
    return st.sampled_from(words.split("|"))


WORDS = one_of(
    "The|the|A|In|On|in|on|at|of|and|by|because|was|is|were|are|had|that|1998|1998,|17 May|on May,|built|found|said|"
    "Ann|Webb|Smith|U.S.|Dr.|President|leader|first|only|woman|river|two|1,500|people|a|an|its|,|.|;|:|(|)|[1]|“|”|\"|'|’s|"
    "-|–|\x07|\u202e|\n|\n\n|\t|東京|Ünal|ß"
)
SENTENCES = st.tuples(
    one_of("Ann Webb|The Suez Canal|Dr. Ünal|The pact of Kyiv|In 1998, Smith|Smith (born 1998)|It|Ann Webb, a poet,|"),
    one_of(
        "was built|opened|had founded|was the first woman|has 12 rooms|said that|is a river|lies in|will open|was born|"
    ),
    one_of(
        "the ‘Old’ Hall|a bakery|to|in Leeds|– perhaps|by Tom Hart|England was cold|its door, and|100 % of it|a \x07b|"
    ),
    one_of("in 1998|on Monday|because it rained|, who left|; it was late|in England (or not|in 1998 and 1999|."),
)


@given(
    st.text(max_size=400) | st.lists(WORDS, max_size=60).map(" ".join) | SENTENCES.map(" ".join), st.text(max_size=30)
)
def test_a_question_is_one_short_plain_line(text, title):
    text, title = normalise(text + "."), normalise(title)
    found = list(draft_questions(Article("a", title, text)))
    assert found == list(draft_questions(Article("a", title, text)))
    for draft in found:
        assert len(draft.text) <= 80
        assert PLAIN.fullmatch(draft.text), draft.text
        assert 0 <= draft.span.start < draft.span.end <= len(text)
        assert draft.kind in KINDS


@pytest.mark.parametrize(
    "part",
    [
        "A ",
        "A'",
        "J. ",
        "Of the ",
        "Ann of Webb and ",
        "In a, In b, The ",
        "The Tower was built in in on ",
        "(",
        "()",
        "[",
    ],
)
def test_hostile_texts_are_soon_read(part):
    """None of these may take steps by the square of its length, or worse: then this never ends."""
    for text in (part * 10_000, (part * 100)[:310] + ".\n\n", ((part * 100)[:310] + ".\n\n") * 60):
        list(draft_questions(Article("a", "Notes", normalise(text).strip() or "-")))


def test_every_verb_that_counts_something_has_its_base():
    """“The mill contained 12 rooms.” was a KeyError."""
    assert {verb for verb in COUNTING if verb not in BASE and verb not in PRESENT} <= {"has", "have", "had"}
    assert list(draft_questions(Article("mill", "The mill", "The Old Mill contained 12 rooms."))) == []
