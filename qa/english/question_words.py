"""Words of questions: what they measure, and what asks without saying of what.

The words come from reading the questions of the public question sets.
"""

from qa.english.word_lists import split_words

# "How" with one of these asks for a number; with the others, for another figure.
MEASURING = split_words("many much old long high tall far deep wide fast big large heavy hot")
GRADED = MEASURING | split_words("loud often soon late early cold")
# Words that ask how things stand by now.
STANDING = split_words("still yet now next latest anymore currently already")
# Nouns that a number is the answer to.
MEASURES = split_words(
    """
    number share percentage rate population price cost age height length depth width size area weight speed temperature
    score toll total turnout
    """
)
# Nouns for what is asked of a thing: "the capital of Peru".
ASPECTS = split_words("aim capital cause cost currency goal height length meaning motto population purpose result size")
# Words that ask about an event without naming it.
EVENT_WORDS = split_words("take place happen year date day month city country town village")
# Words that say what kind of answer is wanted, and not about what.
ASKING_WORDS = EVENT_WORDS - {"happen"} | split_words(
    """
    many much century company number total amount name person ever get make give go went old age share rate percentage
    fast far large big heavy hot kind sort whole exactly
    """
)
# Words for what is counted again and again while something goes on; those of a line count the same.
TOLL = "toll"
TOLLS = tuple(
    map(
        split_words,
        (
            f"die dies died dead death deaths deadly kill kills killed killing lives fatality fatalities fatal {TOLL}",
            "injured injuring injuries hurt wounded wounding",
            "case cases infected infections sickened",
            "homeless displaced evacuated stranded",
            "destroyed destroying damaged collapsed",
            "acres hectares burned burnt scorched blackened charred",
            "arrested detained",
        ),
    )
)
