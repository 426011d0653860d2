"""Calibration: the rank of a sentence by its evidence, its score, and the probability that it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from qa.reading.evidence import Evidence

# Below this log-odds, a probability is 0 in all digits, and exp() overflows.
_STEEP = 500.0

# The evidence that ranks a sentence.
RANK_FEATURES = (
    "the network's mark",
    "its passage's score",
    "its passage's cosine",
    "the question's words in it",
    "the fit of its time",
    "its own cosine",
)
# The evidence that tells how surely the first sentence answers.
CONFIDENCE_FEATURES = ("mark", "passage's cosine", "question's words in the passage", "fit of its time", "cosine")


def list_rank_features(evidence: Evidence) -> tuple[float, ...]:
    """Return the values of RANK_FEATURES."""
    hit = evidence.hit
    return evidence.marked, hit.score, hit.cosine, evidence.sentence_words, evidence.time_fit, evidence.cosine


def list_confidence_features(evidence: Evidence) -> tuple[float, ...]:
    """Return the values of CONFIDENCE_FEATURES."""
    return evidence.marked, evidence.hit.cosine, evidence.passage_words, evidence.time_fit, evidence.cosine


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of the evidence for one network's marks.

    `rank_weights` belong to RANK_FEATURES; `middle` and `slope` turn a rank into a score. `confidence_weights` belong
    to CONFIDENCE_FEATURES; `intercept` is their constant.
    """

    rank_weights: tuple[float, float, float, float, float, float]
    middle: float
    slope: float
    intercept: float
    confidence_weights: tuple[float, float, float, float, float]

    def compute_rank(self, evidence: Evidence) -> float:
        """Return the rank of a sentence; a higher one is better."""
        return _dot(self.rank_weights, list_rank_features(evidence))

    def compute_score(self, evidence: Evidence) -> float:
        """Return the score of a sentence, from 0 to 1; so flat that Settings.margin keeps those worth showing."""
        return logistic(self.slope * (self.compute_rank(evidence) - self.middle))

    def compute_confidence(self, evidence: Evidence) -> float:
        """Return the probability that a sentence answers, if it is the first quote."""
        return logistic(self.intercept + _dot(self.confidence_weights, list_confidence_features(evidence)))


# For the built-in network. `python -m training.weigh` fits the weights on public sets, each of which counts the same.
# The rank is a conditional logit of the right sentence among all that were read, rounded. The confidence is a logistic
# regression of "the first quote is right", a quarter of it on questions of the other sets.
BUILT_IN = Calibration(
    rank_weights=(1.0, 14.0, 16.0, 9.0, 8.5, 7.0),
    middle=34.0,
    slope=0.06,
    intercept=-2.87,
    confidence_weights=(0.121, 2.93, 0.293, 0.336, 1.165),
)
# For a network of others, of which only the marks are known. They are logits: they alone rank, and the confidence is
# the network's own probability of an answer against its null score.
MARKS_ALONE = Calibration(
    rank_weights=(1, 0, 0, 0, 0, 0), middle=0, slope=1, intercept=0, confidence_weights=(1, 0, 0, 0, 0)
)


def logistic(x: float) -> float:
    """Return the probability whose log-odds are `x`."""
    return 1 / (1 + exp(-x)) if x > -_STEEP else 0.0


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(weights, features, strict=True))
