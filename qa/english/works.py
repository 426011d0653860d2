"""Nouns for works, texts and other things: one table of them with what is known of each.

The nouns come from the first sentences of encyclopedia articles (what a thing is said to be) and from news reports
(what is written, what is quoted from).
"""

from enum import Flag, auto

from qa.english.word_lists import form_plural, read_table, select_words


class Thing(Flag):
    """What is known of a noun for a thing."""

    KIND = auto()  # it tells what a thing is: "a river", "a disease"
    WORK = auto()  # a name behind it is that of a work or a ship: "the film Gandhi"
    TEXT = auto()  # it is read, and "says" what nobody is heard to say
    PRINTED = auto()  # a writer's text in a paper or on a page
    WORDS = auto()  # a piece of speech that is spoken of: "the line “…”"
    INANIMATE = auto()  # it is no text, and says nothing either
    NAMED = auto()  # with a capital at either end of a name, that is a thing's: "the Gandhi Album"


_TABLE = read_table(
    (
        (Thing.WORK, "autobiography biography boat episode memoir movie musical painting single vessel"),
        (Thing.WORK | Thing.KIND, "film game novel opera play poem ship song"),
        (Thing.WORK | Thing.KIND | Thing.NAMED, "album book magazine program programme series"),
        (Thing.WORK | Thing.PRINTED, "essay"),
        (Thing.TEXT | Thing.PRINTED, "article paper study"),
        (Thing.TEXT | Thing.PRINTED | Thing.KIND, "report"),
        (
            Thing.PRINTED,
            """
            account blog column coverage dispatch edition feature interview issue obituary page piece post profile
            review site story
            """,
        ),
        (Thing.PRINTED | Thing.KIND, "website"),
        (Thing.PRINTED | Thing.NAMED, "editorial"),
        (Thing.TEXT | Thing.WORDS, "poster sign statement"),
        (
            Thing.WORDS,
            """
            answer claim comment headline line motto passage phrase question quotation quote remark saying sentence
            slogan verse word
            """,
        ),
        (Thing.TEXT | Thing.KIND, "agreement chapter computer constitution law order plan tradition"),
        (Thing.TEXT | Thing.KIND | Thing.NAMED, "act treaty"),
        (
            Thing.TEXT,
            """
            banner bible census charter contract data document error estimate figure folder genesis koran legend
            letter matter newsletter number poll quarter quran record register section sticker survey table tender
            torah
            """,
        ),
        (Thing.INANIMATE, "corridor mythology water weather"),
        (Thing.KIND | Thing.NAMED, "journal software technology"),
        (
            Thing.KIND | Thing.NAMED,
            "award battle cup empire festival kingdom mission movement prize project republic state war",
        ),
        (
            Thing.KIND,
            """
            accident agenda alloy anthology app application attack attraction beverage bill bird brand campaign
            category cd ceremony championship code comet competition compound concept condition conference
            constellation convention country crown cuisine currency database device dialect dinosaur disease dish
            drama drink drug dvd earthquake element engine enzyme ep eruption event exchange field fish flower fog
            food framework fruit genre genus holiday hormone hurricane industry instrument language lp mammal market
            material medication metal method mineral molecule mv operation orchestra particle philosophy planet plant
            policy practice principle process product protein protocol region religion rocket sculpture show sitcom
            spacecraft species sport standard strategy structure subsidiary substance summit supercontinent symphony
            system technique telescope term test theorem theory title tool tour tournament trade tree tv unit vaccine
            vehicle virus vitamin weapon
            """,
        ),
    )
)

WORKS = select_words(_TABLE, Thing.WORK) | {"memoirs"}
KINDS = select_words(_TABLE, Thing.KIND)
_SILENT = select_words(_TABLE, Thing.TEXT, Thing.INANIMATE)
SILENT = _SILENT | frozenset(map(form_plural, select_words(_TABLE, Thing.TEXT)))
PRINTED_TEXTS = select_words(_TABLE, Thing.PRINTED)
SPOKEN_WORDS = select_words(_TABLE, Thing.WORDS)
NAMED_THINGS = select_words(_TABLE, Thing.NAMED)
