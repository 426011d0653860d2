"""Measures answers against a question set: retrieval, quotes, refusals, and whether all quotes are verbatim.

A set is a folder with `corpus.jsonl`, articles as the library reads them, and `questions.jsonl`, lines of
`{"id", "question", "history"?, "asked"?, "answerable", "answers", "gold": [{"article_id", "start"?, "end"?}]}`, where
`"kind": "small_talk"` is of what asks nothing of the articles. Places like those of `gold` are the ones that are wanted
first, `best`, and those that look right and are not, `wrong`, where a set has them.
Answers are the objects of the JSON contract.
"""

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import fmean, median
from typing import Any

Row = Mapping[str, Any]
Measures = dict[str, float | int | None]

# A longer quote is a pasted passage and does not count as right.
LONGEST_QUOTE = 500
_RANKS = (1, 5, 10)
_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—", " "))
_FAR = 10**12
# The kind of a question that is none: "thanks".
_TALK = "small_talk"


def measure(corpus: Mapping[str, str], questions: Sequence[Row], answers: Sequence[Row]) -> Measures:
    """Return all measures by name; `corpus` maps an article's id to its text as the set gives it.

    A question that has no answer among `answers` counts as refused, with the least confidence.
    """
    by_id = {answer["id"]: answer for answer in answers}
    refused = {"status": "not_found", "confidence": -1e9, "quotes": []}
    every = [(question, by_id.get(question["id"], refused)) for question in questions]
    pairs = [(question, answer) for question, answer in every if question.get("kind") != _TALK]
    with_gold = [(q, a) for q, a in pairs if q["answerable"] and q["gold"]]
    return {
        "questions": len(questions),
        "missing": sum(question["id"] not in by_id for question in questions),
        **_measure_quotes(with_gold),
        **_measure_hits(corpus, [(q, a) for q, a in with_gold if a.get("hits")]),
        **_measure_excerpts(with_gold),
        **_measure_choice([(q, a) for q, a in with_gold if "best" in q or "wrong" in q]),
        **_measure_talk(answer for question, answer in every if question.get("kind") == _TALK),
        **_measure_refusals(pairs, with_gold),
        **_measure_shown(corpus, every, answers),
    }


def _measure_quotes(pairs: Sequence[tuple[Row, Row]]) -> Measures:
    """Measure whether the first quote, or one of the first three, is right."""
    right = [_judge_quotes(question, answer) for question, answer in pairs]
    return {"quote_at_1": _average(bool(r) and r[0] for r in right), "quote_at_3": _average(any(r) for r in right)}


def _measure_hits(corpus: Mapping[str, str], pairs: Sequence[tuple[Row, Row]]) -> Measures:
    """Measure whether one of the first passages is right."""
    good = [
        [is_on_gold(q, hit, corpus.get(hit["article_id"], "")[hit["start"] : hit["end"]]) for hit in a["hits"][:10]]
        for q, a in pairs
    ]
    measures: Measures = {f"hit_at_{k}": _average(any(g[:k]) for g in good) for k in _RANKS}
    measures["mrr_at_10"] = _average(1 / (g.index(True) + 1) if True in g else 0.0 for g in good)
    return measures


def _measure_excerpts(pairs: Sequence[tuple[Row, Row]]) -> Measures:
    """Measure how well the quoted characters match the gold ones, where a set marks excerpts and no short answers."""
    scores = []
    for question, answer in pairs:
        if question["answers"] or not all("start" in gold for gold in question["gold"]):
            continue
        wanted, got = _collect_characters(question["gold"]), _collect_characters(_choose_quotes(answer))
        both = len(wanted & got)
        scores.append((both / len(got) if got else 0.0, both / len(wanted), 2 * both / (len(wanted) + len(got))))
    if not scores:
        return {}
    names = ("excerpt_precision", "excerpt_recall", "excerpt_f1")
    return {name: _average(score[i] for score in scores) for i, name in enumerate(names)}


def _measure_choice(pairs: Sequence[tuple[Row, Row]]) -> Measures:
    """Measure whether the first quote is one that is wanted first, or looks right and is not, and how many help."""
    if not pairs:
        return {}
    firsts = [
        (question, _choose_quotes(answer)[:1], any(_judge_quotes(question, answer)[:1])) for question, answer in pairs
    ]
    useful = [_lies_on(question["gold"], quote) for question, answer in pairs for quote in answer.get("quotes") or []]
    return {
        "best_at_1": _average(
            any(_lies_on(q.get("best") or q["gold"], quote) for quote in first) for q, first, _ in firsts
        ),
        "wrong_at_1": _average(
            not is_right and any(_lies_on(q.get("wrong") or [], quote) for quote in first)
            for q, first, is_right in firsts
        ),
        "useful_quotes": _average(useful),
    }


def _measure_talk(answers: Iterable[Row]) -> Measures:
    """Measure whether what is said to the program, and asks nothing of the articles, is answered without quotes."""
    without = [not answer.get("quotes") for answer in answers]
    return {"small_talk_without_quotes": _average(without)} if without else {}


def _measure_refusals(pairs: Sequence[tuple[Row, Row]], with_gold: Sequence[tuple[Row, Row]]) -> Measures:
    """Measure how well confidence tells which questions have an answer, and how many were served right."""
    surely = [a.get("confidence") or 0.0 for q, a in pairs if q["answerable"]]
    hardly = [a.get("confidence") or 0.0 for q, a in pairs if not q["answerable"]]
    answered = [a["status"] == "answered" for q, a in pairs if q["answerable"]]
    refused = [a["status"] == "not_found" for q, a in pairs if not q["answerable"]]
    right = [a["status"] == "answered" and any(_judge_quotes(q, a)) for q, a in with_gold]
    measures: Measures = {
        "abstain_auroc": _round(_compute_auroc(surely, hardly)),
        "answered_when_answerable": _average(answered),
        "refused_when_not": _average(refused),
    }
    if refused and right:
        measures["served_right"] = round((fmean(right) + fmean(refused)) / 2, 4)
    return measures


def _measure_shown(corpus: Mapping[str, str], pairs: Sequence[tuple[Row, Row]], answers: Sequence[Row]) -> Measures:
    """Measure whether the quotes stand in their articles letter for letter, and how long and how many they are."""
    shown = [quote for _, answer in pairs for quote in answer.get("quotes") or []]
    lengths = [len(quote["text"]) for quote in shown]
    answered = sum(1 for answer in answers if answer.get("quotes"))
    return {
        "quotes_checked": len(shown),
        "verbatim": _average(_is_verbatim(quote, corpus.get(quote["article_id"], "")) for quote in shown),
        "median_quote_chars": median(lengths) if lengths else None,
        "quotes_an_answer": round(len(lengths) / max(1, answered), 2),
    }


def _choose_quotes(answer: Row) -> Sequence[Row]:
    """Return the quotes of an answer; for a refusal, the nearest ones."""
    best: Sequence[Row] = answer.get("quotes") or answer.get("nearest") or []
    return best


def _judge_quotes(question: Row, answer: Row) -> list[bool]:
    """Return whether each of the first three quotes is right: not too long, and on gold."""
    return [
        len(quote["text"]) <= LONGEST_QUOTE and is_on_gold(question, quote, quote["text"])
        for quote in _choose_quotes(answer)[:3]
    ]


def is_on_gold(question: Row, place: Row, text: str) -> bool:
    """Say whether a place overlaps a gold one, and whether its text holds an answer if the question has any."""
    overlaps = _lies_on(question["gold"], place)
    if not overlaps or not question["answers"]:
        return overlaps
    held = f" {_normalise_answer(text)} "
    return any((plain := _normalise_answer(answer)) and f" {plain} " in held for answer in question["answers"])


def _lies_on(places: Sequence[Row], quote: Row) -> bool:
    return any(
        place["article_id"] == quote["article_id"]
        and max(quote["start"], place.get("start", 0)) < min(quote["end"], place.get("end", _FAR))
        for place in places
    )


def _is_verbatim(quote: Row, source: str) -> bool:
    return source[quote["start"] : quote["end"]] == quote["text"] or _normalise_blanks(
        quote["text"]
    ) in _normalise_blanks(source)


def _collect_characters(places: Sequence[Row]) -> set[tuple[str, int]]:
    return {(place["article_id"], i) for place in places for i in range(place["start"], place["end"])}


def _normalise_answer(text: str) -> str:
    """Return an answer without case, punctuation and articles, as SQuAD compares them."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_PUNCTUATION)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def _normalise_blanks(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _compute_auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Return the chance that a positive outranks a negative, ties counting half; None if either is missing."""
    if not positives or not negatives:
        return None
    ordered = sorted([(value, 1) for value in positives] + [(value, 0) for value in negatives])
    rank, total = 1, 0.0
    for _, tied in groupby(ordered, key=lambda pair: pair[0]):
        group = [is_positive for _, is_positive in tied]
        total += sum(group) * (rank + rank + len(group) - 1) / 2
        rank += len(group)
    n = len(positives)
    return (total - n * (n + 1) / 2) / (n * len(negatives))


def _average(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(fmean(listed), 4) if listed else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
