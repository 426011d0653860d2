"""Measuring: a small golden case, and agreement with the public scorer where it is at hand."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from qa.evaluate import measure

SCORER = Path(__file__).parents[3] / "shared" / "eval" / "score.py"

CORPUS = {
    "moon": "The Eagle landed on the Moon on 20 July 1969. Armstrong stepped out first. Collins stayed in orbit.",
    "pact": "The pact was signed on 19 June 2024 in Pyongyang. Each side must help the other.",
}
QUESTIONS = [
    {"id": "1", "question": "When did it land?", "answerable": True, "answers": ["20 July 1969", "July 20, 1969"],
     "gold": [{"article_id": "moon", "start": 0, "end": 45}]},
    {"id": "2", "question": "Who was first?", "answerable": True, "answers": ["the Armstrong"],
     "gold": [{"article_id": "moon"}]},
    {"id": "3", "question": "Who cooked?", "answerable": False, "answers": [], "gold": []},
    {"id": "4", "question": "Where?", "answerable": True, "answers": ["Pyongyang"], "gold": [{"article_id": "pact"}]},
    {"id": "5", "question": "Why?", "answerable": False, "answers": [], "gold": []},
]  # fmt: skip


def quote(article_id, start, end, text=None):
    return {"article_id": article_id, "start": start, "end": end, "text": text or CORPUS[article_id][start:end]}


ANSWERS = [
    {"id": "1", "status": "answered", "confidence": 0.9, "quotes": [quote("moon", 0, 45), quote("moon", 46, 74)],
     "nearest": [], "hits": [quote("pact", 0, 49), quote("moon", 0, 99)]},
    {"id": "2", "status": "not_found", "confidence": 0.2, "quotes": [],
     "nearest": [quote("moon", 0, 45), quote("moon", 46, 74)], "hits": [quote("moon", 46, 74)]},
    {"id": "3", "status": "answered", "confidence": 0.2, "nearest": [], "hits": [],
     "quotes": [quote("pact", 0, 49, "The pact was signed in secret.")]},
    {"id": "5", "status": "not_found", "confidence": 0.1, "quotes": [], "nearest": [], "hits": []},
]  # fmt: skip


def test_a_small_set():
    assert measure(CORPUS, QUESTIONS, ANSWERS) == {
        "questions": 5,
        "missing": 1,
        "quote_at_1": 0.3333,
        "quote_at_3": 0.6667,
        "hit_at_1": 0.5,
        "hit_at_5": 1.0,
        "hit_at_10": 1.0,
        "mrr_at_10": 0.75,
        # 0.9 beats both, 0.2 beats one and ties with one, the missing one beats none: 3.5 of 6.
        "abstain_auroc": 0.5833,
        "answered_when_answerable": 0.3333,
        "refused_when_not": 0.5,
        "served_right": 0.4167,
        "quotes_checked": 3,
        "verbatim": 0.6667,
        "median_quote_chars": 30,
        "quotes_an_answer": 1.5,
    }


def test_what_is_wanted_first_and_what_looks_right():
    moon, orbit = {"article_id": "moon", "start": 0, "end": 45}, {"article_id": "moon", "start": 75, "end": 99}
    asked = {"question": "When?", "answerable": True, "answers": [], "gold": [moon, orbit], "best": [orbit]}
    wrong = {"article_id": "pact", "start": 0, "end": 49}
    questions = [
        {"id": "1", **asked},
        {"id": "2", **asked, "wrong": [wrong]},
        {"id": "3", "kind": "small_talk", "question": "hi", "answerable": False, "answers": [], "gold": []},
    ]
    answers = [
        {"id": "1", "status": "answered", "confidence": 0.9, "quotes": [quote("moon", 75, 99), quote("moon", 46, 74)]},
        {"id": "2", "status": "answered", "confidence": 0.8, "quotes": [quote("pact", 0, 49), quote("moon", 0, 45)]},
        {"id": "3", "status": "answered", "confidence": 1.0, "quotes": []},
    ]
    measures = measure(CORPUS, questions, answers)
    assert (measures["best_at_1"], measures["wrong_at_1"], measures["useful_quotes"]) == (0.5, 0.5, 0.5)
    assert measures["small_talk_without_quotes"] == 1.0
    assert measures["refused_when_not"] is None  # talk is no question that nothing answers


def test_nothing_to_measure():
    measured = measure({}, [], [])
    assert measured["questions"] == measured["missing"] == measured["quotes_checked"] == 0
    assert measured["quote_at_1"] is measured["abstain_auroc"] is measured["verbatim"] is None


def test_excerpts_are_measured_by_the_characters_they_share():
    questions = [
        {
            "id": "1",
            "question": "?",
            "answerable": True,
            "answers": [],
            "gold": [{"article_id": "moon", "start": 0, "end": 40}],
        }
    ]
    answers = [
        {"id": "1", "status": "answered", "confidence": 1, "quotes": [quote("moon", 20, 40), quote("moon", 30, 70)]}
    ]
    measured = measure(CORPUS, questions, answers)
    shares = [measured[f"excerpt_{name}"] for name in ("precision", "recall", "f1")]
    assert shares == [0.4, 0.5, 0.4444]


def test_a_pasted_passage_earns_nothing():
    corpus = {"a": "Answer. " * 100}
    questions = [{"id": "1", "question": "?", "answerable": True, "answers": ["answer"], "gold": [{"article_id": "a"}]}]
    for length, right in ((500, 1.0), (501, 0.0)):
        quotes = [{"article_id": "a", "start": 0, "end": length, "text": corpus["a"][:length]}]
        answers = [{"id": "1", "status": "answered", "confidence": 1, "quotes": quotes}]
        assert measure(corpus, questions, answers)["quote_at_1"] == right


@pytest.mark.parametrize(
    ("text", "answer", "right"),
    [
        ("It cost “1,200” dollars.", "1,200", 1.0),
        ("THE Armstrong", "armstrong", 1.0),
        ("Armstrongs", "Armstrong", 0.0),
        ("２０２４", "2024", 1.0),
        ("Nothing", "the", 0.0),
    ],
)
def test_answers_are_compared_as_squad_does(text, answer, right):
    questions = [{"id": "1", "question": "?", "answerable": True, "answers": [answer], "gold": [{"article_id": "a"}]}]
    quotes = [{"article_id": "a", "start": 0, "end": len(text), "text": text}]
    answers = [{"id": "1", "status": "answered", "confidence": 1, "quotes": quotes}]
    assert measure({"a": text}, questions, answers)["quote_at_1"] == right


@pytest.fixture(scope="session")
def public_scorer():
    if not SCORER.is_file():
        pytest.skip("the public scorer is not beside the project")
    spec = importlib.util.spec_from_file_location("public_scorer", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer.score


def random_span(rng, corpus):
    article_id = rng.choice(sorted(corpus))
    start = rng.randrange(len(corpus[article_id]) - 1)
    return article_id, start, rng.randrange(start + 1, len(corpus[article_id]) + 1)


def random_place(rng, corpus):
    article_id, start, end = random_span(rng, corpus)
    text = corpus[article_id][start:end]
    if rng.random() < 0.2:
        text = rng.choice([text.upper(), text + "!", " ".join(text.split()), "made up"])
    return {"article_id": article_id if rng.random() < 0.95 else "gone", "start": start, "end": end, "text": text}


def random_case(rng):
    words = ["the", "lamp", "burned", "1,200", "years", "“ago”", "a", "D.P.R.K.", "café", "—", "it's\n北京", "An"]
    corpus = {f"a{n}": " ".join(rng.choices(words, k=rng.choice([20, 200]))) for n in range(4)}
    questions, answers = [], []
    for n in range(rng.randrange(1, 12)):
        answerable, gold, wanted = rng.random() < 0.7, [], []
        if answerable:
            for _ in range(rng.randrange(3)):
                article_id, start, end = random_span(rng, corpus)
                gold.append({"article_id": article_id, **rng.choice([{}, {"start": start, "end": end}])})
                wanted += [corpus[article_id][start : min(end, start + 12)]]
            wanted = rng.choice([[], wanted, [*wanted, "the"]])
        question = {"id": f"q{n}", "question": "?", "answerable": answerable, "answers": wanted, "gold": gold}
        if gold and all("start" in place for place in gold) and rng.random() < 0.7:
            question |= rng.choice([{}, {"best": gold[:1]}])
            question |= rng.choice([{}, {"wrong": [random_place(rng, corpus) for _ in range(2)]}])
        if not answerable and rng.random() < 0.3:
            question["kind"] = "small_talk"
        questions.append(question)
        if rng.random() < 0.9:
            quotes = [random_place(rng, corpus) for _ in range(rng.randrange(4))]
            nearest = [] if quotes else [random_place(rng, corpus) for _ in range(rng.randrange(3))]
            answer = {
                "id": f"q{n}",
                "status": "answered" if quotes else "not_found",
                "quotes": quotes,
                "nearest": nearest,
            }
            answer["confidence"] = rng.choice([None, 0, 0.5, rng.random()])
            if rng.random() < 0.8:
                answer["hits"] = [random_place(rng, corpus) for _ in range(rng.randrange(12))]
            answers.append(answer)
    rng.shuffle(answers)
    return corpus, questions, answers


@pytest.mark.parametrize("seed", range(200))
def test_the_public_scorer_says_the_same(public_scorer, seed):
    corpus, questions, answers = random_case(random.Random(seed))
    ours, theirs = measure(corpus, questions, answers), public_scorer(corpus, questions, answers)
    assert json.dumps(ours) == json.dumps(theirs)


def test_the_golden_case_by_the_public_scorer(public_scorer):
    assert measure(CORPUS, QUESTIONS, ANSWERS) == public_scorer(CORPUS, QUESTIONS, ANSWERS)
