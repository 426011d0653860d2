"""What the articles have within a quotation and beside it, and the draft does not quote."""

from typing import NamedTuple

from qa.checking.report.cuts import Cut, find_cuts
from qa.checking.report.omissions import Omission, find_omissions
from qa.checking.report.report import CheckedQuotation


class Unquoted(NamedTuple):
    """What the ellipses of a quotation leave out, and what is cut off at its ends."""

    omissions: list[Omission]
    cuts: list[Cut]


def find_unquoted(checked: CheckedQuotation, draft: str) -> Unquoted:
    """Return what of its sentences a quotation does not quote; nothing for one that is not right."""
    return Unquoted(find_omissions(checked, draft), find_cuts(checked, draft))
