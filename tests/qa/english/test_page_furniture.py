"""Page furniture: the lines of a page that say who made it and where to go, and sentences that begin like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.page_furniture import is_furniture

BYLINES = """
By Ada Finch
By Ada Finch, Science Correspondent
By Ada Finch and Ben Marlow
By Émile van der Linden | Northport Gazette
BY ADA FINCH
By Ada Finch in Northport
""".strip().splitlines()
CREDITS = """
Photo: Ada Finch/Northport Gazette
Photo by Ada Finch
Photograph by Ada Finch for the Gazette
(Photo by Ben Marlow/Getty Images)
Photos courtesy of the Northport Museum
Courtesy of the Northport Museum
Image source, Getty Images
Image caption, The lamp before it went out
File photo: the lighthouse of Arden
Credit...Ada Finch for The Gazette
Illustration by Cora Lind
Video by Dora Vane
Additional reporting by Cora Lind
(Reporting by Ada Finch; Editing by Ben Marlow)
Contributing: Ada Finch, Ben Marlow
Compiled by Ada Finch
Source: Harbour Board of Northport
Ada Finch/Reuters
(AP Photo/Ada Finch)
Northport Museum via Getty Images
© 2024 The Northport Gazette
Copyright 2024 The Northport Gazette.
All rights reserved.
""".strip().splitlines()
DATES = """
12 March 2024
Tuesday, March 12, 2024
Mar. 12, 2024, 9:30 a.m.
March 12, 2024 / 9:30 AM EST
Tue 12 Mar 2024 09.30 GMT
Updated 9:30 a.m. ET, March 12, 2024
Last updated: 12 March 2024
First published on Tue 12 Mar 2024 09.30 GMT
Published 3 hours ago
Updated on March 12, 2024 at 9:30 p.m.
2 hours ago
6 min read
3-minute read
Estimated reading time: 5 mins
2/3/2024
NORTHPORT, England (AP) —
Northport NPT Business —
""".strip().splitlines()
BOXES = """
Advertisement
ADVERTISEMENT
Story continues below advertisement
Read more: The last keeper of Arden
READ MORE
Learn more about the lighthouses of the coast
See also: Lamps
More on this story
More from Northport
MORE: How the oil ran out
Related: The last keeper of Arden
Related articles
Opinion | The lamp should be lit again
Exclusive: The lamp will be lit again
Breaking news
Recommended for you
Watch: The lamp is lit again
Editor's note: The name of the keeper has been put right.
Editor’s Note
Correction, March 12, 2024: The keeper was Ada Finch.
Fact check: Did the lamp burn for eleven years?
Sign up for our newsletter
Sign up here for the morning briefing.
Subscribe to The Northport Gazette
Follow Ada Finch on Twitter
Follow us on Facebook and Instagram.
Follow her @adafinch
Contact the reporter at ada@gazette.example
You can reach Ada Finch at ada@gazette.example.
Join our WhatsApp channel
Share on Facebook
Share this article
Click here to read the report
Download the app
Support our journalism
@adafinch
""".strip().splitlines()
# What news and their headings tell, in the words of bylines, credits, dates and boxes.
SAID = """
More than 30 people died.
More than 30 people died in the flood
More than 30 people died, and the mayor said: it is not over.
Follow the river for two miles.
Follow the river until you get here.
Note that the bridge is closed.
Note that one rule holds: never climb in wind.
By Christmas Eve, 300 people had left the town.
By Monday Morning, the road was open.
By Friday Night
By Ada Finch's account, the lamp went out at nine.
By noon the harbour was full.
By then, the oil had run out.
Photo ID is needed to vote.
Photos of the flood were shared widely.
Photographs by Ada Finch are on show in Arden.
Image quality was poor.
Pictures show the tower without its door.
Credit Suisse was bought by UBS in 2023.
Credit cards are accepted.
Contributing to the delay was a strike in the harbour.
Video games sold by the museum cost 30 dollars.
File a complaint by 30 June.
Source code was released by the firm in May.
Sources close to the mayor say that she will resign.
Reporting by the Gazette found that the oil had been stolen.
Published in 1851, the novel sold 3,000 copies.
Updated figures put the toll at 30.
Posted to Arden in 1916, he met the keeper.
Copyright law protects a work for 70 years.
Courtesy is expected of visitors.
Opinion polls put the party at 40%, two points down.
Opinion polls show a narrow lead
Related costs rose to £3m.
Breaking the ice took two days.
Exclusive rights were sold for $3m.
Correction of the error took a year.
Share prices of the owner of Instagram fell by 4% on Tuesday.
Contact tracing in the app began in May.
Support for Twitter grew.
Tap water here is safe to drink.
Reach the summit from here in an hour.
Download speeds have doubled.
See more than 300 birds at the reserve.
Watch out for rocks near the tower.
Getty Images sued the firm in 2023.
The photos were bought from Getty Images.
NORTHPORT (AP) — The lamp was lit again on Tuesday.
"We will talk to Reuters/AP next week," she said.
It went out on 12 March 1812.
In March 2024 the lamp was lit again.
May I come in?
Two hours later the fire was out.
He left 2 hours ago.
30 days.
Eleven years
6-7.
3.0
2024
“But nobody —
AUDIENCE: Boo —
Subscribe rates fell in March.
Get the vaccine for free here, the sign said.
Sign up today has closed, the school said.
Support our journalism, the banner read, and 40,000 did.
Topics such as debt were avoided.
Note: the bridge was closed by the mayor.
Translated by Cora Lind, the poem won a prize.
Copyright 1923 works became free this year.
""".strip().splitlines()


@pytest.mark.parametrize("line", [*BYLINES, *CREDITS, *DATES, *BOXES])
def test_what_stands_around_an_article(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", SAID)
def test_what_an_article_says(line):
    assert not is_furniture(line)


@given(st.sampled_from([*BYLINES, *CREDITS, *BOXES]))
def test_a_long_line_is_prose(line):
    assert not is_furniture(line + " and so on" * 20)


def test_a_long_line_of_names_is_a_credit():
    names = ", ".join(["Ada Finch in Northport", "Ben Marlow in Arden"] * 6)
    assert is_furniture(f"(Reporting by {names}; Editing by Cora Lind)")
    assert not is_furniture(f"(Reporting by {names} found that the oil was gone)")


@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    assert is_furniture(text) in (True, False)
