"""Reading the sets that groups are made of: spans hold the answers and the evidence, and no set gives too much."""

import pytest

from training import asked as asking
from training.asked import read_asked

PARAGRAPHS = ["The lamp burned for eleven years. Nobody paid.", "It went out in March 1812. The oil had run out."]
GAP = "\n\n"


def entry(article_id="lamp", paragraphs=PARAGRAPHS, title=" The lamp "):
    return {"doc_id": article_id, "title": title, "paragraphs": paragraphs}


def row(text, number, answer=None, evidence=(), article_id="lamp", paragraphs=PARAGRAPHS, **other):
    def span_of(words):
        start = paragraphs[number].index(words)
        return [start, start + len(words)]

    return {
        "question": text,
        "gold": [{"doc_id": article_id, "para": number}],
        "spans": [span_of(answer)] if answer else [],
        **({"evidence": [span_of(words) for words in evidence]} if evidence else {}),
        **other,
    }


@pytest.fixture
def read(write_set, tmp_path, monkeypatch):
    """Read sets, each of them articles and questions, by their names; most of them give all they have."""

    def read_(sets, seed=1, most=100, shares=()):
        monkeypatch.setattr(asking, "SETS", dict.fromkeys(sets, most))
        monkeypatch.setattr(asking, "_READ", dict(shares))
        for name, (articles, questions) in sets.items():
            write_set(name, articles, questions)
        return read_asked(tmp_path, seed)

    return read_


def test_spans_hold_the_answer_the_evidence_and_the_paragraph(read):
    questions = [
        row(" When did it go out? ", 1, "March 1812"),
        row("Why did it go out?", 1, "run out", ["The oil had run out."]),
    ]
    articles, asked = read({"small": ([entry()], questions)})
    text = articles["lamp"].text
    assert (articles["lamp"].title, text) == ("The lamp", GAP.join(PARAGRAPHS))
    told = {
        one.text: (text[slice(*one.answer)], [text[slice(*span)] for span in one.evidence], text[slice(*one.paragraph)])
        for one in asked
    }
    assert told == {
        "When did it go out?": ("March 1812", ["March 1812"], PARAGRAPHS[1]),
        "Why did it go out?": ("run out", ["The oil had run out."], PARAGRAPHS[1]),
    }


def test_a_claim_has_evidence_and_no_answer(read):
    claim = row("The lamp was paid for.", 0, "Nobody paid.", ["Nobody paid."], task="claim")
    articles, [asked] = read({"small": ([entry()], [claim])})
    assert asked.is_claim and asked.answer is None
    assert [articles["lamp"].text[slice(*span)] for span in asked.evidence] == ["Nobody paid."]


def test_what_the_paragraph_does_not_answer_has_neither(read):
    _, [asked] = read({"small": ([entry()], [row("Who was the keeper?", 0)])})
    assert (asked.answer, asked.evidence, asked.is_claim) == (None, (), False)


def test_a_question_without_its_paragraph_is_left_out(read):
    questions = [
        row("Of no article?", 0, gold=[]),
        row("Of no paragraph?", 0, gold=[{"doc_id": "lamp"}]),
        row("Of an article that is not there?", 0, gold=[{"doc_id": "nowhere", "para": 0}]),
        row("Which lamp?", 0, gold=[{"doc_id": "accent", "para": 0}]),
        row("Who paid?", 0, "Nobody"),
    ]
    articles, asked = read({"small": ([entry("accent", ["e\u0301 lamp"]), entry("empty", []), entry()], questions)})
    assert articles.keys() == {"lamp"}
    assert [one.text for one in asked] == ["Who paid?"]


def test_an_article_of_two_sets_is_asked_of_where_its_text_is_one(read):
    """Offsets into another text of that name would mark other words."""
    changed = ["It burned. The lamp burned for eleven years."]
    sets = {
        "first": ([entry()], [row("How long?", 0, "eleven years")]),
        "same": ([entry()], [row("Who paid?", 0, "Nobody")]),
        "changed": ([entry(paragraphs=changed)], [row("What burned?", 0, "The lamp", paragraphs=changed)]),
    }
    articles, asked = read(sets)
    answers = {articles[one.article_id].text[slice(*one.answer)] for one in asked}
    assert answers == {"eleven years", "Nobody"}


def make_many(name, count):
    """Return a set of articles with two questions each."""
    ids = [f"{name}-{n}" for n in range(count)]
    return [entry(id_) for id_ in ids], [row(f"{id_} {n}?", 0, "eleven", article_id=id_) for id_ in ids for n in "ab"]


def test_each_set_gives_as_many_as_it_may_by_the_seed(read):
    sets = {"large": make_many("large", 20), "small": make_many("small", 2)}
    _, asked = read(sets, most=9)
    by_set = [one.text.partition("-")[0] for one in asked]
    assert (by_set.count("large"), by_set.count("small")) == (9, 4)
    assert by_set != sorted(by_set)
    assert read(sets, most=9)[1] == asked != read(sets, seed=2, most=9)[1]


def test_sets_of_the_same_articles_read_the_same_ones(read):
    articles, questions = make_many("town", 40)
    sets = {"first": (articles, questions), "second": (articles, questions)}
    found, asked = read(sets, shares={"first": 0.4, "second": 0.4})
    assert 0 < len(found) < 40
    assert {one.article_id for one in asked} == found.keys()
    assert len(asked) == 4 * len(found)
