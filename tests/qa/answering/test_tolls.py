"""Of counts that grow the newest comes first, and of nothing else."""

from datetime import date

import pytest

from corpus import Span
from qa.answering.tolls import put_newest_toll_first
from qa.query.time_asked import read_time_asked
from qa.quote import Quote

TODAY = date(2024, 6, 10)
FIRST = ("The ferry fire at Marl killed **12** people.", "Ferry fire at Marl", "2024-06-02")
LATER = ("The fire on the ferry at Marl has now killed **17** people.", "Marl mourns after ferry fire", "2024-06-05")


@pytest.fixture
def tell(make_article):
    """Return the number that is quoted first of articles with a marked number each, ranked as they come."""

    def tell_(question, *told, scores=(1.0, 0.6, 0.5), today=TODAY):
        articles, quotes = {}, []
        for n, ((marked, title, published), score) in enumerate(zip(told, scores, strict=False)):
            before, number, _ = marked.split("**")
            text = marked.replace("**", "")
            articles[str(n)] = make_article(text, str(n), title, published=published)
            highlight = Span(len(before), len(before) + len(number))
            quotes.append(Quote(str(n), 0, len(text), score, highlight))
        when = read_time_asked(question, today)
        found = put_newest_toll_first(question, when, quotes, articles.__getitem__, 0.2)
        assert sorted(quote.article_id for quote in found) == sorted(articles)
        assert [quote.score for quote in found] == sorted((quote.score for quote in found), reverse=True)
        return articles[found[0].article_id].text[slice(*found[0].highlight)]

    return tell_


@pytest.mark.parametrize(
    "question",
    [
        "how many people died in the ferry fire at marl",
        "How many people has the ferry fire at Marl killed?",
        "marl ferry fire death toll",
    ],
)
def test_the_newest_toll_comes_first(tell, question):
    assert tell(question, FIRST, LATER) == "17"


def test_of_one_day_the_higher_toll_comes_first(tell):
    question, same_day = "how many people died in the ferry fire at marl", (*LATER[:2], FIRST[2])
    assert tell(question, FIRST, same_day) == "17"
    assert tell(question, same_day, FIRST) == "17"


@pytest.mark.parametrize(
    ("question", "later"),
    [
        # No count that grows, or another one.
        ("how many keepers were on the ferry at marl", LATER),
        ("how many people did the ferry fire at marl injure", LATER),
        ("who died in the ferry fire at marl", LATER),
        # A day that is past.
        ("how many people died in the ferry fire at marl on 2 june", LATER),
        # A lower count is of a part; another fire is another.
        ("how many people died in the ferry fire at marl", ("Fire killed **2** people of Marl.", LATER[1], LATER[2])),
        ("how many people died in the ferry fire at Marl", ("A fire killed **30** people.", "Fire", "2024-06-06")),
        ("how many people died in the ferry fire at marl", ("**17** ferry keepers met.", LATER[1], LATER[2])),
        # What is dated after the day of the question was not known.
        ("how many people died in the ferry fire at marl", (*LATER[:2], "2024-06-20")),
    ],
)
def test_the_best_stays_first(tell, question, later):
    assert tell(question, FIRST, later) == "12"


def test_what_is_far_from_the_best_stays_behind(tell):
    assert tell("how many people died in the ferry fire at marl", FIRST, LATER, scores=(1.0, 0.1)) == "12"


def test_nothing_is_put_first_of_nothing():
    assert put_newest_toll_first("how many died", read_time_asked("", TODAY), [], {}.__getitem__, 0.2) == ()
