"""Number words: how numbers are spelled, and what they are worth."""

import re

# The cardinal numbers of English that have a word of their own.
_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - as above
NUMBERS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"dozen": 12}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Short forms of scales, which stand behind digits only.
SCALE_SIGNS = {"k": 10**3, "mn": 10**6, "bn": 10**9, "tn": 10**12}

_WORD = "|".join(sorted((*NUMBERS, *SCALES), key=len, reverse=True))
# A number in words: "twenty-five", "a dozen", "half a million", "three and a half", "two hundred and four".
SPELLED_NUMBER = rf"(?:(?:an?|half an?)[ ])?(?:{_WORD})\b(?:(?:[ -]|[ ]and[ ](?:a[ ])?)(?:half|{_WORD})\b)*"


def read_number(spelled: str) -> tuple[float, float]:
    """Return what a number in words is worth, and the worth of its last place: it may be rounded to that."""
    total, part, last = 0.0, 0.0, 1
    words = re.findall(r"[a-z]+", spelled.lower())
    for word in words:
        if word == "half":
            part += 0.5
        elif word in SCALES:
            part, last = (part or 1) * SCALES[word], SCALES[word]
            if last > SCALES["hundred"]:
                total, part = total + part, 0.0
        elif word in NUMBERS:
            part, last = (part or 1) * NUMBERS[word] if word == "dozen" else part + NUMBERS[word], 1
    return total + part, last * (0.1 if "half" in words else 1.0)
