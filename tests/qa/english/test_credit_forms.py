"""Credits: names of makers and lenders, with the words that say so, a stroke or the sign of a right."""

import pytest

from qa.english.credit_forms import is_credit

CREDITS = """
By Ada Finch • 3 March 2023
By The Gazette Staff
Additional research by Dora Vane.
With additional reporting from Dora Vane in Arden.
Map by Cora Lind
Chart: Cora Lind
Handout photo
Ada Finch/The Gazette
Bo Marsh/Museum of Arden/Harbour Board
Ada Finch for The Gazette
Bo Marsh © Museum of Arden
Shutterstock
Ada Finch, Staff Writer
Ada Finch, Senior Science Correspondent
"""
OTHERS = """
By Friday Night
By Monday/Tuesday
Ada Finch for mayor
Ada Finch, keeper
Monday Night/Tuesday Morning
Research from two towns suggests that eels sleep.
Maps of the coast
Reuters was first.
"""


@pytest.mark.parametrize("line", CREDITS.strip().splitlines())
def test_who_made_or_lent_it(line):
    assert is_credit(line)


@pytest.mark.parametrize("line", OTHERS.strip().splitlines())
def test_other_names(line):
    assert not is_credit(line)
