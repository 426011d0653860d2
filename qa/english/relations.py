"""Relations: how often what a word tells of a thing can be true, and verbs that settle nothing.

The words are those that question sets ask for, and that reports contradict each other on.
"""

from enum import Flag, auto

from qa.english.word_lists import read_table, select_words, split_words


class Relation(Flag):
    """What is known of a verb, an office or a quality."""

    LASTING = auto()  # it stays true, whenever it is said
    ONCE = auto()  # it happens to a thing once, on one date
    SINGLE = auto()  # one name fills it at a time: many may meet somebody, one wins


_TABLE = read_table(
    (
        (Relation.LASTING | Relation.ONCE | Relation.SINGLE, "found establish invent discover kill"),
        (Relation.LASTING | Relation.ONCE, "born die build sink marry crown publish complete"),
        (Relation.LASTING | Relation.SINGLE, "write compose direct design paint"),
        (Relation.ONCE | Relation.SINGLE, "sign bury"),
        (Relation.LASTING, "high long deep wide erupt collapse crash"),
        (Relation.ONCE, "abolish close open first destroy premiere bankrupt"),
        (
            Relation.SINGLE,
            "win bear capital lead buy succeed succeeded mayor governor president king queen hold score",
        ),
    )
)
LASTING = select_words(_TABLE, Relation.LASTING)
ONCE = select_words(_TABLE, Relation.ONCE)
SINGLE = select_words(_TABLE, Relation.SINGLE)
# Verbs of what somebody only says, wants or denies.
ATTITUDES = split_words(
    "deny dispute accuse urge demand promise threaten vow pledge consider seem appear rumour suspect ask want try "
    "offer warn call decide"
)
# With "to" they negate the verb that follows.
REFRAINING = split_words("refuse refuses refused refusing fail fails failed decline declines declined unable unwilling")
