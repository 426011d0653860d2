"""Calibration: the rank of a sentence by its evidence, and the probability that it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp

from qa.reading.evidence import Evidence
from qa.reading.sentence_kind import SentenceKind

# Below this log-odds, a probability is 0 in all digits, and exp() overflows.
_STEEP = 500.0

Feature = Callable[[Evidence], float]


def _is_kind(kind: SentenceKind) -> Feature:
    return lambda evidence: float(evidence.traits.kind is kind)


# The evidence that ranks a sentence, by its name.
RANK_FEATURES: Mapping[str, Feature] = {
    "mark": lambda evidence: evidence.marked,
    "answering": lambda evidence: evidence.answering,
    "passage's score": lambda evidence: evidence.hit.score,
    "passage's cosine": lambda evidence: evidence.hit.cosine,
    "question's words": lambda evidence: evidence.sentence_words,
    "fit of its time": lambda evidence: evidence.time_fit,
    "age": lambda evidence: evidence.age,
    "fit of its kind": lambda evidence: evidence.traits.fits,
    "fit of its heading": lambda evidence: evidence.traits.headed,
    "leaning": lambda evidence: float(evidence.traits.leans),
    "length": lambda evidence: evidence.traits.length,
    "lead": lambda evidence: evidence.traits.lead,
    "question": _is_kind(SentenceKind.QUESTION),
    "heading": _is_kind(SentenceKind.HEADING),
    "furniture": _is_kind(SentenceKind.FURNITURE),
    "lead-in": _is_kind(SentenceKind.LEAD_IN),
    "item": _is_kind(SentenceKind.ITEM),
}
# The evidence that tells how surely the first sentence answers.
CONFIDENCE_FEATURES: Mapping[str, Feature] = {
    "mark": lambda evidence: evidence.marked,
    "surely": lambda evidence: evidence.surely,
    "passage's cosine": lambda evidence: evidence.hit.cosine,
    "question's words in the passage": lambda evidence: evidence.passage_words,
    "fit of its time": lambda evidence: evidence.time_fit,
    "length": lambda evidence: evidence.traits.length,
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of the evidence for one network's marks.

    `rank_weights` belong to RANK_FEATURES: a rank is in log-odds. `confidence_weights` belong to CONFIDENCE_FEATURES;
    `intercept` is their constant. Evidence without a weight counts nothing.
    """

    rank_weights: Mapping[str, float]
    intercept: float
    confidence_weights: Mapping[str, float]

    def compute_rank(self, evidence: Evidence) -> float:
        """Return the rank of a sentence; a higher one is better."""
        return sum(weight * RANK_FEATURES[name](evidence) for name, weight in self.rank_weights.items())

    def compute_confidence(self, evidence: Evidence) -> float:
        """Return the probability that a sentence answers, if it is the first quote."""
        weights = self.confidence_weights.items()
        return logistic(self.intercept + sum(weight * CONFIDENCE_FEATURES[name](evidence) for name, weight in weights))


# For the built-in network. `python -m training.weigh` fits the weights on public sets. The rank is a conditional logit
# of the right sentence among all that were read, for which typed questions count most. The confidence is a logistic
# regression of "the first sentence is right", a quarter of it on questions of the other sets; typed questions count
# twice. Its intercept is set: the first quote is right more often, for it takes in what stands beside the sentence.
# The weight of a lead-in is set: of those that announce nothing which could be quoted with them, few were read.
BUILT_IN = Calibration(
    rank_weights={
        "mark": 0.111,
        "answering": 0.618,
        "passage's score": 2.815,
        "passage's cosine": 3.982,
        "question's words": 2.259,
        "fit of its time": 2.136,
        "age": -0.361,
        "fit of its kind": 0.553,
        "fit of its heading": 1.186,
        "leaning": -0.045,
        "length": 0.392,
        "lead": 0.602,
        "question": -2.617,
        "heading": -2.754,
        "furniture": -2.405,
        "lead-in": -0.5,
        "item": 0.317,
    },
    intercept=-2.18,
    confidence_weights={
        "mark": 0.058,
        "surely": 0.363,
        "passage's cosine": 1.854,
        "question's words in the passage": 0.764,
        "fit of its time": 0.166,
        "length": 0.165,
    },
)
# For a network of others, of which only the marks are known. They are logits: they alone rank, and the confidence is
# the network's own probability of an answer against its null score.
MARKS_ALONE = Calibration(rank_weights={"mark": 1.0}, intercept=0.0, confidence_weights={"mark": 1.0})
# Log-odds that a question gains which was put together of two: it has words that nobody typed, which the sentence that
# answers need not have. Of 77 such in typed_news the first quote is right for 62%, and the confidence said 53%.
PUT_TOGETHER = 0.45


def logistic(x: float) -> float:
    """Return the probability whose log-odds are `x`."""
    return 1 / (1 + exp(-x)) if x > -_STEEP else 0.0
