"""Golden drafts over the sample articles: verdicts a person wrote down, and that every span is true."""

import re
from pathlib import Path

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import GOOD

GOLDEN = (Path(__file__).parents[2] / "golden" / "drafts.md").read_text(encoding="utf-8")
CASES = [
    (title, draft, expected.strip().splitlines())
    for title, draft, expected in re.findall(r"^## (.*?)\n\n(.*?)^\.\n(.*?)(?=^## |\Z)", GOLDEN, re.M | re.S)
]


@pytest.fixture(scope="module")
def samples_library(holding, sample_articles):
    return holding(sample_articles)


@pytest.mark.parametrize(("title", "draft", "expected"), CASES, ids=[title for title, _, _ in CASES])
def test_a_golden_draft(samples_library, title, draft, expected):
    report = check(samples_library, read_text(draft))
    told = [(str(it.verdict), draft[slice(*it.span)]) for it in report.quotations]
    wanted = [line.partition(": ")[::2] for line in expected]
    assert [verdict for verdict, _ in told] == [verdict for verdict, _ in wanted], told
    assert all(text.startswith(begins) for (_, text), (_, begins) in zip(told, wanted, strict=True))
    for checked in report.quotations:
        for part in checked.parts:
            assert checked.span.start <= part.draft.start < part.draft.end <= checked.span.end
            if checked.verdict in GOOD:  # the words at least are those of the article
                words = re.findall(r"\w+", draft[slice(*part.draft)].replace("[", "").replace("]", ""))
                assert [it.lower() for it in words] == [it.lower() for it in re.findall(r"\w+", part.citation.text)]


def test_there_are_golden_drafts_of_every_verdict():
    assert {line.partition(":")[0] for _, _, expected in CASES for line in expected} == {
        "exact", "typographic", "altered", "stitched", "misattributed", "not_found",
    }  # fmt: skip
