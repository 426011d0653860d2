"""The nearest passages of a shared library, compared one by one or along a graph, against an exact reference."""

import numpy as np
import pytest

from index import Filters
from index.postgresql import shared_vectors


@pytest.fixture(scope="module")
def grown(open_library, make_embedder, make_address):
    """A library of 600 passages, whose graph is made as if it were large."""
    from corpus import Article

    library = open_library(make_embedder(), make_address())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_vectors, "_MOST_COMPARED", 100)
        texts = (f"The lamp {n % 37} of keeper {n % 41} burned {n} nights." for n in range(600))
        list(library.add([Article(f"lamp-{n}", "Lamp", text) for n, text in enumerate(texts)]))
        yield library


def rank_exactly(library, vector):
    with library.database.reading() as connection:
        rows = connection.execute("SELECT id, vector FROM passages").fetchall()
    held = np.array([np.frombuffer(stored, dtype="<f2") for _, stored in rows], dtype=np.float32)
    return sorted(zip((row_id for row_id, _ in rows), (held @ vector).tolist(), strict=True), key=lambda it: -it[1])


def test_along_the_graph(grown):
    with grown.database.reading() as connection:
        assert "along a graph" in grown.database.vectors.describe(connection, 600)
        for question in ("Which lamp burned 99 nights?", "keeper 7", "Lamp 12 of keeper 30"):
            vector = grown.embedder.embed_question(question)
            seen = grown.database.vectors.provide(connection, grown.embedder.dimension)
            found, exact = seen.find_nearest(vector, 20, Filters(), ()), rank_exactly(grown, vector)
            assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in exact[:20]])
            assert seen.compute_cosines(vector, [exact[300][0]]) == pytest.approx({exact[300][0]: exact[300][1]})


@pytest.mark.parametrize("allowed", [range(3), range(0, 600, 3)])
def test_filters_before_cuts(grown, allowed):
    ids = {f"lamp-{n}" for n in allowed}
    hits = grown.search("Which lamp burned 99 nights?", 1000, Filters(article_ids=tuple(sorted(ids))))
    assert {hit.passage.article_id for hit in hits} <= ids and len(hits) >= min(len(ids), 100)


def test_it_follows_what_is_added_and_removed(grown, make_article):
    list(grown.add([make_article("The moth sang in Alexandria.", "moth", "Moth")]))
    assert grown.search("Did the moth sing in Alexandria?")[0].passage.article_id == "moth"
    grown.remove("moth")
    assert all(hit.passage.article_id != "moth" for hit in grown.search("Did the moth sing in Alexandria?"))


def test_a_graph_that_was_not_finished_is_not_used(grown):
    with grown.database.noting() as connection:
        query = "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'passages_near'::regclass"
        connection.execute(query)
    with grown.database.reading() as connection:
        assert grown.database.vectors.describe(connection, 600) is None
    assert len(grown.search("Which lamp burned 99 nights?")) == 10
    grown.database.vectors.prepare(grown.embedder.dimension)
    with grown.database.reading() as connection:
        assert grown.database.vectors.describe(connection, 600)


def test_it_is_not_made_inside_a_transaction(grown):
    """Making it waits for all transactions, so it would wait for itself."""
    with grown.database.noting() as connection:
        connection.execute("DROP INDEX passages_near")
    with grown.hold_state():
        grown.database.vectors.prepare(grown.embedder.dimension)
    with grown.database.reading() as connection:
        assert grown.database.vectors.describe(connection, 600) is None
    grown.database.vectors.prepare(grown.embedder.dimension)
