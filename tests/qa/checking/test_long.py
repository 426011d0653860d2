"""Long quotations, and drafts of many: each of these once took minutes."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import GOOD

WORDS = [f"{word}{number}" for number in range(500) for word in ("lamp", "oil", "the", "cape", "night")]


@pytest.fixture(scope="module")
def long_shelf(holding, make_article):
    return holding([make_article(f"Before all that. {' '.join(WORDS)}. And after it.", "long", "Long")])


def verdict_on(library, text):
    [checked] = check(library, read_text(text)).quotations
    return checked


def test_a_long_quotation_tells_each_word_that_differs(long_shelf):
    changed = WORDS[200:2200]
    changed[25::50] = ["purple"] * 40
    checked = verdict_on(long_shelf, f"“{' '.join(changed)}”")
    assert str(checked.verdict) == "altered"
    [part] = checked.parts
    assert part.citation.text == " ".join(WORDS[200:2200])
    assert len(part.differences) == 40


def test_a_long_quotation_may_lack_words_or_have_more_of_them(long_shelf):
    checked = verdict_on(long_shelf, f"“{' '.join([*WORDS[:700], *WORDS[720:1300], 'purple', *WORDS[1300:1500]])}”")
    assert str(checked.verdict) == "altered"
    assert checked.parts[0].citation.text == " ".join(WORDS[:1500])
    assert len(checked.parts[0].differences) == 2


@pytest.mark.parametrize(
    "quoted",
    [
        "lamp1 … " * 2_000,
        "lamp1 oil1 the1 cape9" + "[. . " * 1_000,
        "lamp1 oil1 the1 cape9" + "[" * 2_000,
        "lamp1 oil1 the1 cape9" + " " * 50_000 + "x",
        "[l]amp1 oil1 " * 2_000,
        "lamp1 oil2 " * 2_000,
    ],
)
def test_an_odd_quotation_is_never_good(long_shelf, quoted):
    assert verdict_on(long_shelf, f"“{quoted}”").verdict not in GOOD


def test_hundreds_of_quotations_in_one_sentence_are_each_checked(long_shelf):
    quoted = [" ".join(WORDS[at : at + 4]) for at in range(0, 2_000, 4)]
    report = check(long_shelf, read_text(", ".join(f"she says “{it}” and “a b”" for it in quoted)))
    assert [str(it.verdict) for it in report.quotations] == ["exact"] * len(quoted)


def test_a_reference_full_of_titles_names_them(long_shelf):
    checked = verdict_on(long_shelf, f"“{' '.join(WORDS[:9])}” ({'Long, ' * 5_000}p. 3)")
    assert (str(checked.verdict), checked.named) == ("exact", ("long",))
