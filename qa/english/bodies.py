"""Bodies of people and places: nouns for them, and words that tell a name to be a body's or a place's; one table.

The nouns come from news reports (which bodies speak) and from the first sentences of encyclopedia articles; the words
of names from bylines, and from names in news and encyclopedias that were taken for persons'.
"""

from enum import Flag, auto

from qa.english.word_lists import read_table, select_words
from qa.english.works import NAMED_THINGS


class Body(Flag):
    """What is known of a noun for a body or a place, or of a word of their names."""

    BODY = auto()  # a noun for a body of people
    HEARD = auto()  # reports tell what it says
    PLACE = auto()  # a noun for a place or a building
    STATE = auto()  # each state has one: "the Swiss parliament"
    GROUP = auto()  # "they" stands for it
    NAMED = auto()  # it stands in names of bodies and places: "the Bank of England", "Mill Street"
    SURNAME = auto()  # persons are called so as well: "Adam West"
    FAMILY = auto()  # alone it is a surname as a rule: "Hill said"
    PERSONAL = auto()  # and so many that the word alone tells nothing: "Eva Hall"
    FOREIGN = auto()  # a word of bodies' names in other languages, or of grammar
    PROPER = auto()  # the name of a body or a place itself, or a word of it
    LEGAL = auto()  # it tells a company's legal form
    BEFORE = auto()  # it stands before a name as well as behind it, or is left out: "River Thames"
    SILENT = auto()  # what is named so is never heard: "Lake Como"


_SPEAKING = Body.BODY | Body.HEARD
_MUTE = Body.PLACE | Body.SILENT
_TABLE = read_table(
    (
        # Bodies.
        (_SPEAKING, "airline charity coastguard firm inquest jury regiment"),
        (
            _SPEAKING | Body.NAMED,
            """
            agency association bank board bureau club coalition commission committee company council court
            department embassy federation group institute league ministry newspaper office organisation organization
            party school union
            """,
        ),
        (_SPEAKING | Body.NAMED | Body.STATE, "army government navy"),
        (Body.BODY | Body.NAMED | Body.STATE, "congress parliament senate"),
        (_SPEAKING | Body.NAMED | Body.PLACE, "college hospital university"),
        (_SPEAKING | Body.NAMED | Body.GROUP, "team"),
        (Body.HEARD | Body.NAMED | Body.GROUP, "police"),
        (Body.HEARD | Body.NAMED, "authority"),
        (_SPEAKING | Body.GROUP, "band"),
        (
            Body.BODY | Body.NAMED,
            """
            academy administration alliance assembly consortium cooperative corporation foundation forum fund
            institution laboratory library network partnership railway secretariat service society studio syndicate
            trust
            """,
        ),
        (Body.BODY | Body.PLACE | Body.NAMED, "museum"),
        (Body.BODY, "tribe tribunal"),
        # Places.
        (
            Body.PLACE,
            """
            abbey arena borough commune district fort fortress hamlet lighthouse mansion memorial monastery mosque
            municipality neighborhood neighbourhood parish prefecture province reserve resort restaurant ruin stadium
            suburb synagogue temple township zoo
            """,
        ),
        (Body.PLACE | Body.SURNAME, "canton"),
        (_MUTE, "archipelago atoll cape cave dam desert forest glacier reef volcano waterfall"),
        (
            Body.PLACE | Body.NAMED,
            """
            airport building cathedral county hotel palace station theater theatre town village
            """,
        ),
        (_MUTE | Body.NAMED, "canal island mountain peninsula valley"),
        (Body.PLACE | Body.NAMED | Body.SURNAME, "church park port square street"),
        (_MUTE | Body.NAMED | Body.SURNAME, "bay bridge tower"),
        (_MUTE | Body.NAMED | Body.SURNAME | Body.BEFORE, "lake river"),
        (Body.PLACE | Body.NAMED | Body.BEFORE, "city"),
        (Body.PLACE | Body.NAMED | Body.PERSONAL, "castle"),
        (_MUTE | Body.NAMED | Body.PERSONAL, "strait"),
        # Words of names that tell little of what a thing is.
        (
            Body.NAMED,
            """
            airlines airways associates avenue bakery base brands brewery brothers center central centre chemical desk
            division eastern editors electric energy farms foods force forces games gas gazette great guardian harbor
            harbour holdings house industries initiative international islands kremlin labs media motors national
            nations new news northern oil partners petroleum pharma pharmaceuticals pictures press railways records
            redaktion road services staff states stores studios systems technologies times tribune united
            universität watch week western world yard
            """,
        ),
        (Body.NAMED | Body.SURNAME, "capital east herald north post south southern west"),
        (Body.NAMED | Body.SURNAME | Body.FAMILY, "courier cross day farm hill hills lane mill"),
        (Body.NAMED | Body.SILENT, "mountains sea"),
        (Body.NAMED | Body.SILENT | Body.SURNAME, "ocean"),
        (Body.NAMED | Body.SILENT | Body.SURNAME | Body.BEFORE, "mount"),
        (Body.NAMED | Body.LEGAL, "co corp gmbh inc limited llc ltd plc"),
        (Body.LEGAL, "ag"),
        (Body.NAMED | Body.PERSONAL, "hall"),
        (Body.FOREIGN, "agence and et for für in institut of on the und"),
        (
            Body.PROPER,
            """
            africa airbus america asia bbc beijing berlin brussels buenos europe las london los moscow paris sachs san
            santa stanley suisse washington
            """,
        ),
    )
)

BODIES = select_words(_TABLE, Body.BODY)
HEARD_BODIES = select_words(_TABLE, Body.HEARD)
STATE_BODIES = select_words(_TABLE, Body.STATE)
PLACES = select_words(_TABLE, Body.PLACE)
BODY_GROUPS = select_words(_TABLE, Body.GROUP)
# A name that ends with one of these is that of nobody who is heard.
SILENT_PLACES = select_words(_TABLE, Body.SILENT)
# Words of names: all of them; those that make any name one of a body or a place; and those of no person's name at all.
NAMED_SO = select_words(_TABLE, Body.NAMED) | NAMED_THINGS
# "they" and "it" stand for what is named so.
NAMES_THING = NAMED_SO - select_words(_TABLE, Body.FAMILY)
NAMES_BODY = NAMED_SO - select_words(_TABLE, Body.PERSONAL)
NAMES_NO_PERSON = NAMES_BODY - select_words(_TABLE, Body.SURNAME)
# In a byline these make an author a body, too.
FOREIGN_WORDS = select_words(_TABLE, Body.FOREIGN)
# What is left out of a name as often as not.
OPTIONAL_WORDS = select_words(_TABLE, Body.LEGAL, Body.BEFORE) | {"company"}
PROPER_NAMES = select_words(_TABLE, Body.PROPER)
