"""What the evidence for a sentence is worth: its rank, its score, and the probability that it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from qa.reading.evidence import Evidence

# Beyond this a logistic is 0 in all digits, and exp() too large.
_STEEP = 500.0


# What ranks a sentence, and what tells how surely it answers.
RANK_FEATURES = (
    "the network's mark",
    "its passage's score",
    "its passage's cosine",
    "the question's words in it",
    "the fit of its time",
    "its own cosine",
)
CONFIDENCE_FEATURES = ("mark", "passage's cosine", "question's words in the passage", "fit of its time", "cosine")


def list_rank_features(evidence: Evidence) -> tuple[float, ...]:
    """Return what RANK names."""
    hit = evidence.hit
    return evidence.marked, hit.score, hit.cosine, evidence.sentence_words, evidence.time_fit, evidence.cosine


def list_confidence_features(evidence: Evidence) -> tuple[float, ...]:
    """Return what CERTAINTY names."""
    return evidence.marked, evidence.hit.cosine, evidence.passage_words, evidence.time_fit, evidence.cosine


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights for one network's marks.

    `rank` weighs what RANK names; `middle` and `slope` take a rank to a score between 0 and 1. `certainty` weighs what
    CERTAINTY names; `intercept` is its constant.
    """

    rank_weights: tuple[float, float, float, float, float, float]
    middle: float
    slope: float
    intercept: float
    confidence_weights: tuple[float, float, float, float, float]

    def compute_rank(self, evidence: Evidence) -> float:
        """Return what sentences are ordered by."""
        return _dot(self.rank_weights, list_rank_features(evidence))

    def compute_score(self, evidence: Evidence) -> float:
        """Return the rank as a score from 0 to 1, so flat that Settings.margin lets through what is worth showing."""
        return logistic(self.slope * (self.compute_rank(evidence) - self.middle))

    def compute_confidence(self, evidence: Evidence) -> float:
        """Return the probability that this sentence answers, if it is the first quote."""
        return logistic(self.intercept + _dot(self.confidence_weights, list_confidence_features(evidence)))


# Of the built-in network, as `python -m training.weigh` fits them, each public set it reads weighing alike. The rank:
# conditional logit of the right sentence among all that were read, rounded. The certainty: logistic regression of "the
# first quote is right", a quarter of it on questions of the other sets.
BUILT_IN = Calibration(
    rank_weights=(1.0, 14.0, 16.0, 9.0, 8.5, 7.0),
    middle=34.0,
    slope=0.06,
    intercept=-2.87,
    confidence_weights=(0.121, 2.93, 0.293, 0.336, 1.165),
)
# Of a network from elsewhere nothing is known but that its marks are logits: they alone rank, and the probability is
# that of an answer against "nothing here", as the network itself has it.
MARKS_ALONE = Calibration(
    rank_weights=(1, 0, 0, 0, 0, 0), middle=0, slope=1, intercept=0, confidence_weights=(1, 0, 0, 0, 0)
)


def logistic(x: float) -> float:
    """Return the probability whose log-odds are `x`."""
    return 1 / (1 + exp(-x)) if x > -_STEEP else 0.0


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(weights, features, strict=True))
