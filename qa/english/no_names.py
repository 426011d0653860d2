"""Words that have a capital and are no names: peoples, what begins a sentence, and common nouns after "the".

They were collected from the first sentences of encyclopedia articles and news reports.
"""

from index.words import STOP_WORDS
from qa.english.bodies import BODIES, PLACES
from qa.english.calendar import CALENDAR_WORDS
from qa.english.closed_classes import AUXILIARIES, PREPOSITIONS
from qa.english.people import PEOPLE
from qa.english.word_lists import split_words
from qa.english.works import KINDS, WORKS

# The names of peoples, and the adjectives made of them: alone they name no one in particular.
PEOPLES = (
    r"\w{2,}(?:ish|ese|[a-z]ians?|icans?)|Germans?|French|Dutch|Greeks?|Swiss|Arabs?|Czechs?|Soviets?|Danes|Swedes|Jews|"
    r"Romans?"
)
# What may begin a sentence with a capital and is no name.
NO_NAMES = (
    split_words(
        """
        according although among another anyone back born construction early eight eighteen eleven even every everyone
        everything first five former four however hundreds instead last late later maybe meanwhile million millions
        neither never next nine nobody none nothing often one originally people perhaps plus second seven several six
        sometimes soon still ten therefore third thousands three thus today together tomorrow twelve twenty two unlike
        yesterday yet young
        """
    )
    | STOP_WORDS
    | CALENDAR_WORDS
    | AUXILIARIES
    | PREPOSITIONS
)
# After "the" these are one of many, even with a capital: the name stands elsewhere.
GENERIC = PEOPLE | BODIES | PLACES | WORKS | KINDS | split_words("catholic games great house")
