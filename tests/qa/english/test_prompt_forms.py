"""Prompts and boxes: what bids the reader of a page to do something with the page, and not in the world."""

import pytest

from qa.english.prompt_forms import is_box, is_prompt

PROMPTS = """
Editors' picks
Latest news
More in Business
Most read in Arden
You might also like:
Read the full story here.
Click to view the gallery
Swipe to see more
Back to top
Ad feedback
Please check back for updates
Play the Gazette crossword.
Play the quiz
Send tips to tips@gazette.example
Watch on YouTube
Add the Gazette as a preferred source
Sign in or create an account
Log in to continue
Create a free account to read on.
Download the Gazette app for your phone.
By signing up, you agree to our terms.
Want more stories like this? Sign up for our newsletter.
Got a tip?
Support local journalism.
Thank you for reading.
Share via email
Join the conversation.
Link copied
"""
BIDDINGS = """
Register to vote by 9 October.
Sign up for free swimming lessons at the baths.
Log in to the portal and choose your county.
Save the form to your phone.
Copy the number on the back of the card.
Join the march on Monday at ten.
Get tested for free at any clinic.
Enter your postcode.
Please check the label for nuts.
Check back with the clinic in a week.
Scroll down to settings.
By submitting the form, you apply for a grant.
Thank you for your service.
Watch the birds here at dawn.
See the full moon rise over the harbour.
Back to top form, the club won.
Other figures
Other popular lamps
Tagged sharks return to the bay
More in the budget goes to roads.
Follow-up tests on Facebook staff went well.
Message boards on Reddit
"""


@pytest.mark.parametrize("line", PROMPTS.strip().splitlines())
def test_what_to_do_with_the_page(line):
    assert is_prompt(line)


@pytest.mark.parametrize("line", BIDDINGS.strip().splitlines())
def test_what_to_do_in_the_world(line):
    assert not is_prompt(line)


def test_a_box_is_known_by_its_colon_or_bar():
    assert all(
        map(is_box, ("Read next: Lamps", "Opinion | Lamps", "Correction, 3 March: Lamps", "Editor’s note: Lamps"))
    )
    assert not any(map(is_box, ("Opinion polls", "Read the lamp", "Correction of the lamp", "Live music: lamps")))
