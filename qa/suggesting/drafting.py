"""Draft questions: what the rules make of single sentences of an article.

The rules know few kinds of sentences and refuse all others: one question that reads broken spoils the rest.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus import Article, Span
from corpus.sentences import split_sentences
from qa.english.names import LOW, UP
from qa.suggesting.clauses import Clause, Questions, read_clause
from qa.suggesting.event_questions import ask_what_was_said, ask_when, ask_who, ask_why
from qa.suggesting.fact_questions import ask_first, ask_how_many, ask_how_many_there, ask_what, ask_what_it_is
from qa.suggesting.patterns import DATE
from qa.suggesting.vocabulary import Vocabulary

# Characters of an article that are looked at: what it is about stands at its beginning.
_MOST_TEXT = 20_000
# Characters of a question that still fits on one line, and of a sentence that does not say too much for one.
_LONGEST, _LONGEST_SENTENCE = 80, 320

# What a question asks for; where an article answers several, the one that stands first here.
KINDS = ("why", "first", "many", "when", "who", "said", "where", "what", "is")
_RULES = (ask_why, ask_first, ask_how_many, ask_when, ask_who, ask_what_was_said, ask_what, ask_what_it_is)

_PLAIN = re.compile(rf"[{UP}{LOW}\d .,’'&%$€£-]+")
_ODD = re.compile(r"\s[.,’'&%-]|[,’'&-]\s|[.,’'&-]{2}|\.\w{1,3}$|[ .,’'&$€£-]$")


class DraftQuestion(NamedTuple):
    """A question made of one sentence: its kind, its text, and where the sentence stands.

    It is `vague` if its names are single words that the article's title does not hold.
    """

    kind: str
    text: str
    span: Span
    vague: bool


def draft_questions(article: Article) -> Iterator[DraftQuestion]:
    """Yield the questions that the rules make of an article's beginning; nobody knows yet whether they are answered."""
    text = article.text[:_MOST_TEXT]
    headings = [Span(start, min(end, len(text))) for start, end in article.headings if start < len(text)]
    spans = [span for span in split_sentences(text, headings) if span not in headings]
    if len(text) < len(article.text):
        del spans[-1:]  # it may be cut off
    vocabulary = Vocabulary.of(article.title, text)
    seen = set[str]()
    for span in spans:
        for kind, question in _ask(text[slice(*span)], vocabulary):
            if question not in seen:
                seen.add(question)
                yield DraftQuestion(kind, question, span, not vocabulary.tells(question))


def _ask(sentence: str, vocabulary: Vocabulary) -> Questions:
    """Yield the questions that one sentence answers, each with its kind."""
    if len(sentence) > _LONGEST_SENTENCE or re.search(r"\w-\n", sentence):  # a broken word is not known as one
        return
    line = re.sub(r" ?\[[^\[\]]{1,12}\]", "", " ".join(sentence.split()))
    line = re.sub(r" (?=[,.;:?!])", "", line)
    if not line.endswith("."):
        return
    born = re.match(rf"[^()]{{3,50}}\([^()]{{0,40}}?\b[Bb]orn (?:on |in )?{DATE}", line)
    line = re.sub(r" ?\([^()]{0,160}\)", "", line).removesuffix(".")
    clause = read_clause(line, vocabulary)
    made = list(ask_how_many_there(line))
    if clause:
        made += [question for rule in _RULES for question in rule(clause)]
    elif line.startswith(("He ", "It ", "She ")):  # of whom or what nothing is left in such a question
        made += ask_first(Clause("", line.partition(" ")[2]))
    if clause and clause.named and born:
        made.append(("when", f"When was {clause.subject} born"))
    yield from ((kind, question + "?") for kind, question in made if _reads_well(question))


def _reads_well(question: str) -> bool:
    """Say whether a question is one short line of plain words."""
    return len(question) < _LONGEST and bool(_PLAIN.fullmatch(question)) and not _ODD.search(question)
