"""Closed classes: words of grammar, which no writer adds to, and the adverbs that the rules know.

The classes are those of English grammars (determiners, pronouns, prepositions, auxiliaries, conjunctions); the adverbs
were collected from news and encyclopedias.
"""

from qa.english.calendar import WEEKDAY_WORDS
from qa.english.word_lists import split_words

ARTICLES = split_words("the a an")
DEMONSTRATIVES = split_words("this that these those")
POSSESSIVES = split_words("his her its their my our your")
# They begin a description: "one official".
DETERMINERS = ARTICLES | {"one", "another"}
QUANTIFIERS = split_words("some any no each every many most few several all both either neither others such same other")

SUBJECTS = split_words("i we you he she it they")
OBJECTS = split_words("me us you him her it them")
REFLEXIVES = split_words("myself yourself himself herself itself ourselves yourselves themselves")
QUESTION_WORDS = split_words("who whom whose what which when where why how")

BE = split_words("am is are was were be been being")
HAVE = split_words("have has had")
DO = split_words("do does did")
MODALS = split_words("will would shall should can could may might must")
CONTRACTED = split_words(
    """
    didn't don't doesn't wasn't isn't weren't aren't hasn't haven't hadn't wouldn't couldn't shouldn't can't won't
    """
)
# Those by which a question asks how things are.
PRESENT = split_words("am is are has have do does can will isn't aren't hasn't haven't don't doesn't can't won't")
# They open a question, or stand before another verb. "May" and "might" are left out: they are nouns and a name as well.
AUXILIARIES = (BE - {"am"}) | HAVE | DO | (MODALS - {"may", "might"}) | CONTRACTED

PREPOSITIONS = split_words(
    """
    about above across after against along amid among around as at before behind below beneath beside besides between
    beyond by despite during for from in inside into like near of off on onto outside over per regarding since than
    through throughout to toward towards under until up upon via with within without
    """
)
# Of them, those that are adverbs as often: what follows need not be theirs.
PARTICLE_ADVERBS = split_words("down off out over up")
# What stands behind them is a place or a year more often than a person.
PLACING = split_words("at in near on")
# They join a noun to what says more of it, and the words of a body's name.
NOUN_LINKS = split_words("of for at from with in on")
NAME_LINKS = split_words("of for")
COORDINATORS = split_words("and but or nor so yet")
SUBORDINATORS = split_words("if unless whether although though because since until while whereas as than")
NEGATIONS = split_words("not no never none nobody nothing neither nor")
# They turn what a sentence says, or narrow it, so that it says something else without them.
TURNING = NEGATIONS | split_words(
    "without except unless if only hardly barely scarcely rarely seldom until false falsely untrue wrong wrongly "
    "deny denied denies denying refuse refused refuses refusing fail failed fails failing reject rejected rejects "
    "doubt doubted doubts allegedly reportedly supposedly almost nearly"
)

# No name and no description begins with one of these, whether it has a capital or not.
CLOSED = (
    SUBJECTS | DEMONSTRATIVES | POSSESSIVES | QUESTION_WORDS | COORDINATORS | SUBORDINATORS | NEGATIONS
    | QUANTIFIERS | BE | HAVE | DO | MODALS | PREPOSITIONS | PARTICLE_ADVERBS
    | split_words("then there here someone somebody everyone everybody anyone")
)  # fmt: skip
# Of them, those that a clause may begin with.
CLAUSE_OPENERS = (
    SUBJECTS | DEMONSTRATIVES | POSSESSIVES | split_words("there here no nobody all both some many most each every")
)
# A second clause begins, which may be the reporter's.
CLAUSE_TURNERS = split_words("but while whereas although though yet because which whose where who prompting drawing")

# What stands between a subject and its verb, besides adverbs in "-ly".
MIDDLE_ADVERBS = HAVE | split_words(
    """
    also later then once again still earlier repeatedly further recently yesterday today tonight now often always
    previously publicly privately simply even famously first last only
    """
)
# What may open a sentence before its subject without a comma.
SENTENCE_OPENERS = WEEKDAY_WORDS | split_words(
    """
    but and yet so still later then meanwhile yesterday today tonight instead however afterwards earlier finally
    moreover eventually similarly additionally subsequently consequently originally initially ultimately recently
    previously notably accordingly historically traditionally officially hence thus therefore furthermore nevertheless
    nonetheless
    """
)
# What may open a phrase before the subject, up to a comma.
PHRASE_OPENERS = SENTENCE_OPENERS | split_words(
    """
    on in at during speaking asked writing addressing responding replying also last this late early for by likewise
    separately elsewhere to from with under following unlike
    """
)
# What unsettles whether it was said or done at all.
DOUBTING = split_words(
    """
    not never hardly nearly almost barely reportedly allegedly supposedly apparently possibly perhaps if unless
    whether would could should might may cannot
    """
)
# What points at something outside its own sentence, or begins another clause. "His" is left out: whose it is stands in
# the sentence, as a rule.
POINTING = (
    SUBJECTS | OBJECTS | DEMONSTRATIVES | REFLEXIVES | (QUESTION_WORDS - {"why"}) | split_words("my our your whether")
    | split_words(
        """
        above again ago already also although and another because before below both but earlier either following
        former here hers however if just later latter meanwhile neither nor not once one or other others own
        respectively same since so such then there though thus too unless until very while
        """
    )
)  # fmt: skip
