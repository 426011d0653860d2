"""Page remarks: what a page says of itself, and sentences that speak of other stories, pages and sites."""

import pytest

from qa.english.page_remarks import is_page_remark

REMARKS = """
This story has been updated.
(This article was updated on 3 March 2023.)
This story has been updated to correct the name of the dam.
This article was originally published by the Gazette.
This is a developing story.
Ada Finch contributed to this report.
Ada Finch and Bo Marsh contributed reporting.
The Northport Press contributed to this story from Arden.
Includes reporting by the Northport Press.
She can be reached at ada@gazette.example.
Ada Finch can be reached at ada@gazette.example
He lives in Arden and you can reach him at bo@gazette.example.
You can follow her on Bluesky.
Your support makes our journalism possible.
We use cookies.
This site is protected by a guard.
Our app is free.
This material may not be copied.
"""
OTHERS = """
This story begins in 1911.
This story was told by my mother.
This report was published in March and blamed the mayor.
This page of the diary was burned.
(This story has been updated.)The dam broke on Monday.
Three states contributed to the report.
Residents can email the council at floods@town.example.
You can see the comet on clear nights.
You can take the bus on Monday.
Your support keeps us going.
This site was a mill.
No part of this building may be used.
Copyright law protects a work.
"""


@pytest.mark.parametrize("line", REMARKS.strip().splitlines())
def test_a_page_speaks_of_itself(line):
    assert is_page_remark(line)


@pytest.mark.parametrize("line", OTHERS.strip().splitlines())
def test_a_page_speaks_of_the_world(line):
    assert not is_page_remark(line)
