"""Verbs of saying: one table of them with what each is used for, and the sets of their forms that rules ask for.

The verbs were collected from news reports; which forms are left out as nouns ("reports", "claims", "notes") was decided
by reading reports.
"""

from enum import Flag, auto

from qa.english.verb_forms import form_gerund, form_participle, form_past, form_present
from qa.english.word_lists import read_table, select_words


class Use(Flag):
    """What a verb of saying is used for."""

    SPEECH = auto()  # it reports what its subject says: its past does so at least
    THIRD = auto()  # its third person does so too, and is no noun
    PLURAL = auto()  # its base form does so too, behind a plural
    FINDING = auto()  # without quotation marks it tells as often what was found or decided
    BARE = auto()  # a clause may follow it without "that"
    HEARD = auto()  # its object is who is told
    ADDING = auto()  # in -ing it goes on with what the same speaker says: ", adding that …"
    QUOTING = auto()  # its subject says another's words
    THINKING = auto()  # it tells of a view or calls something a name, and is no speech
    WRITING = auto()  # it tells as often who wrote the article
    PRINTED = auto()  # it is done to words in a paper: "quoted in", "printed by"
    PUBLIC = auto()  # what follows it with "that" was made known: worth the question what it was
    VIEW = auto()  # it leaves open whether what is said is so
    ABOUT = auto()  # what follows it with "that" is said about the clause's subject


_PRESENT = Use.SPEECH | Use.THIRD
_FULL = _PRESENT | Use.PLURAL
_TABLE = read_table(
    (
        (_FULL | Use.BARE | Use.ADDING | Use.ABOUT, "say"),
        (_FULL | Use.BARE | Use.ADDING, "insist"),
        (_FULL | Use.HEARD | Use.ABOUT, "tell"),
        (_FULL | Use.HEARD | Use.PUBLIC | Use.ABOUT, "warn"),
        (_FULL | Use.WRITING | Use.PRINTED | Use.ABOUT, "write"),
        (_FULL | Use.WRITING | Use.ADDING | Use.PUBLIC | Use.VIEW | Use.ABOUT, "argue"),
        (_FULL | Use.FINDING, "ask"),
        (_PRESENT | Use.ADDING | Use.ABOUT, "add"),
        (_PRESENT | Use.FINDING | Use.PUBLIC, "conclude suggest"),
        (_PRESENT | Use.FINDING, "respond"),
        (_PRESENT | Use.PUBLIC | Use.ABOUT, "predict"),
        (_PRESENT | Use.PUBLIC, "announce confirm declare"),
        (_PRESENT | Use.QUOTING, "recall"),
        (
            _PRESENT,
            """
            acknowledge admit assert complain concede contend emphasise emphasize exclaim explain joke maintain
            reiterate reply stress testify
            """,
        ),
        (_PRESENT | Use.VIEW, "allege"),
        (Use.SPEECH | Use.ADDING | Use.WRITING, "note"),
        (Use.SPEECH | Use.WRITING | Use.PRINTED, "report"),
        (Use.SPEECH | Use.WRITING, "post tweet"),
        (Use.SPEECH | Use.PUBLIC | Use.VIEW | Use.ABOUT, "claim"),
        (Use.SPEECH | Use.PUBLIC, "promise"),
        (Use.SPEECH | Use.FINDING, "agree continue demand muse observe reveal"),
        (
            Use.SPEECH,
            """
            answer boast caution comment counter cry lament murmur mutter object plead protest quip remark shout state
            urge vow whisper
            """,
        ),
        (Use.HEARD, "assure inform remind"),
        (Use.QUOTING | Use.THINKING | Use.PRINTED, "cite quote"),
        (Use.PRINTED, "print publish record"),
        (Use.QUOTING, "paraphrase read"),
        (Use.THINKING | Use.VIEW | Use.ABOUT, "believe think"),
        (Use.THINKING, "call deny describe"),
        (Use.PUBLIC, "demonstrate discover find propose show"),
    )
)


def _select_bases(*uses: Use) -> frozenset[str]:
    return select_words(_TABLE, *uses)


def _select_forms(*uses: Use) -> frozenset[str]:
    """Return the finite forms of the verbs of speech among those with any of the uses, without those that are nouns."""
    return frozenset(
        form for base in _select_bases(*uses) & _select_bases(Use.SPEECH) for form in list_finite_forms(base)
    )


def list_finite_forms(base: str) -> tuple[str, ...]:
    """Return the finite forms of a verb of speech that report it, the past first."""
    forms = ((Use.SPEECH, form_past(base)), (Use.THIRD, form_present(base)), (Use.PLURAL, base))
    return tuple(form for use, form in forms if use in _TABLE[base])


SAYING = _select_forms(Use.SPEECH)
# They may come after "has" and "had".
SAYING_PARTICIPLES = frozenset(map(form_participle, _select_bases(Use.SPEECH)))
# A clause without quotation marks that follows these was said.
REPORTING = SAYING - _select_forms(Use.FINDING)
# It may follow these without "that".
REPORTING_BARE = _select_forms(Use.BARE)
TELLING = _select_forms(Use.HEARD) | frozenset(map(form_past, _select_bases(Use.HEARD)))
ADDING = frozenset(map(form_gerund, _select_bases(Use.ADDING)))
# Its subject says another's words; "read" may be the present.
QUOTING = frozenset(map(form_gerund, _select_bases(Use.QUOTING))) | frozenset(
    map(form_past, _select_bases(Use.QUOTING) - _select_bases(Use.SPEECH) - {"read"})
)
# Where one of these stands, somebody else may be quoted, or something named.
MENTIONING = (
    SAYING
    | SAYING_PARTICIPLES
    | frozenset(map(form_gerund, _select_bases(Use.THIRD, Use.THINKING) - _select_bases(Use.FINDING, Use.WRITING)))
    | ADDING
    | frozenset(form(base) for base in _select_bases(Use.THINKING) for form in (form_past, form_present))
    | {"believe", "claiming", "according"}
)
WRITING = _select_forms(Use.WRITING) | frozenset(
    form(base) for base in _select_bases(Use.WRITING) for form in (form_present, form_participle)
)
PRINTED = frozenset(map(form_participle, _select_bases(Use.PRINTED)))
MAKING_KNOWN = frozenset(map(form_past, _select_bases(Use.PUBLIC)))
# What one does when one says something about something, as a question asks for it; and that it was done.
SAID_ABOUT = _select_bases(Use.ABOUT)
SAYING_ABOUT = frozenset(map(form_past, _select_bases(Use.ABOUT))) | {"believes"}
# The beginnings of words that leave open whether something is so: "claims", "alleged", "argument".
VIEW_STEMS = frozenset(base.removesuffix("e") for base in _select_bases(Use.VIEW))
