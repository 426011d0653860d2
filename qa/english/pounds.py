"""Pounds: whether they are money or a weight, by the words around them."""

import re

from qa.english.units import POUND, POUND_STERLING, POUND_WEIGHT, Unit

# How far before a number the words stand that tell.
_REACH = 60
# Where they end: a sentence, or a clause of its own.
_BORDER = re.compile(r"[.;:!?](?:\s|$)|\n")
# The words of both lists were chosen by hand, after reading all pounds in the articles of the public question sets.
_WEIGHING = re.compile(
    r"\b(?:weigh\w*|overweight|heav(?:y|ier|iest)|lighter|lift(?:s|ed|ing)?|feet|foot|inches|tall|kg|kilos?|kilograms?|"
    r"tonnes?|lbs?)\b|\d['’′]\s?\d",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"\b(?:cost\w*|pric\w+|pay(?:s|ing|ments?)?|paid|worth|s[eo]ld|sells?|selling|sales?|buy(?:s|ing)?|bought|fees?|"
    r"fine[sd]?|salar(?:y|ies)|wages?|earn\w*|spen[dt]\w*|budget\w*|tax\w*|invest\w*|debts?|owe[sd]?|rais(?:e[sd]?|ing)|"
    r"donat\w+|fund\w*|rent\w*|charg(?:e[sd]?|ing)|profit\w*|loss(?:es)?|revenue\w*|loans?|lent|lend\w*|borrow\w*|"
    r"grant\w*|stipends?|pensions?|prizes?|ransom|compensation|damages|turnover|stole|stolen|money)\b|[£$€]",
    re.IGNORECASE,
)
# What is bought by weight follows "of"; these are money, or tell whose.
_OF_MONEY = (
    r"(?:his|her|its|their|our|my|your|the|this|that|these|those|an?|all|which|public|private|state|government|"
    r"taxpayer\w*|money|cash|savings?|debts?|funds?|funding|aid|investments?|damages?|loss(?:es)?|tax(?:es)?|revenues?|"
    r"profits?|income|capital|credit|loans?|grants?|fines?|compensation|sales|exports|imports|goods|trade|business|"
    r"assets|bills?|property|equipment|spending|cuts)\b"
)
_WEIGHED = re.compile(
    rf"\s(?:of\s(?!{_OF_MONEY})\w|(?:heavier|lighter|overweight|in\sweight)\b|"
    r"\(\s?(?:about\s|some\s)?[\d.,@ ]*\d(?:\s(?:thousand|million))?\s?(?:kg|kilo\w*|grams?|tonnes?)\b)"
)
_PAID = re.compile(
    r"\s(?:sterling|worth|(?:a|per)\s(?:year|month|head)|(?:was|were)\s(?:paid|spent|raised|stolen)|"
    r"in\s(?:cash|debt|fines|tax(?:es)?|compensation|damages|aid|wages|rent|profit))\b|[\s-](?:note|coin)s?\b"
)


def resolve_pounds(text: str, start: int, end: int) -> Unit:
    """Return which unit the pounds of a number are that stands from `start` to `end`; POUND itself where in doubt.

    The nearest word before the number tells, and what directly follows it. If they disagree, that is doubt.
    """
    before = _BORDER.split(text[max(0, start - _REACH) : start])[-1]
    weighing, paying = (max((match.end() for match in cue.finditer(before)), default=0) for cue in (_WEIGHING, _PAYING))
    is_weight = weighing > paying or bool(_WEIGHED.match(text, end))
    is_money = paying > weighing or bool(_PAID.match(text, end))
    if is_weight == is_money:
        return POUND
    return POUND_WEIGHT if is_weight else POUND_STERLING
