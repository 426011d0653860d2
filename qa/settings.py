"""Settings of asking: one frozen value, each number once with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are answered."""

    # Passages read for a question: at 10 nearly all answers are among them, and more cost time (see benchmarks/).
    passages: int = 10
    # Quotes an answer has at the most, and characters up to which neighbouring sentences are joined to one: what a
    # person reads before giving up.
    most_quotes: int = 5
    longest_quote: int = 500
    # A further quote is shown if its score is at least this share of the best one's; the low one is for questions that
    # want more than one fact.
    share: float = 0.4
    wide_share: float = 0.3
    # A sentence beside a quote stands in it if its score is at least this share of the scores of all.
    beside_share: float = 0.01
    # Sentences of at least this share of the best one's score are looked through for sources that contradict it.
    compared_share: float = 0.2
    # Least confidence at which quotes are shown as an answer: where nine in ten typed questions with an answer get one,
    # and seven in ten without are refused. A refusal hides an answer, while who is shown a wrong quote sees that it is
    # wrong.
    threshold: float = 0.35
    # A longer question is a pasted text, not a question.
    longest_question: int = 2_000
    # Characters of a draft: a long book; what is longer is checked chapter by chapter.
    longest_draft: int = 1_000_000


# What a person may choose instead of the usual length of an answer.
STANDARD = "standard"
LENGTHS = {
    "short": Settings(most_quotes=1),
    STANDARD: Settings(),
    "long": Settings(most_quotes=10, share=0.2, wide_share=0.1),
}

# The style that quotes are cited in where none is named: that of most who cite web pages. A name out of qa.cite.styles.
CITATION_STYLE = "apa"
