"""Suggested questions: what a library's own articles surely answer, for a conversation that has not begun.

The rules know few kinds of sentences and refuse all others: one question that reads broken spoils the rest.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus import Article, Span
from corpus.sentences import sentence_spans
from index import Entry, Filters
from index.words import STOP_WORDS
from qa.assistant import Assistant
from qa.topic import AUXILIARIES, MONTHS, PREPOSITIONS

# Articles that are looked at: the newest, and some spread over the rest in case the newest are all of one kind.
_NEWEST, _SPREAD = 40, 10
# Passages these may have together: an article is read from the disk whole.
_MOST_PASSAGES = 5_000
# Characters of an article that are looked at: what it is about stands at its beginning.
_MOST_TEXT = 20_000
# Questions tried of one article, and in all: each takes as long as an answer, and a page waits for them.
_TRIES, _MOST_ASKED = 3, 24
# How far above the threshold an answer has to be, as a share of what there is above it.
_SURE = 1 / 3
# Characters of a question that still fits on one line, and of a sentence that does not say too much for one.
_LONGEST, _LONGEST_SENTENCE = 80, 320


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What a question asks for; where an article answers several, the one that stands first here.
_KINDS = ("why", "first", "many", "when", "who", "said", "where", "what", "is")

# Verbs of which the past is known; of all others nothing is asked.
_REGULAR = """
    abolish accept accuse acquire adopt annex announce appoint approve arrest argue arrive ask assassinate attack
    attract authorize award baptise bomb bury cancel canonise canonize capture celebrate claim clarify climb
    collapse commence commission complete conclude confirm conquer construct consume convict crash create cross
    crown damage debut declare decommission dedicate defeat demolish demonstrate deploy describe design designate
    destroy develop die direct disband discover disqualify dissolve divide divorce earn elect employ end enlist
    enter erupt establish evacuate execute expand explore extend finish form found graduate grant hand hire host
    identify impeach inaugurate incorporate inherit injure install introduce invade invent invite isolate issue join
    kill land lapse launch list marry merge move murder name nationalise nationalize nominate observe obtain occupy
    open operate ordain order organise organize own paint pass patent postpone predict premiere produce promise
    promote propose publish purchase ratify reach receive recognise recognize record reform reject release rename
    renew replace rescue resign restore retire return reunite sack sail score secure select sentence settle show
    sign splash start sue suggest surrender suspend test touch translate unite unveil vacate visit vote warn
    """
_IRREGULAR = """
    ban banned banned, become became become, begin began begun, blow blew blown, break broke broken, bring brought
    brought, build built built, buy bought bought, choose chose chosen, come came come, draw drew drawn, expel
    expelled expelled, fall fell fallen, find found found, give gave given, go went gone, hold held held, leave left
    left, lose lost lost, make made made, meet met met, overthrow overthrew overthrown, rebuild rebuilt rebuilt,
    rise rose risen, see saw seen, sell sold sold, send sent sent, sing sang sung, sink sank sunk, steal stole
    stolen, swear swore sworn, take took taken, transfer transferred transferred, win won won, withdraw withdrew
    withdrawn, write wrote written
    """


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else base + "ed"


_FORMS = [(base, _past(base), _past(base)) for base in _REGULAR.split()]
_FORMS += [(base, past, participle) for base, past, participle in (it.split() for it in _IRREGULAR.split(","))]
_BASE = {past: base for base, past, _ in _FORMS}
_BASE["found"] = "find"
_DONE = {participle: (base, past) for base, past, participle in _FORMS}
_PRESENT = {"has": "have", "contains": "contain", "employs": "employ", "owns": "own", "operates": "operate"}
# They need no object.
_ALONE = _set("""
    arrive begin close collapse commence crash debut die disband dissolve divorce end enlist erupt fall graduate
    land lapse marry meet merge move open premiere resign retire return reunite rise sail sink splash start
    surrender touch
    """)
# With a date they tell a state, and no event.
_STATES = _set("accuse employ list name operate own show")
# What persons, or what persons have set up, do to a thing.
_MADE = _set("""
    acquired assassinated bought built commissioned composed conquered created defeated designed developed directed
    discovered established founded invented murdered painted rebuilt translated wrote
    """)
# Verbs that "that" follows.
_TOLD = _set("""
    announced argued claimed concluded confirmed declared demonstrated discovered found predicted promised proposed
    showed suggested warned
    """)
_COUNTED = _set("""
    attracted built contained contains employed employs had has have injured killed lost made operated operates
    owned owns produced published received recorded released scored sold won wrote
    """)
_UNITS = _set("""
    acres centimeters centimetres days degrees dollars euros feet grams hectares hours inches kilograms kilometers
    kilometres lots meters metres miles minutes months others percent points pounds rows seconds times tonnes tons
    weeks yards years
    """)

_PEOPLE = _set("""
    academic activist actor actress admiral agronomist anatomist anthropologist archaeologist archbishop architect
    aristocrat artist astronaut astronomer athlete author aviator ballerina banker bassist biochemist biologist
    bishop botanist boxer broadcaster businessman businesswoman cardinal cartoonist chairman chemist choreographer
    cinematographer clergyman co-founder comedian composer cosmonaut cricketer criminal cyclist dancer designer
    dictator diplomat doctor drummer economist emperor engineer entrepreneur essayist explorer filmmaker footballer
    general geneticist geographer geologist goalkeeper golfer governor grandmaster guitarist gymnast historian
    illustrator industrialist inventor jockey journalist jurist king lawyer linebacker linguist magician man
    mathematician mayor merchant midfielder minister missionary monk musician novelist nurse officer painter
    paleontologist person philanthropist philosopher photographer physician physicist pianist pilot pitcher
    playwright poet politician pope preacher president priest princess professor programmer psychiatrist
    psychologist quarterback queen racer rapper revolutionary ruler scholar scientist screenwriter sculptor senator
    singer singer-songwriter skater skier sociologist soldier songwriter soprano spokesperson sprinter statesman
    student surgeon swimmer theologian violinist volcanologist woman wrestler writer zoologist
    """)
_PLACES = _set("""
    abbey airport archipelago arena atoll bay borough bridge building canal canton cape castle cathedral cave church
    city college commune county dam desert district forest fort fortress glacier hamlet hospital hotel island lake
    lighthouse mansion memorial monastery mosque mountain municipality museum neighborhood neighbourhood palace
    parish park peninsula port prefecture province reef reserve resort river ruin square stadium station strait
    street suburb synagogue temple theater theatre tower town township university valley village volcano waterfall
    zoo
    """)
_THINGS = _PLACES | _set("""
    accident agency agreement airline album alliance alloy anthology app application association attack attraction
    band bank battle beverage bird book brand campaign category ceremony championship club code comet company
    competition compound computer concept condition conference constellation convention corporation country court
    cuisine currency database device dialect dinosaur disease dish drama drink drug earthquake element empire engine
    enzyme eruption event exchange family festival field film firm fish flower fog food foundation framework fruit
    game genre genus group holiday hormone hurricane industry institute institution instrument journal kingdom
    language law league library magazine mammal market material medication metal method mineral mission molecule
    movement network newspaper novel opera operation orchestra organisation organization particle party philosophy
    plan planet plant play poem policy practice principle process product program programme project protein protocol
    railway region religion republic restaurant rocket school sculpture series service ship show sitcom software
    song spacecraft species sport standard state strategy structure subsidiary substance supercontinent symphony
    system team technique technology telescope term test theorem theory tool tournament trade tradition treaty tree
    tribe unit vaccine vehicle virus vitamin war weapon website
    """)
# After "the" these are one of many, even with a capital: the name stands elsewhere.
_GENERIC = (
    _set("""
    act administration agenda agreement army assembly authority bill board catholic cd chapter commission committee
    congress constitution council crown cup department director dvd emperor ep fund game games government great
    house lp ministry mv navy office order parliament party prize report senate society summit title tour tribunal
    tv war
    """)
    | _PEOPLE
    | _THINGS
)
# What may begin a sentence with a capital and is no name.
_NO_NAMES = (
    _set("""
    according although among another anyone back born construction early eight eighteen eleven even every everyone
    everything first five former four however hundreds instead last late later maybe meanwhile million millions
    neither never next nine nobody none nothing often one originally people perhaps plus second seven several six
    sometimes soon still ten therefore third thousands three thus today together tomorrow twelve twenty two unlike
    yesterday yet young
    """)
    | STOP_WORDS
    | MONTHS
    | AUXILIARIES
    | PREPOSITIONS
)
# Words that point at what a question alone does not tell, or begin another clause.
_UNCLEAR = AUXILIARIES | _set("""
    above again ago already also although and another because before below both but earlier either following former
    he her here hers herself him himself how however i if it itself just later latter me meanwhile my neither nor
    not once one or other others our own respectively same she since so such that them themselves then there these they
    this those though thus too unless until us very we what when where whether which while who whom whose you your
    """)
_NEVER_LAST = (PREPOSITIONS - _set("down off out over up")) | _set("a an as dr his its mr mrs ms mt of st the their to")

_UP, _LOW = (
    "".join(char for char in map(chr, range(0x41, 0x250)) if (char.isupper() if upper else char.islower()))
    for upper in (True, False)
)
_CAPITAL = rf"(?:(?:[{_UP}]\.){{1,4}}|(?:Dr|Mr|Mrs|Ms|St|Mt|Jr|Sr)\.|[{_UP}][\w’'&-]{{0,24}}(?<![’'&-]))"
_JOINED = r" (?:of the |of |de la |de |la |le |du |del |von |van der |van |der |di |da |bin |ibn )?"
_NAME = rf"{_CAPITAL}(?:{_JOINED}{_CAPITAL}| \d{{1,3}}(?![\w%]|[.,]\d)){{0,5}}"
_ROLE = "leader|spokesman|spokeswoman|spokesperson|president|minister|actor|actress|singer|author|chief|mayor"
_RANK = (
    rf"(?:{_CAPITAL} ){{0,3}}(?:{_ROLE}|Leader|President|Prime Minister|Minister|Chancellor|Secretary|Senator|Actor|"
    r"Singer|Author|Physicist|Architect|Engineer)"
)
_ADVERB = r"(?:later|first|finally|officially|originally|formally|subsequently|eventually|soon|also|then|even|quickly)"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_YEAR = r"(?:1\d{3}|20\d\d)(?![\w%–-]|[.,]\d)"
_CALENDAR = rf"(?:\d{{1,2}} (?:{_MONTH})\b|(?:{_MONTH}) \d{{1,2}}\b)(?:,? {_YEAR})?"
_DATE = rf"(?:(?:(?:{_DAY}),? )?{_CALENDAR}|(?:{_MONTH}),? {_YEAR}|(?:early |late |about |around )?{_YEAR})"
_WHEN = (
    r"(?:at (?:noon|midnight|\d{1,2}(?::\d\d)? [ap]\.m\.) )?"
    rf"(?:(?:on the (?:morning|afternoon|evening|night) of|on|in) {_DATE}|on (?:{_DAY})\b)"
)
_LEAD = rf"(?:On|In) (?:{_DATE}|(?:{_DAY})\b)"
_SOME = r"(?:about |around |some |nearly |almost |over |more than |approximately |roughly |at least |an estimated )?"
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,6}(?:\.\d{1,3})?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|forty|fifty)(?: (?:hundred|thousand|million|billion))?"
)
# Some words, and where after them a clause, or a date, surely ends.
_BODY = r"(?P<body>(?: [^ ,;:()]{1,24}){0,9}?)"
_CLOSED = (
    r"(?=$|[;:]|,? (?:(?:by|for|from|in|of|to|with) )?which\b|"
    r",? (?:after|although|because|before|but|until|when|where|while|who)\b|"
    rf",? and (?:{'|'.join(_BASE)})\b|, [{_UP}\d]|"
    r", (?:an?|about|and|as|at|becoming|by|for|from|his|in|its|making|on|some|the|their|then|with)\b)"
)
_DATE_CLOSED = (
    r"(?=$|[,;:]| (?:after|and|as|at|because|before|but|by|during|following|for|from|under|when|while|with)\b|"
    rf" to (?:the |an? )?[{_LOW}])"
)

_SUBJECT = re.compile(
    rf"(?:(?P<lead>{_LEAD}),? |(?:After|At|Before|By|During|For|In|On|Under|With) [^,;:()]{{1,60}}, )?"
    rf"(?P<rank>{_RANK} (?={_CAPITAL} {_CAPITAL}))?(?P<the>[Tt]he )?(?P<name>{_NAME})"
    rf"(?: and (?:{_RANK} (?={_CAPITAL} {_CAPITAL}))?(?P<other>(?:the )?{_NAME}))?"
    rf"(?:, (?P<done>\w+)(?: in (?:the )?{_NAME})? (?:in|on) {_DATE},|, (?:an?|the|who|which) [^,;:()]{{1,90}},)? "
    rf"(?:(?P<adverb>{_ADVERB}) )?(?P<rest>[{_LOW}].*)"
)
# "The port of Anjer", "the pact between Russia and North Korea", "the Ukrainian president".
_DESCRIBED = re.compile(
    rf"(?:(?P<lead>{_LEAD}),? )?[Tt]he (?P<name>(?!\w+(?:ed|ing) )(?:"
    rf"(?:(?:[{_LOW}]{{2,20}}|\d{{4}}) ){{1,3}}(?<!ed )(?<!ing )(?:of|between) "
    rf"(?:the )?{_NAME}(?: and (?:the )?{_NAME})?|"
    rf"[{_UP}]\w+(?: [{_UP}]\w+)? (?:{_ROLE}|army|government|navy|parliament))) "
    rf"(?:(?P<adverb>{_ADVERB}) )?(?P<rest>(?:was|were|is|are|has|had|will|{'|'.join(_BASE)})\b.*)"
)
_CONCEPT = re.compile(
    rf"(?P<an>An? )?(?P<name>[{_UP}{_LOW}][{_LOW}-]{{2,30}}(?: [{_LOW}-]{{2,20}}){{0,2}}) "
    r"(?P<rest>(?:is|are|was|were|has|have|consists?|depends?|works) .+)"
)
# Alone they name a people or what is theirs, and no one in particular.
_PEOPLES = re.compile(r"\w+(?:ish|ese|[a-z]ians?|icans?)|Germans?|French|Dutch|Greeks?|Swiss|Danes|Swedes|Jews|Romans?")


class Draft(NamedTuple):
    """A question made of one sentence: its kind, its text, and where the sentence stands.

    It is `vague` if its names are single words that the article's title does not hold.
    """

    kind: str
    text: str
    span: Span
    vague: bool


def suggestions(assistant: Assistant, most: int, article_ids: Sequence[str] | None = None) -> list[str]:
    """Return at most `most` questions that the articles answer, the newest articles' first; perhaps none.

    The answer to each quotes the sentence it was made from. With `article_ids`, only these articles are asked. For one
    state of the library they are always the same.
    """
    chosen = _Chosen(assistant, most, Filters(article_ids=tuple(article_ids or ())))
    waiting: list[tuple[Article, list[Draft]]] = []
    with assistant.library.steady():
        for entry in _looked_at(assistant.library.entries(), article_ids):
            if chosen.full:
                break
            article = assistant.library.article(entry.id)
            waiting.append((article, chosen.take(article, list(drafts(article)))))
        for article, left in waiting:  # a second one of each, where there are too few articles
            chosen.take(article, left)
    return chosen.texts


def drafts(article: Article) -> Iterator[Draft]:
    """Yield the questions that the rules make of an article's beginning; whether it is found for them is not asked."""
    text = article.text[:_MOST_TEXT]
    headings = [Span(start, min(end, len(text))) for start, end in article.headings if start < len(text)]
    spans = [span for span in sentence_spans(text, headings) if span not in headings]
    if len(text) < len(article.text):
        del spans[-1:]  # it may be cut off
    vocabulary = _Vocabulary.of(article.title, text)
    seen = set[str]()
    for span in spans:
        for kind, question in _questions(text[slice(*span)], vocabulary):
            if question not in seen:
                seen.add(question)
                yield Draft(kind, question, span, not vocabulary.tells(question))


class _Chosen:
    """The questions that were asked with success, and how many may still be asked."""

    def __init__(self, assistant: Assistant, most: int, filters: Filters):
        self.texts: list[str] = []
        self._assistant, self._most, self._filters = assistant, most, filters
        self._kinds, self._left = Counter[str](), _MOST_ASKED

    @property
    def full(self) -> bool:
        return len(self.texts) >= self._most or self._left == 0

    def take(self, article: Article, found: Sequence[Draft]) -> list[Draft]:
        """Choose the first of an article's best questions that is surely answered; return what may be one more."""
        best = sorted(found, key=lambda it: (it.vague, self._kinds[it.kind], _KINDS.index(it.kind)))
        for tried, draft in enumerate(best[:_TRIES], 1):
            if self.full:
                break
            if draft.text not in self.texts and self._is_answered(draft, article):
                self.texts.append(draft.text)
                self._kinds[draft.kind] += 1
                return [it for it in best[tried:] if it.kind != draft.kind and it.span != draft.span]
        return []

    def _is_answered(self, draft: Draft, article: Article) -> bool:
        """Say whether the assistant surely answers, and with the sentence that the question was made from."""
        self._left -= 1
        answer = self._assistant.ask(draft.text, filters=self._filters)
        threshold = self._assistant.settings.threshold
        if not answer.quotes or answer.confidence < threshold + (1 - threshold) * _SURE:
            return False
        quote = answer.quotes[0].quote
        return quote.article_id == article.id and quote.start < draft.span.end and draft.span.start < quote.end


def _looked_at(entries: Sequence[Entry], article_ids: Sequence[str] | None) -> Iterator[Entry]:
    """Yield the articles to look at: English as far as is known, and no more of them than are soon read."""
    wanted = None if article_ids is None else set(article_ids)
    listed = [
        entry
        for entry in entries
        if (wanted is None or entry.id in wanted) and (entry.source.language or "en").lower().startswith("en")
    ]
    rest, passages = listed[_NEWEST:], 0
    for entry in listed[:_NEWEST] + rest[:: max(1, -(-len(rest) // _SPREAD))]:
        if passages + entry.passages <= _MOST_PASSAGES:
            passages += entry.passages
            yield entry
    if not passages:
        yield from listed[:1]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How an article writes its words: those with a capital inside sentences, and those that stand small."""

    title: str
    capital: frozenset[str]
    small: frozenset[str]

    @classmethod
    def of(cls, title: str, text: str) -> "_Vocabulary":
        inside = re.findall(rf"(?<=[{_LOW}\d,] )[{_UP}][\w’'-]{{0,30}}", text)
        return cls(title, frozenset(map(_bare, inside)), frozenset(re.findall(rf"\b[{_LOW}][\w-]{{0,30}}", text)))

    def is_name(self, name: str, the: bool) -> bool:
        """Say whether words with capitals are a name, and not just the beginning of a sentence."""
        first, *others = (_bare(word) for word in name.split() if not word.isdigit())
        if first.lower() in _NO_NAMES or first.endswith(("ly", "'m", "’m")) or name.endswith(("’s", "'s")):
            return False
        if not others and (_PEOPLES.fullmatch(first) or (the and first.lower() in self.small | _GENERIC)):
            return False
        small = first.lower() in self.small
        if the or (first in self.capital and (others or not small)):
            return True
        own = not others or others[0].islower()  # "Construction of the Palace" is no name
        return not small and (first in self.title.split() or not own)

    def tells(self, question: str) -> bool:
        """Say whether a question's names tell of what it is without the article."""
        if re.search(rf" (?:[{_UP}][\w.’'-]* [{_UP}]|the [{_UP}]|[{_UP}\d]{{2}})", question):
            return True
        asked, title = ({_bare(word).lower() for word in text.split()[1:]} for text in (question, f"_ {self.title}"))
        return bool((asked & title) - _NO_NAMES)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence: what it speaks of, as it stands inside a question, and what follows, the verb first.

    `when` is the date before it, `done` the participle that a date follows in an aside: "Apollo 13, launched on …".
    """

    subject: str
    rest: str
    when: str = ""
    adverb: str = ""
    done: str = ""
    named: bool = False  # the subject is one name


_Questions = Iterator[tuple[str, str]]


def _questions(sentence: str, vocabulary: _Vocabulary) -> _Questions:
    """Yield the questions that one sentence answers, each with its kind."""
    if len(sentence) > _LONGEST_SENTENCE or re.search(r"\w-\n", sentence):  # a broken word is not known as one
        return
    line = re.sub(r" ?\[[^\[\]]{1,12}\]", "", " ".join(sentence.split()))
    line = re.sub(r" (?=[,.;:?!])", "", line)
    if not line.endswith("."):
        return
    born = re.match(rf"[^()]{{3,50}}\([^()]{{0,40}}?\b[Bb]orn (?:on |in )?{_DATE}", line)
    line = re.sub(r" ?\([^()]{0,160}\)", "", line).removesuffix(".")
    clause = _clause(line, vocabulary)
    made = list(_how_many_there(line))
    if clause:
        made += [question for rule in _RULES for question in rule(clause)]
    elif line.startswith(("He ", "It ", "She ")):  # of whom or what nothing is left in such a question
        made += _superlative(_Clause("", line.partition(" ")[2]))
    if clause and clause.named and born:
        made.append(("when", f"When was {clause.subject} born"))
    yield from ((kind, question + "?") for kind, question in made if _reads_well(question))


def _clause(line: str, vocabulary: _Vocabulary) -> _Clause | None:
    if match := _DESCRIBED.fullmatch(line):
        return _read(match, f"the {match['name']}", named=False)
    match = _SUBJECT.fullmatch(line)
    if match and _is_subject(match, vocabulary):
        subject = ("the " if match["the"] else "") + match["name"]
        other = match["other"]
        return _read(match, f"{subject} and {other}" if other else subject, named=not other)
    return _concept(line, vocabulary)


def _is_subject(match: re.Match[str], vocabulary: _Vocabulary) -> bool:
    if match["rank"]:
        return match["rank"].split()[0].lower() not in _NO_NAMES - {"the"}
    return vocabulary.is_name(match["name"], bool(match["the"]))


def _read(match: re.Match[str], subject: str, named: bool) -> _Clause:
    found = match.groupdict(default="")
    return _Clause(subject, found["rest"], found["lead"], found["adverb"], found.get("done", ""), named)


def _concept(line: str, vocabulary: _Vocabulary) -> _Clause | None:
    """Return the clause of a sentence about the common noun that is the title: "Smallpox was …"."""
    match = _CONCEPT.fullmatch(line)
    if not match:
        return None
    name, title = match["name"].lower(), vocabulary.title.lower()
    first = name.split()[0]
    if title != name and not title.startswith((name + ",", name + ":")):
        return None
    if first in _NO_NAMES or not (match["an"] or first in vocabulary.small):
        return None
    return _Clause((match["an"] or "").lower() + name, match["rest"])


_WHY = re.compile(rf"(?P<verb>[{_LOW}]+)(?P<body>(?: [^ ,;:()]{{1,24}}){{1,11}}),? because\b")
_PARTLY = re.compile(r"(?: (?:partly|mainly|mostly|largely|simply|only|just|probably|perhaps|primarily))+$")


def _why(clause: _Clause) -> _Questions:
    match = _WHY.match(clause.rest)
    if not match:
        return
    verb, body = match["verb"], _PARTLY.sub("", match["body"])
    first, _, after = body.strip().partition(" ")
    if verb in ("has", "have", "had") and first in _DONE and verb == "had":
        verb, body = _DONE[first][1], " " + after if after else ""
    helped = verb in ("is", "are", "was", "were", "can", "could", "will", "would", "must")
    helped = helped or (verb in ("has", "have", "had") and (first in _DONE or first == "been"))
    if helped and first and not body.endswith(" not") and _is_clear(re.sub(r"^ not|^ been| be ", " ", body)):
        yield "why", f"Why {verb} {clause.subject}{body}"
    elif verb in _BASE and _is_clear(body) and _has_object(_BASE[verb], body):
        yield "why", f"Why did {clause.subject} {_BASE[verb]}{body}"


_FIRST = re.compile(
    r"(?P<verb>is|was|are|were|became|remains) (?:still )?the (?P<which>only|first|last|oldest|youngest|largest|"
    r"biggest|smallest|highest|tallest|longest|deepest|fastest|busiest|richest|earliest|second[ -]largest|"
    r"most (?!of)\w+)"
    + _BODY + _CLOSED
)  # fmt: skip


def _superlative(clause: _Clause) -> _Questions:
    match = _FIRST.match(clause.rest)
    if match and _is_clear(re.sub(r" that has (ever )?been ", r" \1", match["body"]), whole=True):
        head, verb = _head(match["body"]), match["verb"].replace("remains", "is")
        if head:
            yield "first", f"{'Who' if head in _PEOPLE else 'What'} {verb} the {match['which']}{match['body']}"


_MANY = re.compile(
    rf"(?P<verb>[a-z]+) {_SOME}{_NUMBER} (?P<noun>[{_LOW}-]+(?: [{_LOW}-]+){{0,2}}(?: of [{_LOW}]+)?)"
    r"(?=$|[,;:]| (?:across|after|and|around|as|at|before|between|by|during|for|from|in|including|on|or|over|since|"
    r"to|under|until|when|with|worldwide)\b)"
)
_PEOPLE_DID = re.compile(
    rf"(?:(?:About|Around|Some|Nearly|Almost|Over|More than|At least) )?{_NUMBER} (?P<noun>[{_LOW}-]+(?: [{_LOW}-]+)?) "
    rf"(?P<verb>died|lived?|were (?:arrested|injured|killed)|are buried|took part|work(?:ed)?){_BODY}{_CLOSED}"
)
_THERE = re.compile(
    rf"There (?P<verb>are|were) {_SOME}{_NUMBER} (?P<noun>[{_LOW}-]+(?: [{_LOW}-]+)?) "
    rf"in (?P<place>(?:the )?{_NAME}){_CLOSED}"
)


def _how_many(clause: _Clause) -> _Questions:
    match = _MANY.match(clause.rest)
    if match and match["verb"] in _COUNTED and _is_counted(match["noun"]):
        noun, verb = match["noun"], match["verb"]
        helper = {"has": "does", "have": "do"}.get(verb) or ("does" if verb in _PRESENT else "did")
        base = "have" if verb in ("have", "had") else _PRESENT.get(verb) or _BASE[verb]
        yield "many", f"How many {noun} {helper} {clause.subject} {base}"


def _how_many_there(line: str) -> _Questions:
    match = _PEOPLE_DID.match(line)
    if match and _is_counted(match["noun"]) and _is_clear(match["body"], whole=True):
        yield "many", f"How many {match['noun']} {match['verb']}{match['body']}"
    match = _THERE.match(line)
    if match and _is_counted(match["noun"]):
        yield "many", f"How many {match['noun']} {match['verb']} there in {match['place']}"


def _is_counted(noun: str) -> bool:
    words = noun.replace(" of ", " ").split()
    last = noun.partition(" of ")[0].rpartition(" ")[2]
    plural = last in ("people", "men", "women", "children") or re.search(r"[^sui]s$", last)
    return bool(plural) and last not in _UNITS and not (_UNCLEAR | STOP_WORDS) & set(words)


_PASSIVE = rf"(?P<verb>was|were) (?:(?P<adverb>{_ADVERB}) )?(?P<done>\w+){_BODY}"
_ACTIVE = rf"(?P<helper>had |will )?(?P<did>\w+){_BODY}"
# Each without a date behind it, and with one.
_PASSIVES, _ACTIVES = (
    (re.compile(f"{form}{_CLOSED}"), re.compile(f"{form} {_WHEN}{_DATE_CLOSED}")) for form in (_PASSIVE, _ACTIVE)
)


def _when(clause: _Clause) -> _Questions:
    if clause.done in _DONE and clause.rest.startswith(("is ", "was ")):
        yield "when", f"When was {clause.subject} {clause.done}"
    passive = _PASSIVES[not clause.when].match(clause.rest)
    if passive and passive["done"] == "born":
        yield "when", f"When {passive['verb']} {clause.subject} born"
    elif passive and _is_event(_base("was ", passive["done"]), passive["body"], passive=True):
        first = "first " if passive["adverb"] == "first" else ""
        yield "when", f"When {passive['verb']} {clause.subject} {first}{passive['done']}{passive['body']}"
    active = _ACTIVES[not clause.when].match(clause.rest)
    base = _base(active["helper"], active["did"]) if active else None
    if active and base and _is_event(base, active["body"]):
        first = "first " if clause.adverb == "first" else ""
        helper = "will" if active["helper"] == "will " else "did"
        yield "when", f"When {helper} {clause.subject} {first}{base}{active['body']}"


def _base(helper: str | None, verb: str) -> str | None:
    if helper == "will ":
        return verb if verb in _BASE.values() else None
    return _DONE.get(verb, (None, None))[0] if helper else _BASE.get(verb)


def _is_event(base: str | None, body: str, passive: bool = False) -> bool:
    """Say whether a verb tells what happened once, and the words after it can be understood alone."""
    if not base or base in _STATES or not _is_clear(body):
        return False
    # "Its commander": whose, stands in the sentence before.
    return not {"his", "its", "their"} & set(body.split()) if passive else _has_object(base, body)


_MAKING = re.compile(
    rf"(?P<did>\w+) (?P<thing>(?:the )?{_NAME})"
    r"(?=$|[,;:]| (?:after|and|as|at|between|during|for|in|on|when|while|with)\b)"
)
_BY = re.compile(
    rf"(?:was|were) (?P<first>first )?(?P<done>\w+)(?: (?:in|on) {_DATE})? by (?:the )?(?:[{_LOW}]+ ){{0,3}}{_CAPITAL}"
)


def _who(clause: _Clause) -> _Questions:
    match = _MAKING.match(clause.rest)
    if match and clause.named and match["did"] in _MADE:
        yield "who", f"Who {match['did']} {match['thing']}"
    match = _BY.match(clause.rest)
    if match and match["done"] in _DONE and (past := _DONE[match["done"]][1]) in _MADE:
        yield "who", f"Who {match['first'] or ''}{past} {clause.subject}"


_THAT = re.compile(r"(?P<did>\w+) that [\w\"“]")
_SAYING = re.compile(
    rf"(?:(?:said|says|told reporters|told journalists)(?: on (?:{_DAY}))?(?: that)?|(?:added|argued|believed|believes|"
    rf"claimed|predicted|said|thought|told \w+|warned|wrote) that) (?P<what>(?:the )?{_NAME}) "
    rf"(?:am|are|could|had|has|have|is|may|might|must|should|was|were|will|would|{'|'.join(_BASE)})\b"
)


def _said(clause: _Clause) -> _Questions:
    match = _SAYING.match(clause.rest)
    if match and match["what"].split()[0].lower() not in _NO_NAMES - {"the"}:
        yield "said", f"What did {clause.subject} say about {match['what']}"
    elif (match := _THAT.match(clause.rest)) and match["did"] in _TOLD:
        # Without a year it would be counted from today.
        when = f" {clause.when[0].lower()}{clause.when[1:]}" if re.search(_YEAR, clause.when) else ""
        yield "said", f"What did {clause.subject} {_BASE[match['did']]}{when}"


_ABOUT = "aim|capital|cause|cost|currency|goal|height|length|meaning|motto|population|purpose|result|size"
_ASPECT = re.compile(rf"the (?:main |official )?(?:{_ABOUT}) of (?:the )?[{_UP}]")
_UNIT = "feet|ft|kilometers|kilometres|km|m|meters|metres|miles"
_TIME = r"(?:seconds|minutes|hours|days|weeks|months|years)(?=$|[,;:])"
_SOMEHOW = "based|born|buried|headquartered|held|located|situated"
_KNOWN = "also|better|commonly|formerly|locally|originally|sometimes"
_THERE_IN = rf"(?:the )?(?:(?!an?\b)[{_LOW}]+ ){{0,4}}(?!{_MONTH})[{_UP}]"
# What follows the subject, and what is then asked of it: {0} is the subject, the other numbers are groups.
_ASKED = tuple(
    (kind, re.compile(rest), question)
    for kind, rest, question in (
        ("many", rf"(is|was) {_SOME}[\d,.]{{1,9}} (?:{_UNIT}) (long|high|tall|wide|deep)\b", "How {2} {1} {0}"),
        ("many", rf"lasted (?:for )?{_SOME}{_NUMBER} {_TIME}", "How long did {0} last"),
        ("many", rf"took {_SOME}{_NUMBER} {_TIME}", "How long did {0} take"),
        ("many", rf"weighs {_SOME}\d", "How much does {0} weigh"),
        ("many", rf"cost {_SOME}(?:US)?[$€£]\d", "How much did {0} cost"),
        ("many", rf"has an? (?:estimated )?population of {_SOME}\d", "What is the population of {0}"),
        ("many", rf"had an? (?:estimated )?population of {_SOME}\d", "What was the population of {0}"),
        (
            "said",
            rf"accused ((?:the )?{_NAME})(?: (?:last|this) (?:week|month|year)| on (?:{_DAY}))? of [{_LOW}]",
            "What did {0} accuse {1} of",
        ),
        (
            "where",
            rf"(is|are|was|were) (?:{_ADVERB} )?({_SOMEHOW})(?: (?:on|in) {_DATE},?)? (?:in|at|near) {_THERE_IN}",
            "Where {1} {0} {2}",
        ),
        ("where", rf"(?:lies|stands) (?:in|on|at|between|near|off) {_THERE_IN}", "Where is {0}"),
        ("what", rf"(is|was|are|were) ({_KNOWN}) (known as|called) ", "What {1} {0} {2} {3}"),
        ("what", r"(is|was|are|were) named (after|for) (?:the |his |her )?\w", "What {1} {0} named {2}"),
        ("what", r"(is|was|are|were) (made|composed) of ", "What {1} {0} {2} of"),
        ("what", r"(is|was|are|were) used (?:for|to) ", "What {1} {0} used for"),
        ("what", r"(consist|depend)s (of|on) ", "What does {0} {1} {2}"),
        ("what", r"(consist|depend) (of|on) ", "What do {0} {1} {2}"),
        ("what", r"(?:is|are) caused by \w", "What causes {0}"),
        ("what", r"(?:was|were) caused by \w", "What caused {0}"),
        ("what", rf"stands for (?:the )?[{_UP}]\w+ [{_UP}]", "What does {0} stand for"),
        ("what", r"works by \w+ing\b", "How does {0} work"),
    )
)


def _plain(clause: _Clause) -> _Questions:
    for kind, rest, question in _ASKED:
        if match := rest.match(clause.rest):
            yield kind, question.format(clause.subject, *match.groups())
    match = re.match(r"(is|was) (?!\w+(?:ed|ly)\b)[\w$€£]", clause.rest)
    if match and _ASPECT.match(clause.subject):
        yield "what", f"What {match[1]} {clause.subject}"


_BEING = re.compile(r"(?P<verb>is|was|are|were) (?:an?|the)(?P<body>(?: [^ ;:()]{1,24}){1,12})")
_SOMEWHERE = re.compile(rf",? (?:located |situated )?(?:in|on|of|near) (?:the )?(?:\w+ ){{0,5}}[{_UP}]")


def _is(clause: _Clause) -> _Questions:
    match = _BEING.match(clause.rest)
    head = _head(match["body"]) if match else None
    if not match or not head or clause.when:
        return
    if head in _PEOPLE:
        if clause.named and " " in clause.subject:
            yield "is", f"Who {match['verb']} {clause.subject}"
    elif head in ("band", "group", "team", "tribe") and match["verb"] in ("are", "were"):
        yield "is", f"Who {match['verb']} {clause.subject}"
    elif head in _PLACES and _SOMEWHERE.match(match["body"].partition(f" {head}")[2]):
        yield "where", f"Where {match['verb']} {clause.subject}"
    else:
        yield "is", f"What {match['verb']} {clause.subject}"


_RULES = (_why, _superlative, _how_many, _when, _who, _said, _plain, _is)


def _head(phrase: str) -> str | None:
    """Return the noun of a noun phrase, if it is known what it is: the last word before what is added to it."""
    last, words = "", phrase.split()
    for word, following in zip(words, [*words[1:], "."], strict=True):
        bare = word.rstrip(",").lower()
        if bare == "and":  # "a film and television actor"
            return _noun(last) if last in _PEOPLE else None
        if bare in STOP_WORDS | PREPOSITIONS or (_noun(last) and bare.endswith(("ed", "ing", "born", "en"))):
            break
        last = bare
        if word.endswith(",") and _noun(last):  # "a radio, film, and television actor"
            added = following.lower() in STOP_WORDS - {"and"} | PREPOSITIONS or not following[0].islower()
            return _noun(last) if added or last in _PEOPLE or following.endswith(("ed", "ing")) else None
    return _noun(last)


def _noun(word: str) -> str | None:
    forms = (word, word.removesuffix("s"), re.sub("ies$", "y", word))
    return next((form for form in forms if form in _PEOPLE or form in _THINGS), None)


def _has_object(base: str, body: str) -> bool:
    first = body.split()[:1]
    return base in _ALONE or (bool(first) and first[0] not in PREPOSITIONS)


def _is_clear(body: str, whole: bool = False) -> bool:
    """Say whether words out of a sentence can be understood without it; with `whole`, they need a name for that."""
    words = re.sub(rf"([{_UP}]\w+) and (?=(?:the )?[{_UP}])", r"\1 ", body).split()
    if _UNCLEAR & {word.lower() for word in words} or re.search(_YEAR, body):
        return False
    if words and (
        words[-1].lower() in _NEVER_LAST | MONTHS or (words[-2:-1] == ["to"] and words[-1] in _BASE.values())
    ):
        return False
    if len(words) < len(body.split()) and any(word in _BASE for word in words):  # "as governor and Pettus returned"
        return False
    for place, word in enumerate(words):
        near = words[place + 1 : place + 5]
        if word == "the" and near[:1] != ["world"] and not any(it[0].isupper() or it[0].isdigit() for it in near):
            return False
    return not whole or any(it[0].isupper() for it in words) or bool({"world", "history", "ever"} & set(words))


_PLAIN = re.compile(rf"[{_UP}{_LOW}\d .,’'&%$€£-]+")
_ODD = re.compile(r"\s[.,’'&%-]|[,’'&-]\s|[.,’'&-]{2}|\.\w{1,3}$|[ .,’'&$€£-]$")


def _reads_well(question: str) -> bool:
    """Say whether a question is one short line of plain words."""
    return len(question) < _LONGEST and bool(_PLAIN.fullmatch(question)) and not _ODD.search(question)


def _bare(word: str) -> str:
    return re.sub(r"(?:’s|'s|[’'.,?-])$", "", word)
