"""The forms of verbs: how they are conjugated, and which verbs tell an event, a state or a deed.

The irregular verbs are those of school grammars that news and encyclopedias use; the regular ones were collected from
the first sentences of encyclopedia articles.
"""

import re

from qa.english.closed_classes import BE, DO, HAVE, MODALS
from qa.english.word_lists import match_any, split_words

# Base form, past and participle of each verb.
_FORMS = """
    admit admitted admitted, ban banned banned, bear bore born, beat beat beaten, become became become, begin began
    begun, bend bent bent, bite bit bitten, bleed bled bled, blow blew blown, break broke broken, bring brought
    brought, build built built, burn burnt burnt, buy bought bought, catch caught caught, choose chose chosen, come
    came come, cost cost cost, creep crept crept, cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew
    drawn, dream dreamt dreamt, drink drank drunk, drive drove driven, eat ate eaten, expel expelled expelled, fall
    fell fallen, feed fed fed, feel felt felt, fight fought fought, find found found, flee fled fled, fly flew
    flown, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got got, give gave given, go
    went gone, grow grew grown, hang hung hung, have had had, hear heard heard, hide hid hidden, hit hit hit, hold
    held held, hurt hurt hurt, keep kept kept, know knew known, lay laid laid, lead led led, learn learnt learnt,
    leave left left, lend lent lent, let let let, lie lay lain, light lit lit, lose lost lost, make made made, mean
    meant meant, meet met met, mistake mistook mistaken, overcome overcame overcome, overthrow overthrew overthrown,
    pay paid paid, put put put, quip quipped quipped, read read read, rebuild rebuilt rebuilt, ride rode ridden,
    ring rang rung, rise rose risen, run ran run, say said said, see saw seen, seek sought sought, sell sold sold,
    send sent sent, set set set, shake shook shaken, shoot shot shot, shut shut shut, sing sang sung, sink sank
    sunk, sit sat sat, sleep slept slept, slide slid slid, speak spoke spoken, spend spent spent, split split split,
    spread spread spread, spring sprang sprung, stand stood stood, steal stole stolen, stick stuck stuck, strike
    struck struck, swear swore sworn, sweep swept swept, swim swam swum, swing swung swung, take took taken, teach
    taught taught, tear tore torn, tell told told, think thought thought, throw threw thrown, transfer transferred
    transferred, understand understood understood, undertake undertook undertaken, wake woke woken, wear wore worn,
    weep wept wept, win won won, withdraw withdrew withdrawn, write wrote written
"""
_IRREGULAR = {base: (past, participle) for base, past, participle in (forms.split() for forms in _FORMS.split(","))}


# The base form of each irregular past and participle that is no base form itself.
IRREGULAR_BASES = {form: base for base, forms in _IRREGULAR.items() for form in forms if form not in _IRREGULAR}


def form_past(base: str) -> str:
    """Return the past tense of a verb."""
    return _IRREGULAR[base][0] if base in _IRREGULAR else _form_regular_past(base)


def form_participle(base: str) -> str:
    """Return the past participle of a verb."""
    return _IRREGULAR[base][1] if base in _IRREGULAR else _form_regular_past(base)


def form_present(base: str) -> str:
    """Return the third person of the present tense of a verb."""
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s")


def form_gerund(base: str) -> str:
    """Return the form of a verb in -ing."""
    if form_past(base) == f"{base}{base[-1]}ed":
        return f"{base}{base[-1]}ing"
    return (base[:-1] if re.search(r"[^e]e$", base) else base) + "ing"


def _form_regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else base + "ed"


# A finite verb, as far as its form tells; a noun of the same form is taken for one.
FINITE = re.compile(
    rf"\b(?:{match_any((BE - {'am', 'be', 'been', 'being'}) | HAVE | DO | (MODALS - {'shall'}))}|"
    rf"{match_any(past for past, _ in _IRREGULAR.values())}|"
    r"[a-z]{2,}(?:ed|n['’]t)|needs?|wants?|remains?|expects?|hopes?|seems?)\b|['’](?:s|re|ll|ve|d|m)\b"
)

# Pasts that are no other form of their verb: "broke", but neither "read" nor "found".
PASTS = frozenset(past for base, (past, participle) in _IRREGULAR.items() if past not in (base, participle))

# Participles that no ending tells, and that are no nouns.
PARTICIPLES = frozenset(participle for _, participle in _IRREGULAR.values()) - split_words(
    "become beat come cost cut felt fought hit let light meant read run set shut split spread thought"
) | {"set"}

# Verbs that tell what happened or what was done: of all others nothing is asked.
_ASKED = split_words(
    """
    abolish accept accuse acquire adopt annex announce appoint approve arrest argue arrive ask assassinate attack
    attract authorize award ban baptise become begin blow bomb break bring build bury buy cancel canonise canonize
    capture celebrate choose claim clarify climb collapse come commence commission complete conclude confirm conquer
    construct consume convict crash create cross crown damage debut declare decommission dedicate defeat demolish
    demonstrate deploy describe design designate destroy develop die direct disband discover disqualify dissolve
    divide divorce draw earn elect employ end enlist enter erupt establish evacuate execute expand expel explore
    extend fall find finish form found give go graduate grant hand hire hold host identify impeach inaugurate
    incorporate inherit injure install introduce invade invent invite isolate issue join kill land lapse launch leave
    list lose make marry meet merge move murder name nationalise nationalize nominate observe obtain occupy open
    operate ordain order organise organize overthrow own paint pass patent postpone predict premiere produce promise
    promote propose publish purchase ratify reach rebuild receive recognise recognize record reform reject release
    rename renew replace rescue resign restore retire return reunite rise sack sail score secure see select sell send
    sentence settle show sign sing sink splash start steal sue suggest surrender suspend swear take test touch
    transfer translate unite unveil vacate visit vote warn win withdraw write
    """
)
# The base form by the past; base form and past by the participle; the base form by the present.
BASE = {form_past(base): base for base in sorted(_ASKED)}
DONE = {form_participle(base): (base, form_past(base)) for base in sorted(_ASKED)}
PRESENT = {form_present(base): base for base in ("contain", "employ", "own", "operate")} | {"has": "have"}
# They need no object.
INTRANSITIVE = split_words(
    """
    arrive begin close collapse commence crash debut die disband dissolve divorce end enlist erupt fall graduate land
    lapse marry meet merge move open premiere resign retire return reunite rise sail sink splash start surrender touch
    """
)
# With a date they tell a state, and no event.
STATIVE = split_words("accuse employ list name operate own show")
# What persons, or what persons have set up, do to a thing.
MAKING = frozenset(
    form_past(base)
    for base in split_words(
        """
        acquire assassinate buy build commission compose conquer create defeat design develop direct discover
        establish found invent murder paint rebuild translate write
        """
    )
)
# A number of things may be their object: "has 12 rooms".
COUNTING = (
    HAVE
    | {"contains", "employs", "operates", "owns", "made"}
    | frozenset(
        form_past(base)
        for base in split_words(
            """
        attract build employ injure kill lose operate own produce publish receive record release score sell win write
        """
        )
    )
)
