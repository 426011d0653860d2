"""Publishers and articles as a person names them."""

import pytest

from corpus import Source
from index import Filters, NoSuchArticle, NoSuchPublisher, find_article_id, settle_filters

KINDS = ("folder", "postgresql")


class Shelf:
    """What naming asks of a catalogue."""

    def __init__(self, ids=(), publishers=()):
        self.ids, self.publishers = lambda: list(ids), lambda: list(publishers)
        self.spell_tags = tuple


SHELF = Shelf(["quay-fire", "Quay-Flood", "QUAY-FLOOD"], ["The Moth", "Le Café", "Évian Gazette", "EVIAN GAZETTE"])


@pytest.mark.parametrize(
    ("named", "written"),
    [
        ("The Moth", ["The Moth"]), ("the moth", ["The Moth"]), ("  THE  moth ", ["The Moth"]),
        ("le cafe", ["Le Café"]),
        ("evian gazette", ["Évian Gazette", "EVIAN GAZETTE"]),
    ],
)  # fmt: skip
def test_a_publisher_is_known_regardless_of_case(named, written):
    assert list(settle_filters(SHELF, Filters(publishers=(named,))).publishers) == written


def test_filters_keep_all_else():
    filters = Filters("2020", "2024-05", ("the moth", "The Moth"), ("quay-fire",))
    assert settle_filters(SHELF, filters) == Filters("2020", "2024-05", ("The Moth",), ("quay-fire",))
    assert settle_filters(SHELF, Filters()) == Filters()


def test_the_nearest_publisher_is_named():
    with pytest.raises(NoSuchPublisher, match="no article by the publisher 'Moths': the nearest is 'The Moth'"):
        settle_filters(SHELF, Filters(publishers=("Le Café", "Moths")))
    with pytest.raises(NoSuchPublisher, match="'Xyz': `pullquote list` shows whose it holds"):
        settle_filters(SHELF, Filters(publishers=("Xyz",)))
    with pytest.raises(NoSuchPublisher, match="`pullquote list`"):
        settle_filters(Shelf(), Filters(publishers=("",)))


def test_the_nearest_article_is_named():
    assert find_article_id(SHELF, "Quay-Fire") == "quay-fire"
    assert find_article_id(SHELF, "Quay-Flood") == "Quay-Flood"
    with pytest.raises(NoSuchArticle, match="no article 'quay-fir': the nearest is 'quay-fire'"):
        find_article_id(SHELF, "quay-fir")
    with pytest.raises(NoSuchArticle, match="no article 'quay-flood': the nearest is 'Quay-Flood'"):
        find_article_id(SHELF, "quay-flood")
    with pytest.raises(NoSuchArticle, match="no article '\\\\udcff': `pullquote list` shows those it holds"):
        find_article_id(SHELF, "\udcff")


@pytest.mark.kinds("folder")
def test_what_lists_show_is_read_without_the_texts(library, make_article):
    list(library.add([make_article("The lamp burned.", "lamp", "Lamp", publisher="The Moth", published="2024")]))
    statements = []
    with library.database.reading() as connection:
        connection.set_trace_callback(statements.append)
        [entry], [source] = library.entries(), library.sources()
        assert (library.publishers(), library.ids()) == (["The Moth"], ["lamp"])
        connection.set_trace_callback(None)
        listing = [statement for statement in statements if " FROM articles" in statement]
        assert len(listing) == 4
        for statement in listing:
            plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert "SCAN articles USING COVERING INDEX" in plan and "FOR ORDER BY" not in plan, plan
    assert (entry.source, source) == (Source(publisher="The Moth", published="2024"), ("lamp", "Lamp", entry.source))
