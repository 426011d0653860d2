"""Nouns for people, and the titles that stand before their names: one table of them with what is known of each.

The nouns come from news reports (who is quoted without a name) and from the first sentences of encyclopedia articles
(what a person is said to be); the titles from the style guides of newspapers.
"""

import re
from enum import Flag, auto

from qa.english.bodies import HEARD_BODIES, SILENT_PLACES
from qa.english.word_lists import form_plural, list_singulars, read_table, select_words
from qa.english.works import SILENT


class Person(Flag):
    """What is known of a noun for a person, or of a title."""

    PLAIN = auto()  # nothing else
    WOMAN = auto()
    MAN = auto()
    OFFICE = auto()  # it stands before a name as well, and is no part of it: "President Ruiz"
    STYLE = auto()  # before a name it is a part of it: "Pope Francis"
    TITLE = auto()  # it stands before a name only, and is no noun: "Mr", "Sen"
    HONORIFIC = auto()  # with a surname alone it is how a report calls one: "Mr Ruiz"
    SURNAME = auto()  # some persons are called so
    BODY_TOO = auto()  # companies, countries and programs are called so as well
    THING_TOO = auto()  # as often it means no person at all
    SEXLESS = auto()  # neither "he" nor "she" is likely to stand for it: an adjective as often, or a body
    GROUP = auto()  # it means several
    BYLINE = auto()  # an article says so of who wrote it, at its end
    HEARER = auto()  # reports tell that something was said to them
    COUNTED = auto()  # figures count them


_OFFICE_TITLE = Person.OFFICE | Person.TITLE
_TABLE = read_table(
    (
        # Trades, arts, sciences and sports.
        (
            Person.PLAIN,
            """
            academic accountant activist actor agronomist aide analyst anatomist anthropologist archaeologist
            architect aristocrat artist astronaut astronomer athlete author aviator banker bassist batsman biochemist
            biologist botanist bowler boss boxer butcher campaigner cartoonist cellist chef chemist choreographer
            cinematographer clerk co-founder comedian composer cosmonaut cricketer criminal critic curator
            cyclist dancer defendant defender dentist designer dictator diplomat doctor drummer economist electrician
            engineer entrepreneur essayist executive expert explorer filmmaker firefighter flautist footballer
            geneticist geographer geologist goalkeeper golfer grandmaster guitarist gymnast hairdresser historian
            illustrator industrialist inmate interpreter inventor jeweller jockey jurist landlord lawyer lecturer
            librarian linebacker linguist lodger magician magistrate mathematician mechanic midfielder militant
            missionary monarch mountaineer musician novelist nurse nutritionist official optician painter
            paleontologist paramedic passenger pharmacist philanthropist philosopher photographer physician physicist
            pianist pilot pitcher playwright plumber poet politician preacher prisoner programmer prosecutor
            psychiatrist psychologist quarterback racer rapper rebel referee refugee researcher revolutionary rider
            rower ruler runner sailor scholar scientist screenwriter sculptor singer singer-songwriter skater skier
            sociologist soldier songwriter sprinter striker surgeon survivor suspect swimmer tailor teacher tenant
            theologian therapist tourist translator umpire vet veteran veterinarian victim violinist volcanologist
            waiter winger witness worker wrestler writer zoologist
            """,
        ),
        (Person.WOMAN, "actress ballerina businesswoman heiress midwife nun soprano waitress"),
        (Person.MAN, "businessman clergyman fisherman statesman vicar"),
        (Person.MAN | Person.SURNAME, "monk priest"),
        (Person.SURNAME, "baker farmer gardener potter merchant miner shepherd skipper steward"),
        (Person.HEARER, "delegate journalist juror lawmaker listener student voter"),
        (Person.HEARER | Person.BYLINE, "reporter"),
        (Person.BYLINE, "columnist correspondent"),
        (Person.HEARER | Person.BODY_TOO, "investor shareholder supporter viewer"),
        # Kin, and what one is to others.
        (Person.WOMAN, "aunt bride daughter fiancée girl girlfriend grandmother mother niece widow wife woman"),
        (Person.MAN, "boy boyfriend brother fiancé grandfather groom husband man nephew son uncle widower"),
        (Person.PLAIN, "child colleague grandchild person protester"),
        (Person.BODY_TOO, "cousin friend neighbor neighbour parent partner player relative rival trainer"),
        (Person.COUNTED | Person.SURNAME, "guest"),
        (Person.COUNTED, "attendee inhabitant resident spectator visitor"),
        (Person.GROUP, "couple crew family rebels troops"),
        # What bodies are called as well.
        (
            Person.BODY_TOO,
            """
            adviser advisor broker builder champion founder landowner leader manufacturer member operator organiser
            organizer owner producer publisher regulator specialist trader watchdog
            """,
        ),
        (Person.BODY_TOO | Person.SEXLESS, "broadcaster"),
        (Person.THING_TOO, "climber conductor driver head keeper"),
        (Person.THING_TOO | Person.SEXLESS, "source"),
        # Offices.
        (
            Person.OFFICE,
            """
            admiral ambassador archbishop attorney cardinal chancellor chief colonel commander commissioner
            congressmember constable councillor detective director envoy governor inspector judge lieutenant mayor
            minister mp officer premier president professor provost representative reverend secretary senator sergeant
            sheriff spokesperson superintendent undersecretary
            """,
        ),
        (Person.OFFICE, "ceo cfo coo cto"),
        (Person.OFFICE | Person.SURNAME, "bishop captain dean"),
        (Person.OFFICE | Person.SURNAME | Person.THING_TOO, "justice major"),
        (Person.OFFICE | Person.BODY_TOO, "editor manager"),
        (Person.OFFICE | Person.THING_TOO, "chair coach principal speaker"),
        (Person.OFFICE | Person.SEXLESS, "general"),
        (Person.OFFICE | Person.WOMAN, "chairwoman congresswoman spokeswoman"),
        (Person.OFFICE | Person.MAN, "chairman congressman spokesman"),
        (_OFFICE_TITLE, "adm capt cllr cmdr col gen gov lt maj prof rep rev sen sgt supt"),
        (Person.PLAIN, "deputy"),
        # What stands before a name and belongs to it.
        (Person.STYLE, "rabbi saint"),
        (Person.STYLE | Person.WOMAN, "baroness countess dame duchess empress lady princess queen sultana"),
        (Person.STYLE | Person.WOMAN | Person.BODY_TOO, "sister"),
        (Person.STYLE | Person.MAN, "duke emir emperor father lord sultan"),
        (Person.STYLE | Person.MAN | Person.SURNAME, "baron king pope prince"),
        (Person.STYLE | Person.THING_TOO | Person.SEXLESS, "count"),
        (Person.STYLE | Person.TITLE, "st"),
        (Person.STYLE | Person.TITLE | Person.MAN, "sir"),
        (Person.HONORIFIC | Person.TITLE, "dr mx"),
        (Person.HONORIFIC | Person.TITLE | Person.MAN, "mr"),
        (Person.HONORIFIC | Person.TITLE | Person.WOMAN, "miss mrs ms"),
    )
)
# Nouns that end as these do are those of trades, or of men and women.
_TRADE = re.compile(r"[a-z-]{2,}(?:ologist|ographer|ianist|anist|tician|keeper|monger|wright|smith)")
_MAN = re.compile(r"(?!(?:hu|wo|ger|ro)man)[a-z-]{2,}(?<!wo)man")
_WOMAN = re.compile(r"[a-z-]+woman")

HONORIFICS = select_words(_TABLE, Person.HONORIFIC)
STYLES = select_words(_TABLE, Person.STYLE)
OFFICES = select_words(_TABLE, Person.OFFICE)
TITLES = select_words(_TABLE, Person.TITLE)
PEOPLE = frozenset(_TABLE) - TITLES
# Singular nouns for one person that are no nouns for a thing as often.
PERSONS = PEOPLE - select_words(_TABLE, Person.THING_TOO, Person.GROUP)
# Of them, those that no company, country or program is called, and no one who only signs an article.
SURE_PERSONS = PERSONS - select_words(_TABLE, Person.BODY_TOO, Person.BYLINE)
SURNAMES = select_words(_TABLE, Person.SURNAME)
WOMEN, MEN = select_words(_TABLE, Person.WOMAN), select_words(_TABLE, Person.MAN)
GROUPS = select_words(_TABLE, Person.GROUP) | {"children", "men", "people", "women"}
# Whom figures count: "inhabitants", "people".
COUNTED = frozenset(map(form_plural, select_words(_TABLE, Person.COUNTED))) | {"passengers", "people", "persons"}
# Who is told something, in reports: "told reporters", "told him".
HEARERS = frozenset(map(form_plural, select_words(_TABLE, Person.HEARER))) | frozenset(
    {"her", "him", "me", "parliament", "police", "them", "us"}
)


# A name that ends with one of these is that of nobody who can be heard.
UNHEARD = SILENT | SILENT_PLACES


def read_person(word: str) -> Person | None:
    """Return what is known of a noun for people, singular or plural; None for another word."""
    return next((known for noun in list_singulars(word) if (known := _read_singular(noun))), None)


def _read_singular(noun: str) -> Person | None:
    if noun in PEOPLE:
        return _TABLE[noun]
    patterns = ((_WOMAN, Person.WOMAN), (_MAN, Person.MAN), (_TRADE, Person.PLAIN))
    return next((known for pattern, known in patterns if pattern.fullmatch(noun)), None)


def is_office(word: str) -> bool:
    """Say whether a word names an office, "governor-elect" too."""
    return word in OFFICES or (word.partition("-")[0] in OFFICES and word.endswith(("-elect", "-general")))


def names_role(word: str) -> bool:
    """Say whether a word with a capital at the end of a name is what someone is, or a body, rather than a surname."""
    nouns = list_singulars(word)
    return not any(noun in SURNAMES for noun in nouns) and any(noun in PEOPLE | HEARD_BODIES for noun in nouns)


def can_speak(word: str) -> bool:
    """Say whether a common noun, singular or plural, stands for someone who can be heard: a person or a body."""
    if word in UNHEARD:
        return False
    return read_person(word) is not None or word.startswith("spokes") or _is_heard_body(word)


def is_he_or_she(word: str) -> bool:
    """Say whether "he" or "she" may stand for a common noun."""
    person = _read_singular(word)
    return person is not None and not person & (Person.SEXLESS | Person.GROUP)


def _is_heard_body(word: str) -> bool:
    return any(noun in HEARD_BODIES for noun in list_singulars(word))
