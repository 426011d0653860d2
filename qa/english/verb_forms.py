"""What the rules know of English: the forms of verbs, and words by what they stand for."""

import re

from index.words import STOP_WORDS
from qa.english.calendar import MONTH_WORDS, WEEKDAY_WORDS
from qa.english.noun_phrases import AUXILIARIES, PREPOSITIONS


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


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
# The base form by the past; base form and past by the participle; the base form by the present.
BASE = {past: base for base, past, _ in _FORMS}
BASE["found"] = "find"
DONE = {participle: (base, past) for base, past, participle in _FORMS}
PRESENT = {"has": "have", "contains": "contain", "employs": "employ", "owns": "own", "operates": "operate"}
# They need no object.
ALONE = _set("""
    arrive begin close collapse commence crash debut die disband dissolve divorce end enlist erupt fall graduate
    land lapse marry meet merge move open premiere resign retire return reunite rise sail sink splash start
    surrender touch
    """)
# With a date they tell a state, and no event.
STATES = _set("accuse employ list name operate own show")
# What persons, or what persons have set up, do to a thing.
MADE = _set("""
    acquired assassinated bought built commissioned composed conquered created defeated designed developed directed
    discovered established founded invented murdered painted rebuilt translated wrote
    """)
# Verbs that "that" follows.
TOLD = _set("""
    announced argued claimed concluded confirmed declared demonstrated discovered found predicted promised proposed
    showed suggested warned
    """)
COUNTED = _set("""
    attracted built contains employed employs had has have injured killed lost made operated operates
    owned owns produced published received recorded released scored sold won wrote
    """)

PEOPLE = _set("""
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
PLACES = _set("""
    abbey airport archipelago arena atoll bay borough bridge building canal canton cape castle cathedral cave church
    city college commune county dam desert district forest fort fortress glacier hamlet hospital hotel island lake
    lighthouse mansion memorial monastery mosque mountain municipality museum neighborhood neighbourhood palace
    parish park peninsula port prefecture province reef reserve resort river ruin square stadium station strait
    street suburb synagogue temple theater theatre tower town township university valley village volcano waterfall
    zoo
    """)
THINGS = PLACES | _set("""
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
GENERIC = (
    _set("""
    act administration agenda agreement army assembly authority bill board catholic cd chapter commission committee
    congress constitution council crown cup department director dvd emperor ep fund game games government great
    house lp ministry mv navy office order parliament party prize report senate society summit title tour tribunal
    tv war
    """)
    | PEOPLE
    | THINGS
)
# What may begin a sentence with a capital and is no name.
NO_NAMES = (
    _set("""
    according although among another anyone back born construction early eight eighteen eleven even every everyone
    everything first five former four however hundreds instead last late later maybe meanwhile million millions
    neither never next nine nobody none nothing often one originally people perhaps plus second seven several six
    sometimes soon still ten therefore third thousands three thus today together tomorrow twelve twenty two unlike
    yesterday yet young
    """)
    | STOP_WORDS
    | MONTH_WORDS
    | WEEKDAY_WORDS
    | AUXILIARIES
    | PREPOSITIONS
)
# Words that point at what a question alone does not tell, or begin another clause.
UNCLEAR = AUXILIARIES | _set("""
    above again ago already also although and another because before below both but earlier either following former
    he her here hers herself him himself how however i if it itself just later latter me meanwhile my neither nor
    not once one or other others our own respectively same she since so such that them themselves then there these they
    this those though thus too unless until us very we what when where whether which while who whom whose you your
    """)
NEVER_LAST = (PREPOSITIONS - _set("down off out over up")) | _set("a an as dr his its mr mrs ms mt of st the their to")
