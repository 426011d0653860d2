"""What was found in the text of an article of the list."""

import pytest

from corpus import Span
from qa.searching.found_places import FoundPlace
from qa.web.html.library_found_html import render_found


@pytest.mark.parametrize(("text", "nested"), [("“The lamp is out,” she said.", True), ("The lamp is out.", False)])
def test_marks_around_a_place_alternate_with_its_own(make_article, tags, text, nested):
    words = (Span(text.index("lamp"), text.index("lamp") + 4),)
    place = FoundPlace(make_article(text), Span(0, len(text)), words, Span(0, len(text)))
    classes = [a.get("class", "") for _, a in tags(render_found([place]))]
    assert ("pq-words pq-nested" in classes) is nested
