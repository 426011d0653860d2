"""Quotations with a known verdict, made of articles by rule and with a seed, for benchmarks/checking.py.

Every case is a paragraph of a draft that holds one quotation. Sentences of 8 to 40 words are quoted that stand in one
article only.

- exact: a sentence in the marks of one of several languages; half of them with the right article named beside it.
- typographic: other apostrophes and marks, dashes, blanks or ellipses, the first letter in the other case in brackets.
- word: one word, neither the first nor the last, is replaced by one of the other articles' words.
- negation: "not", "never", "no" or "n't" is left out of a sentence, or of a stretch of one.
- stitched: two sentences that do not follow each other, of one article or two, joined by a blank; the first does not
  end with an ellipsis, which would say that something is left out.
- misattributed: a sentence, with the title of another article beside it: in marks, in italics, in brackets, in a note.
- invented: what no article says in these words, but is close to one. Where a question's answer is known, the question
  as a statement: "Who wrote X?" becomes "NAME wrote X". Else a sentence whose phrases (cut before commas, prepositions
  and conjunctions) are put into another order and whose common words are replaced by synonyms. Only those are taken
  that have no run of more than four words with any sentence they were made of.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import Article, Span
from corpus.sentences import split_sentences

KINDS = {
    "exact": "exact",
    "typographic": "typographic",
    "word": "altered",
    "negation": "altered",
    "stitched": "stitched",
    "misattributed": "misattributed",
    "invented": "not_found",
}
_MARKS = ("“”", "„“", "«»", "‘’", '""', "„”", "»«", "「」")
_WORDS = range(8, 41)
_NEGATION = re.compile(r"(?<=\w)(?:\s(?:not|never|no)\b(?=\s\w)|n['’]t\b(?=\s\w))")
_PHRASE = re.compile(
    r"\s+(?=(?:in|on|at|by|for|from|with|of|to|and|but|or|which|who|that|as|after|before|during|into|over|under|between|"
    r"because|while|when|where|although|through|against|among|until|since)\b)|(?<=[,;:])\s+"
)
_SYNONYMS = dict(
    pair.split(":")
    for pair in """
    was:had_been were:had_been is:remains are:remain has:possesses have:possess had:possessed also:likewise
    first:earliest last:final many:numerous most:nearly_all some:several several:a_number_of other:further
    new:recent old:former large:big big:large small:little great:considerable important:significant
    made:produced make:produce makes:produces used:employed use:employ uses:employs became:turned_into
    become:turn_into began:started begin:start started:began ended:finished born:brought_into_the_world
    died:passed_away won:gained lost:forfeited found:discovered built:constructed wrote:composed written:composed
    known:recognised called:named named:called said:stated says:states told:informed gave:handed given:handed
    took:seized taken:seized held:kept led:headed left:departed moved:relocated returned:came_back
    played:performed joined:entered worked:laboured lived:resided served:acted published:brought_out
    released:issued directed:overseen received:obtained included:contained including:among_them
    city:town town:city country:nation nation:country state:territory government:administration
    war:conflict battle:fight army:forces people:persons man:fellow woman:lady children:youngsters
    film:picture movie:film album:record song:tune book:volume series:sequence team:side club:association
    game:match season:campaign year:twelvemonth years:seasons day:date time:moment century:hundred_years
    world:globe part:portion member:participant group:band company:firm school:college university:academy
    house:dwelling church:chapel building:structure water:liquid power:might law:statute
    name:title number:count several:various often:frequently usually:as_a_rule later:afterwards
    early:initial late:belated about:roughly around:roughly however:yet although:though because:since
    before:ahead_of after:following during:throughout between:amid under:beneath against:versus
    only:merely both:each_of more:additional than:as_against when:once where:at_which which:that who:that
    the:this a:one an:one his:their her:their its:their he:they she:they it:this they:these
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph that holds one quotation, at `span` in it; `note` is the text of its footnote, marked `[^N]`."""

    kind: str
    paragraph: str
    span: Span
    note: str = ""


def cases(
    articles: Sequence[Article], others: Sequence[Article], questions: Sequence[dict[str, Any]], each: int, seed: int
) -> list[Case]:
    """Return `each` cases of every kind made of `articles`; `others` hold the same sentences nowhere."""
    made = _Making(articles, others, questions, random.Random(seed))
    found = []
    for kind in KINDS:
        of_kind: dict[str, Case] = {}
        for case in getattr(made, kind)():
            of_kind.setdefault(case.paragraph[slice(*case.span)], case)
            if len(of_kind) == each:
                break
        found += of_kind.values()
    return found


class _Making:
    def __init__(
        self,
        articles: Sequence[Article],
        others: Sequence[Article],
        questions: Sequence[dict[str, Any]],
        chance: random.Random,
    ) -> None:
        self.chance = chance
        everything = [(article, _sentences(article)) for article in [*articles, *others]]
        seen = Counter(_key(text) for _, sentences in everything for text in sentences)
        self.sentences = {
            article.id: [text for text in sentences if seen[_key(text)] == 1 and _is_clean(text)]
            for article, sentences in everything[: len(articles)]
        }
        self.in_order = {article.id: sentences for article, sentences in everything}
        self.articles = {article.id: article for article in articles}
        titles = Counter(article.title.casefold() for article, _ in everything)
        self.titled = [
            it for it in articles
            if titles[it.title.casefold()] == 1 and " " in it.title and not re.search(r"[&*_`\[\]<>“”\"]", it.title)
        ]  # fmt: skip
        self.vocabulary = sorted({
            word for texts in self.sentences.values() for text in texts for word in re.findall(r"[a-z]{4,}", text)
        })  # fmt: skip
        self.questions = questions

    def _picked(self, rounds: int = 4) -> Iterator[tuple[Article, str]]:
        """Yield sentences in random order, again and again."""
        pairs = [(self.articles[id_], text) for id_, sentences in self.sentences.items() for text in sentences]
        for _ in range(rounds):
            yield from self.chance.sample(pairs, len(pairs))

    def exact(self) -> Iterator[Case]:
        for article, text in self._picked():
            right = self.chance.random() < 0.5 and article in self.titled
            yield self._named("exact", text, article) if right else self._plain("exact", text)

    def typographic(self) -> Iterator[Case]:
        for _, text in self._picked():
            changed = self._retyped(text)
            if changed != text:
                yield self._plain("typographic", changed)

    def word(self) -> Iterator[Case]:
        for _, text in self._picked():
            words = list(re.finditer(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])", text))[1:-1]
            if words:
                word = self.chance.choice(words)
                new = self.chance.choice([it for it in self.chance.sample(self.vocabulary, 2) if it != word[0]])
                yield self._plain("word", text[: word.start()] + new + text[word.end() :])

    def negation(self) -> Iterator[Case]:
        quoted: set[str] = set()
        # Few sentences are negated: stretches of each are quoted as well.
        for _, text in self._picked(rounds=20):
            found = list(_NEGATION.finditer(text))
            if not found:
                continue
            negation = self.chance.choice(found)
            left, right = text[: negation.start()].split(), text[negation.end() :].split()
            if text in quoted or self.chance.random() < 0.5:
                left, right = left[-self.chance.randint(4, 12) :], right[: self.chance.randint(4, 12)]
            quoted.add(text)
            if len(left) > 2 and len(right) > 2 and left[0][0].isalnum():
                yield self._plain("negation", f"{' '.join(left)} {' '.join(right)}")

    def stitched(self) -> Iterator[Case]:
        pairs = list(self._picked())
        for article, text in pairs:
            order = self.in_order[article.id]
            at = order.index(text)
            mine = [it for it in self.sentences[article.id] if abs(order.index(it) - at) > 1]
            if self.chance.random() < 0.5:
                other = self.chance.choice([it for it in self.chance.sample(pairs, 9) if it[0] is not article])[1]
            elif mine:
                other = self.chance.choice(mine)
            else:
                continue
            if other != text and not text.endswith(("...", "…")):
                yield self._plain("stitched", f"{text} {other}")

    def misattributed(self) -> Iterator[Case]:
        for article, text in self._picked():
            yield self._named(
                "misattributed", text, self.chance.choice([it for it in self.titled if it is not article])
            )

    def invented(self) -> Iterator[Case]:
        for question in self.questions:
            sources = {gold["article_id"] for gold in question["gold"]} & self.articles.keys()
            text = _statement(question) if sources else None
            if text and all(_longest_run(text, self.articles[id_].text) <= 4 for id_ in sources):
                yield self._plain("invented", text)
        for article, text in self._picked():
            phrases = [_with_synonyms(phrase) for phrase in _PHRASE.split(text.rstrip(" .!?")) if phrase]
            if len(phrases) < 3:
                continue
            turned = sorted(range(len(phrases)), key=lambda at: (at % 2 == 0, -at))
            new = " ".join(phrases[at].strip(" ,;:") for at in turned)
            new = new[0].upper() + new[1:] + "."
            if _longest_run(new, article.text) <= 4:
                yield self._plain("invented", new)

    def _plain(self, kind: str, text: str) -> Case:
        opening, closing = self.chance.choice([it for it in _MARKS if _may_hold(it, text)])
        lead = self.chance.choice(("As one of them put it, ", "", "We read: ", "It is said that "))
        return Case(kind, f"{lead}{opening}{text}{closing} and so on.", _at(lead, text))

    def _named(self, kind: str, text: str, article: Article) -> Case:
        opening, closing = self.chance.choice([it for it in _MARKS if _may_hold(it, text)])
        title = article.title
        way = self.chance.randrange(4)
        if way == 0:
            lead = f"The article “{title}” says: "
            return Case(kind, f"{lead}{opening}{text}{closing}", _at(lead, text))
        if way == 1:
            lead = f"According to *{title}*, "
            return Case(kind, f"{lead}{opening}{text}{closing}", _at(lead, text))
        if way == 2:
            return Case(kind, f"{opening}{text}{closing} (“{title}”).", _at("", text))
        return Case(kind, f"{opening}{text}{closing}[^N]", _at("", text), f"{title}, read in May.")

    def _retyped(self, text: str) -> str:
        """Return a text in other typography; the same if there was nothing to change."""
        ways = [
            lambda it: it.replace("'", "’") if "'" in it else it.replace("’", "'"),
            lambda it: re.sub(r"(?<=\w)-(?=\w)", "‑", it),
            lambda it: it.replace(" – ", " -- ").replace(" — ", "—").replace("—", " – ").replace(" - ", " — "),
            lambda it: it.replace("...", "…") if "..." in it else it.replace("…", "..."),
            lambda it: re.sub(r"(?<=\w) (?=\w)", "\u00a0", it, count=2),
            lambda it: re.sub(r"(?<=\w) (?=\w)", "  ", it, count=1),
            lambda it: re.sub(r"^([A-Za-z])(?=\w)", lambda m: f"[{m[1].swapcase()}]", it),
            lambda it: it[:-1] + "," if it.endswith(".") else it,
        ]
        for way in self.chance.sample(ways, 3):
            text = way(text)
        return text


def _at(lead: str, text: str) -> Span:
    return Span(len(lead) + 1, len(lead) + 1 + len(text))


def _sentences(article: Article) -> list[str]:
    return [article.text[slice(*span)] for span in split_sentences(article.text, article.headings)]


def _is_clean(text: str) -> bool:
    """Say whether a sentence can be quoted without changing what surrounds it."""
    return len(re.findall(r"\w+", text)) in _WORDS and not re.search(r"[“”„«»\"\[\]<>*_`\\|{}\n#]|''", text)


def _may_hold(marks: str, text: str) -> bool:
    """Say whether a text can stand in the marks: in single ones only without apostrophes."""
    return not (marks == "‘’" and re.search(r"['’‘]", text))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _with_synonyms(phrase: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda it: _SYNONYMS.get(it[0].lower(), it[0]).replace("_", " "), phrase)


def _statement(question: dict[str, Any]) -> str | None:
    """Return a question with its answer as a statement; None where that takes more than putting it in."""
    if not question["answerable"] or not question["answers"]:
        return None
    answer, asked = min(question["answers"], key=len), question["question"].strip().rstrip("? ")
    found = re.match(
        r"(?:who|what|which [a-z]+)\s+(?!(?:is|are|was|were|do|does|did|has|have|can)\b)(.+)", asked, re.IGNORECASE
    )
    if found:
        return f"{answer[0].upper()}{answer[1:]} {found[1]}."
    found = re.match(r"(when|where)\s+(?:did|was|were|is|are|does)\s+(.+)", asked, re.IGNORECASE)
    text = f"It was {answer} {found[1].lower()} {found[2]}." if found else None
    return text if text and len(text.split()) in _WORDS else None


def _longest_run(text: str, source: str) -> int:
    """Return how many words one after the other a text has from a source."""
    words, held = re.findall(r"\w+", text.casefold()), " " + " ".join(re.findall(r"\w+", source.casefold())) + " "
    longest = 0
    for start in range(len(words)):
        while start + longest < len(words) and f" {' '.join(words[start : start + longest + 1])} " in held:
            longest += 1
    return longest
