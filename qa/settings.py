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
    # A further quote is shown if its score is within this of the best one's; the wide one is for questions that want
    # more than one fact.
    margin: float = 0.1
    wide_margin: float = 0.15
    # Sentences within this of the best one are looked through for sources that contradict it.
    compared_margin: float = 0.2
    # Least confidence at which quotes are shown as an answer. Over the tuning sets the mean of "right quote shown" and
    # "rightly refused" is best at 0.35 and two points lower here; half of their questions are near misses, which people
    # ask less often than that, and a wrong refusal hides an answer.
    threshold: float = 0.25
    # A longer question is a pasted text, not a question.
    longest_question: int = 2_000
