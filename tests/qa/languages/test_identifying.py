"""Which language a question is in: never a foreign one if it is English."""

import json
from pathlib import Path

import pytest

from qa.languages.asking_words import ASKING, SHARED
from qa.languages.identifying import identify_language

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Wann wurde der Panamakanal eröffnet?"), ("de", "was kostet ein penny"), ("de", "wer hat gewonnen"),
        ("fr", "qui a signé le traité"), ("fr", "c'est quoi un conclave"), ("fr", "Où se trouve Pyongyang ?"),
        ("es", "quien firmo el tratado"), ("es", "¿Cuándo se abrió el canal?"), ("es", "cómo funciona una vacuna"),
        ("it", "chi ha firmato il trattato"), ("it", "quando sono le elezioni"), ("it", "Che cos’è un conclave?"),
        ("pt", "quem assinou o tratado"), ("pt", "o que aconteceu ontem"), ("pt", "onde fica pyongyang"),
        ("nl", "hoe werkt een vaccin"), ("nl", "wie heeft het verdrag getekend"), ("nl", "waar ligt pyongyang"),
        ("pl", "kto podpisał traktat"), ("pl", "gdzie leży pjongjang"), ("pl", "co to jest konklawe"),
        ("sv", "vem undertecknade fördraget"), ("sv", "När öppnades kanalen?"), ("sv", "hur högt är eiffeltornet"),
        ("da", "Hvornår åbnede Panamakanalen?"), ("fi", "milloin panaman kanava avattiin"),
        ("ru", "Когда открыли канал?"), ("el", "πότε άνοιξε η διώρυγα"), ("zh", "巴拿马运河什么时候开通的"),
        ("ja", "パナマ運河はいつ開通しましたか"), ("ko", "운하는 언제 열렸나요"), ("ar", "متى افتتحت القناة"),
        ("he", "מתי נפתחה התעלה"), ("hi", "नहर कब खुली"), ("ru", "Когда вышел iPhone?"),
    ],
)  # fmt: skip
def test_a_foreign_question(code, question):
    assert identify_language(question) == code


@pytest.mark.parametrize(
    "question",
    [
        "who is angela merkel", "what's a conclave", "penny vs nickel cost", "tour de france winner 2025",
        "la casa de papel cast", "rio de janeiro population", "crème brûlée origin", "Médecins Sans Frontières Gaza",
        "Was Hodel a soldier?", "was tesla rich", "was kim il sung korean", "kim jong un age", "come from away cast",
        "lake como villas", "ile de france population", "dove soap ingredients", "var decision arsenal", "ben hur",
        "wer wird millionär host", "que sera sera lyrics", "cum laude meaning", "Notre-Dame de Paris reopening",
        "what is Когда", "Who wrote Όμηρος?", "tsunami watch vs tsunami warning", "jay z magna carta holy grail",
        "", "?", "2024", "DNA", "ok", "wer", "que pasa", "e = mc²", "\ud83d", "👩‍🚀", "ß", "where is 北京",
        "Was it popular", "and suez", "luis fonsi demi lovato - échame la culpa wikipedia",
    ],
)  # fmt: skip
def test_an_english_question_or_none_that_is_sure(question):
    assert identify_language(question) is None


def test_no_question_of_the_public_sets_is_foreign():
    for path in (ROOT / "benchmarks" / "subset").rglob("*questions.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert identify_language(json.loads(line)["question"]) is None


def test_what_is_shared_is_a_question_word():
    assert set().union(*ASKING.values()) >= SHARED
