"""Searching: the best places of a library, and those of each article of a list."""

from corpus import Article
from index import WordQuery
from qa.searching.searching import find_places, find_places_within

LAMPS = " ".join(f"The lamp number {n} burned through the whole long night of the {n}th of May." for n in range(60))


def test_places_are_those_of_the_articles(library):
    list(library.add([Article("a", "A", "The lamp burned. It went out."), Article("b", "B", "No lamp stood here.")]))
    query = WordQuery.read("lamp")
    places = find_places(library, query, 10)
    assert {place.article.text[slice(*place.span)] for place in places} == {"The lamp burned.", "No lamp stood here."}
    assert len(find_places(library, query, 1)) == 1


def test_an_article_has_so_many_places_each_once(library):
    list(library.add([Article("a", "A", LAMPS), Article("b", "B", "No lamp stood here.")]))
    query = WordQuery.read("lamp")
    within = find_places_within(library, query, library.find_holding(query), 3)
    assert [len(within["a"]), len(within["b"])] == [3, 1]
    assert len({place.span for place in within["a"]}) == 3


def test_a_damaged_article_is_left_out(library):
    list(library.add([Article("a", "A", "The lamp burned."), Article("b", "B", "No lamp stood here.")]))
    with library.database.writing() as connection:
        connection.execute("UPDATE articles SET text = 'The lamp, lamp.' WHERE id = 'a'")
    assert [place.article.id for place in find_places(library, WordQuery.read("lamp"), 10)] == ["b"]
