"""Who said a quote: golden cases, traps, and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Span
from qa.answer import Citation
from qa.quote import Quote
from qa.speech import name_speakers, speaker_of


def told(text, quote, **fields):
    """Return the speaker's name, and whether the quote stands in quotation marks; None if nothing is claimed."""
    article = Article("a", "A title", text, **fields)
    start = text.index(quote)
    found = speaker_of(article, Span(start, start + len(quote)))
    return found and (found.name_in(article), found.direct)


BEFORE = "Dmitry Peskov spoke on Tuesday. "


@pytest.mark.parametrize(
    ("quote", "name", "direct"),
    [
        ('"It is clear," said Dmitry Peskov, the spokesman.', "Dmitry Peskov", True),
        ('"It is clear," Peskov said.', "Dmitry Peskov", True),
        ('"It is clear," he said.', "Dmitry Peskov", True),
        ('"It is clear," Mr Peskov told reporters in Moscow on Tuesday.', "Dmitry Peskov", True),
        ('"The pact," Peskov said, "is clear."', "Dmitry Peskov", True),
        ('Peskov told reporters: "It is clear."', "Dmitry Peskov", True),
        ('Kremlin spokesman Dmitry Peskov said, "It is clear."', "Dmitry Peskov", True),
        ("Peskov said the pact was clear.", "Dmitry Peskov", False),
        ("The pact is clear, Peskov said.", "Dmitry Peskov", False),
        ("The pact could not be clear, Peskov said.", "Dmitry Peskov", False),
        ("Last week Peskov said that the pact was clear.", "Dmitry Peskov", False),
        ("On 3 May 2021 Peskov said that the pact was clear.", "Dmitry Peskov", False),
        ("According to Peskov, the pact lends more than it gives.", "Dmitry Peskov", False),
        ("The pact, Peskov said, is clear.", "Dmitry Peskov", False),
        ('Peskov added that it was "quite clear".', "Dmitry Peskov", False),
        ("According to Peskov, the pact was clear.", "Dmitry Peskov", False),
        ("The pact was clear, according to Peskov.", "Dmitry Peskov", False),
        ("According to the judge, Eva Hall, the pact was clear.", "Eva Hall", False),
        ('"Is it clear?" Peskov asked.', "Dmitry Peskov", True),
        ("The ministry said the pact was clear.", "The ministry", False),
        ("A spokesman for the ministry said the pact was clear.", "A spokesman for the ministry", False),
        ("The Bank of England said rates would rise.", "Bank of England", False),
        ("“It is clear,” said the minister, Anna Lind.", "Anna Lind", True),
        ("“It is clear,” said Sir John Hall.", "Sir John Hall", True),
        ("“It is clear,” said Bishop John Hall.", "John Hall", True),
        ("“It is clear,” said the footballer.", "the footballer", True),
        ("“It is clear,” said the king.", "the king", True),
        ("“It is clear,” the astronaut said.", "the astronaut", True),
        ("“It is clear,” said a firefighter from Leeds.", "a firefighter from Leeds", True),
        ("The Pope said the pact was clear.", "The Pope", False),
        ("Midwives said the pact was clear.", "Midwives", False),
        ("The women said the pact was clear.", "The women", False),
        ("Unions said the pact was clear.", "Unions", False),
        ("“It is clear,” said the team’s CEO, Anna Lind.", "Anna Lind", True),
        ("Tesla CEO Anna Lind said the pact was clear.", "Anna Lind", False),
        ("“It is clear,” said Queen Anna Maria.", "Queen Anna Maria", True),
        ("The academic Anna Lind argues that the pact is clear.", "Anna Lind", False),
        ("Officials insist the pact is clear.", "Officials", False),
    ],
)
def test_the_speaker(quote, name, direct):
    assert told(f"{BEFORE}{quote} Rain fell.", quote) == (name, direct)


@pytest.mark.parametrize(
    "quote",
    [
        "Rain fell.",
        'The plan was "reckless".',
        '"It is clear," said Peskov and Lavrov.',
        'Peskov said that Lavrov had told him: "It is clear."',
        "Peskov said the pact was clear, but nobody has read it.",
        "Peskov said the pact, which was signed in June, was clear.",
        "Peskov never said the pact was clear.",
        "Peskov would have said the pact was clear.",
        "Peskov was told that the pact was clear.",
        "Peskov said nothing.",
        "The report said the pact was clear.",
        "According to legend, the pact was clear.",
        "The weather said the pact was clear.",
        "The Eiffel Tower said the pact was clear.",
        "The human said the pact was clear.",
        "“It is clear,” said his footballer.",
        "The pact was old, and according to Peskov it was clear.",
        '"It is clear," one of them said.',
        '"It is clear," his lawyer said.',
        '"It is clear," Peskov said, and the crowd of four thousand cheered.',
        '"It is clear," Peskov said. "No," Lavrov said.',
        '"It is clear," Peskov said. Snow had fallen for an hour.',
        "Peskov agreed to sign the pact.",
        '"It is clear," said Peskov, quoting Lavrov.',
        "Peskov, quoting Lavrov, said the pact was clear.",
        "After the storm, despite the floods that followed, Peskov has maintained a strong reputation.",
        "The firm having declined to talk, Peskov posted a quote from last year.",
        "Peskov announced plans to sign a pact that was clear.",
    ],
)
def test_nothing_is_claimed(quote):
    assert told(f"{BEFORE}{quote} Rain fell.", quote) is None


def test_a_quotation_goes_on_after_its_tag():
    text = '"One," said Ana Ruiz. "Two."\n\n"Three."'
    assert told(text, '"Two."') == ("Ana Ruiz", True)
    assert told(text, '"Three."') is None


def test_a_quotation_goes_on_over_paragraphs():
    text = "“One,” said Ana Ruiz. “Two.\n\n“Three.\n\n“Four.”\n\n“Five.”"
    assert told(text, "Two.") == told(text, "Three.") == told(text, "Four.") == ("Ana Ruiz", True)
    assert told(text, "Five.") is None


def test_who_is_named_at_the_end_of_a_quotation_over_paragraphs():
    assert told("“One.\n\n“Two,” said Ana Ruiz.", "One.") == ("Ana Ruiz", True)


def test_a_part_of_what_is_said():
    assert told('"One. Two. Three," said Ana Ruiz.', "Two.") == ("Ana Ruiz", True)


def test_words_that_are_quoted_within_are_anothers():
    text = "“My aunt told me, ‘Never sell the land,’” Ana Ruiz said."
    assert told(text, "Never sell the land") is None
    assert told(text, text) == ("Ana Ruiz", True)


def test_a_surname_of_two_is_given_as_it_stands():
    assert told('Ana Ruiz and Eva Ruiz sat down. "One," Ruiz said.', '"One," Ruiz said.') == ("Ruiz", True)


def test_a_pronoun_of_two_is_nobodys():
    assert told('Ana Ruiz met Eva Diaz. "One," she said.', '"One," she said.') is None


@pytest.mark.parametrize("other", ["The goalkeeper", "A friend", "The queen"])
def test_a_pronoun_may_be_anyones_of_whom_a_noun_tells(other):
    assert told(f'Ana Ruiz sat down. {other} stood up. "One," she said.', '"One," she said.') is None


@pytest.mark.parametrize("other", ["The king", "The crew", "Some people", "The army", "The general secretariat"])
def test_a_pronoun_is_not_of_another_sex_nor_of_several(other):
    assert told(f'Ana Ruiz sat down. {other} stood up. "One," she said.', '"One," she said.') == ("Ana Ruiz", True)


def test_a_pronoun_is_followed_to_an_earlier_paragraph():
    assert told('Ana Ruiz sat down.\n\n"One," she said.', '"One," she said.') == ("Ana Ruiz", True)


def test_a_title_is_no_person():
    text = "His memoir Making Waves came out in May. In an interview he said the book was true."
    assert told(text, "In an interview he said the book was true.") is None


def test_a_heading_tells_nothing():
    text = "Peskov said the pact was clear\n\nIt rained."
    assert told(text, "Peskov said the pact was clear", headings=(Span(0, 30),)) is None


def test_the_nearest_full_name_before_is_given():
    text = 'Ana Ruiz sat down. Ana Ruiz stood up. "One," Ruiz said.'
    start = text.index('"One')
    found = speaker_of(Article("a", "A title", text), Span(start, len(text)))
    assert found.name.start == text.rindex("Ana")


def test_a_span_outside_the_article():
    with pytest.raises(ValueError, match="not in a"):
        speaker_of(Article("a", "A title", "One."), Span(2, 9))


def test_what_stands_before_the_source():
    text = '"One," said Ana Ruiz. Ruiz said it was late. It rained.'
    article = Article("a", "A title", text)
    ends = [text.index(".") + 1, text.index("late.") + 5, len(text)]
    starts = [0, *(end + 1 for end in ends)]
    shown = [Citation(1, Quote("a", *span, 1.0), article).said_by for span in zip(starts, ends, strict=False)]
    assert shown == ["Ana Ruiz, quoted in", "Ana Ruiz, cited in", ""]


PIECES = st.sampled_from(
    [
        "Ana Ruiz ", "Ruiz ", "Mr Peskov ", "he ", "she ", "the ministry ", "said ", "said that ", "told ", "added",
        ", ", ". ", ": ", "? ", '"', "“", "”", "‘", "’", "'", "«", "»", "it was late", "The pact ", "is clear", "and ",
        "but ", "according to ", "According to ", "who ", "\n\n", "\n", "İ", "北京", "\ue000", "Dr. ", "of the ",
        "1987 ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip), st.data())
def test_whatever_the_text(text, data):
    article = Article("a", "A title", text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = speaker_of(article, span)
    speaker_of.cache_clear()
    assert found == speaker_of(Article("a", "A title", text), span)
    if found:
        assert 0 <= found.name.start < found.name.end <= len(text)
        assert found.name_in(article) == found.name_in(article).strip()
        assert text[slice(*found.verb)].isalpha()
        assert found.said
        for start, end in found.said:
            assert span.start <= start < end <= span.end
            # The name is no part of what is said where that stands in quotation marks.
            assert not found.direct or found.name.end <= start or end <= found.name.start or "Ruiz" in text


def test_all_who_are_known_to_speak_in_a_span_are_named():
    text = "“It is safe,” Tove Holm said. It was built in 1931. “It is not,” Ada Quill said. Holm warned that it is."
    article = Article("a", "Bridge", text)
    assert name_speakers(article, Span(0, len(text))) == ["Tove Holm", "Ada Quill"]
    assert name_speakers(article, Span(0, 20)) == ["Tove Holm"]
    assert name_speakers(article, Span(30, 51)) == []
