"""The steps of reading and checking a draft grow with its length, whatever it is made of."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text

LAMP = "The lamp burned for eleven years"
UNITS = {
    "letters": "a", "digits": "7", "stops": ".", "commas": ",", "brackets": "[", "double brackets": "[[", "rounds": "(",
    "apostrophes": "'", "curly": "’", "hyphens": "-", "straight": '"', "blanks": " ", "lines": "a\n",
    "paragraphs": "a\n\n", "abbreviations": "e.g. ", "initials": "A. ", "JSON": '{"a":[', "ellipses": "… ",
    "stars": "*a ", "code": "`a ", "notes": "[^1]", "notes in lines": "^[a ", "links": "[a](b) ", "tags": "<a>",
    "TeX": "\\footnote{", "entities": "&amp;", "names": "Ada Quill ", "she said": "she said, ", "titles": "“The lamp” ",
    "addresses": "https://moth.example/lamp ", "quotations": f"“{LAMP}.” ", "said": f"“{LAMP},” said Ada Quill. ",
    "single": f"'{LAMP}' ", "open": f"“{LAMP} ", "nested": f"“the ‘{LAMP}’ ", "blocks": f"> {LAMP}.\n\n",
    "noted": f"“{LAMP}”[^1] ", "cited": f"“{LAMP}” (Quill 1812) ", "according": "According to Ada Quill, ",
}  # fmt: skip
PLACES = {
    "alone": "{}",
    "quoted": f"“{LAMP} {{}} ended”",
    "beside": f"“{LAMP}” ({{}})",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unit", UNITS)
def test_steps_grow_with_length(shelf, count_steps, unit, place):
    def run(size):
        check(shelf, read_text(PLACES[place].format(UNITS[unit] * (size // len(UNITS[unit])))))

    run(100)  # what is compiled or read once is not counted
    short, long = (count_steps(run, size) for size in (400, 800))
    assert long < 2.5 * short + 3_000
