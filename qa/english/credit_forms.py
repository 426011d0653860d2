"""Credits: the lines of a page that name who wrote, took, made or lent something."""

import re
from functools import cache

from qa.english.calendar import is_calendar_word
from qa.english.names import CAPITAL, PLAIN_PARTICLES, UP
from qa.english.word_lists import match_any, split_words

# They open a line that names a maker or a lender: before a colon, a name, or at its end.
_CREDITING = split_words(
    """
    photo photos photograph photographs photography picture pictures image images illustration illustrations graphic
    graphics video videos audio map maps chart charts artwork animation reporting research writing editing edited
    produced production compiled translated translation credit credits caption source sources contributing contributor
    contributors words text
    """
)
# Of them, and beside them, those that credit words and not a picture.
_CREDITING_WORDS = split_words(
    """
    reporting research writing editing edited produced production compiled translated translation source sources
    contributing contributor contributors contributed words text by with as
    """
)
_CREDITED = split_words("credit credits source sources caption captions courtesy illustration by")
_QUALIFYING = split_words(
    """
    additional contributing further original file handout stock screenshot cover main top lead inset featured
    """
)
_AGENCIES = (
    "getty images", "getty", "reuters", "ap", "ap photo", "afp", "epa", "pa", "pa media", "upi", "shutterstock",
    "adobe stock", "istock", "alamy", "associated press", "the associated press", "agence france-presse",
)  # fmt: skip
# Whom an agency names, and not a person of the news.
_STAFF = split_words("writer reporter correspondent editor columnist photographer producer staff")

_WORD = rf"(?:{CAPITAL}|[{UP}]\b)"
_MORE = rf"(?:(?:[ ](?:{match_any(PLAIN_PARTICLES)}))*[ ]{_WORD})"
_PERSON, _CREDITOR = rf"(?-i:{_WORD}{_MORE}{{1,3}})", rf"(?-i:{_WORD}{_MORE}{{0,3}})"
_LENDER = rf"(?:the[ ])?(?:{_CREDITOR}(?:[ ]of[ ]{_CREDITOR})?|(?-i:[{UP}][\w+]*))"
# What a credit goes on with.
_TAIL = r"(?:$|[ ]?[,;:/|()•·–—-]|[ ](?:and|for|from|in|of|via|with)\b|[.)\]]+$)"
_CREDIT_FORMS = rf"""[(\[*•|–—-]*\s*(?:
      (?:with[ ])?(?:(?:{match_any(_QUALIFYING)})[ ])*(?:{match_any(_CREDITING)})(?:[ ](?:{match_any(_CREDITED)}))?
      (?:\s*(?::|\.\.\.|…)|,?$|[ ](?:by|from)[ ](?:the[ ]author\b|(?:the[ ])?{_CREDITOR}{_TAIL})
        |[ ](?:credit|source|caption),[ ])
    | (?:contribut(?:ing|ors?|ed[ ]by)|reporting)[ ]{_PERSON}(?:$|,|[ ]and[ ])[^.!?]*$
    | (?:(?:{match_any(_QUALIFYING)})[ ])?(?:(?:photo|image|picture)s?[ ])?(?:courtesy(?:[ ]of)?|via)[ :](?:the[ ])?
      {_CREDITOR}[^.!?]*$
    | (?:file|handout|stock)[ ](?:photo|image|picture|video)s?$
    | (?:{match_any(_AGENCIES)})[)\]]?$
    | (?P<person>{_PERSON})(?:(?:[ ]?/[ ]?{_LENDER})+(?:[ ](?:for|via)[ ]{_LENDER})?|(?-i:[ ]for[ ]The[ ]){_CREDITOR})$
    | {_PERSON},[ ](?:[\w’'&-]+[ ]){{0,3}}(?-i:{match_any(word.title() for word in _STAFF)})$
    | (?:as[ ]told[ ]to[ ]{_PERSON}|{_PERSON}[ ]via[ ]{_CREDITOR})$
    | {_PERSON},[ ]staff[ ](?:{match_any(_STAFF)})$
    )"""
# Its agency, or the sign of its right, stands at the end of a longer one.
_LENT = re.compile(
    rf"/\s*(?:{match_any(_AGENCIES)})\b|\bap photo/|\b(?:getty images|usa today network|ap photo)[)\]]*$|[ ]©[ ]",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(
    rf"^\W*(?:(?:{match_any(_QUALIFYING)})[ ])*(?:{match_any(_CREDITING_WORDS)})\b|\b(?:{match_any(_STAFF)})$",
    re.IGNORECASE,
)
# A byline has no verb; a sentence that begins like one ends with a stop ("By Christmas Eve, 30 had left.").
_BYLINE = re.compile(
    rf"by[ ](?P<person>(?:the[ ])?{_PERSON})(?:,|$|[ ]and[ ]|[ ]?[|/(•·–—-]|[ ](?:in|for|at)[ ])", re.IGNORECASE
)
_STOPPED = re.compile(r"[.!?]$")


def is_credit(line: str) -> bool:
    """Say whether a line has the form of a byline or credit; a sentence may begin like one."""
    byline = _BYLINE.match(line)
    if byline and not _STOPPED.search(line) and _may_be_person(byline["person"]):
        return True
    credit = _compile_credit().match(line)
    if credit and (credit["person"] is None or _may_be_person(credit["person"])):
        return True
    return _LENT.search(line) is not None


def is_picture_credit(line: str) -> bool:
    """Say whether a line names who took, made or lent a picture."""
    return is_credit(line) and not _OF_WORDS.search(line)


@cache
def _compile_credit() -> re.Pattern[str]:
    """Return the pattern of a credit: compiling it takes long, and few commands read pages."""
    return re.compile(_CREDIT_FORMS, re.IGNORECASE | re.VERBOSE)


def _may_be_person(name: str) -> bool:
    return not any(map(is_calendar_word, name.split()))
