"""Names: the particles and suffixes that belong to them, and how a name is written.

The particles are those of the Chicago Manual's and CSL's rules for names, of the languages that English texts name
persons in; the suffixes those of news reports and bylines.
"""

from enum import Flag, auto

from qa.english.word_lists import match_any, read_table, select_words, split_words


class Particle(Flag):
    """What else is known of a particle, which stands before a family's name or inside it."""

    PLAIN = auto()  # nothing
    CAPITAL = auto()  # with a capital it is no given name: "Robert De Niro"
    ENGLISH = auto()  # it is an English word, too, or a letter
    GIVEN = auto()  # with a capital it is a name of its own: "Ben Hall"
    INNER = auto()  # it stands between two family names only: "Ortega y Gasset"


_PARTICLES = read_table(
    (
        (
            Particle.PLAIN,
            """
            af al av bin dalla das degli dei dem het ibn 't ter vande vanden vander vom zu zum zur
            """,
        ),
        (Particle.CAPITAL, "da dal de del della den der des di dos du el la las le los van von"),
        (Particle.ENGLISH, "d do op st ten"),
        (Particle.GIVEN, "ben im"),
        (Particle.INNER, "y"),
    )
)
PARTICLES = frozenset(_PARTICLES)
# Those that are certainly one where they stand in a sentence.
PLAIN_PARTICLES = PARTICLES - select_words(_PARTICLES, Particle.ENGLISH) - {"im"}
# Those that are no part of what tells one person from another.
IDLE_PARTICLES = PARTICLES - select_words(_PARTICLES, Particle.GIVEN)
# Those that may stand before a family's name, and their forms with a capital that do.
FAMILY_PARTICLES = PARTICLES - select_words(_PARTICLES, Particle.INNER) - {"st"}
CAPITAL_PARTICLES = frozenset(particle.title() for particle in select_words(_PARTICLES, Particle.CAPITAL)) | {"St."}

GENERATIONS = split_words("jr sr jun sen ii iii iv 2nd 3rd 4th")
DEGREES = split_words("phd md dphil msc bsc ma mba mph rn esq jd")
HONOURS = split_words("mp obe mbe cbe kc qc")
# Behind a name these are no part of it. "Ma", "Rn" and "JD" are parts of names as well.
SUFFIXES = GENERATIONS | HONOURS | {"phd", "md", "esq"}

# The letters of the Latin scripts of Europe, as they stand in the classes of patterns.
UP, LOW = (
    "".join(char for char in map(chr, range(0x41, 0x250)) if (char.isupper() if upper else char.islower()))
    for upper in (True, False)
)
# A word with a capital, an abbreviated title or initials; and a name of such words.
CAPITAL = rf"(?:(?:[{UP}]\.){{1,4}}|(?:Dr|Mr|Mrs|Ms|St|Mt|Jr|Sr)\.|[{UP}][\w’'&-]{{0,24}}(?<![’'&-]))"
_INSIDE = rf" (?:of (?:the )?|(?:{match_any(PLAIN_PARTICLES)}) (?:(?:{match_any(PLAIN_PARTICLES)}) )?)?"
NAME = rf"{CAPITAL}(?:{_INSIDE}{CAPITAL}| \d{{1,3}}(?![\w%]|[.,]\d)){{0,5}}"
