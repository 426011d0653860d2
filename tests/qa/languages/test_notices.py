"""Notices: one for each language, else English."""

import pytest

from qa.languages.notices import _BY_LIKENESS, _ENGLISH_ONLY, explain_english_only, explain_likeness


def test_both_kinds_are_in_the_same_languages():
    assert _ENGLISH_ONLY.keys() == _BY_LIKENESS.keys() >= {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv"}
    assert len(set(_ENGLISH_ONLY.values()) | set(_BY_LIKENESS.values())) == 2 * len(_ENGLISH_ONLY)


@pytest.mark.parametrize("code", [*_ENGLISH_ONLY, "ru"])
def test_a_notice_is_a_sentence_that_says_what_to_do(code):
    for notice in (explain_english_only(code), explain_likeness(code)):
        assert notice[0].isupper() and notice.endswith(".") and "  " not in notice
    assert "`--reader similarity`" in explain_english_only(code)
    assert "`pullquote doctor --rebuild --model NAME`" in explain_english_only(code)


def test_another_language_is_told_in_english():
    assert explain_english_only("ru") == explain_english_only("en")
    assert explain_likeness("ru") == explain_likeness("en")
