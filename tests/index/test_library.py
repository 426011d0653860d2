"""The Library: what adding does, what removing leaves, and what a search finds."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Source, Span
from index import Change, Filters, LibraryError, NoSuchArticle
from index.doctor import examine

KINDS = ("folder", "postgresql")

MOON = "The Eagle landed on the Moon in July 1969. Armstrong stepped out first.\n\nCollins stayed in orbit."
PACT = "The pact was signed in Pyongyang in June 2024. Each side must help the other if it is attacked."


@pytest.fixture(params=["words", "real"])
def any_library(request, open_of_kind):
    """A library over each embedder."""
    return open_of_kind(request.getfixturevalue("word_embedder" if request.param == "words" else "embedder"))


def add_all(library, *articles):
    return [(outcome.article.id, outcome.change) for outcome in library.add(articles)]


def search_ids(library, question, **options):
    return [hit.passage.article_id for hit in library.search(question, **options)]


def test_added_found_and_removed(any_library, make_article):
    library = any_library
    assert add_all(library, make_article(MOON, "moon"), make_article(PACT, "pact")) == [
        ("moon", Change.ADDED),
        ("pact", Change.ADDED),
    ]
    assert search_ids(library, "When did the Eagle land on the Moon?")[0] == "moon"
    assert search_ids(library, "Where was the pact signed?")[0] == "pact"
    library.remove("moon")
    assert set(search_ids(library, "When did the Eagle land on the Moon?")) == {"pact"}
    library.remove("pact")
    assert search_ids(library, "Where was the pact signed?") == []
    assert library.entries() == []


def test_what_is_found_points_into_the_article(any_library, make_article):
    library = any_library
    list(library.add([make_article(MOON, "moon"), make_article(PACT, "pact")]))
    hits = library.search("Who stepped out on the Moon?", 2)
    assert all(before.score >= after.score for before, after in pairwise(hits))
    for hit in hits:
        article = library.article(hit.passage.article_id)
        assert hit.passage.text_in(article)
        assert hit.passage.sentences
        assert -1.001 <= hit.cosine <= 1.001
        assert hit.bm25 >= 0
    assert library.search("Moon", 1)[0].passage == library.search("Moon", 2)[0].passage


def test_what_is_unchanged_is_not_embedded_again(library, word_embedder, make_article):
    article = make_article(MOON, "moon", url="https://a.example/moon", authors=("Ada Finch",))
    [outcome] = library.add([article])
    assert (outcome.change, outcome.passages) == (Change.ADDED, len(word_embedder.embedded))
    before, embedded = library.state().generation, len(word_embedder.embedded)
    [outcome] = library.add([article])
    assert (outcome.change, outcome.passages) == (Change.UNCHANGED, 0)
    assert len(word_embedder.embedded) == embedded
    assert library.state().generation == before


def test_a_new_source_is_stored_without_embedding(library, word_embedder, make_article):
    list(library.add([make_article(MOON, "moon", publisher="The Mooth")]))
    embedded, before = len(word_embedder.embedded), library.search("Moon")
    assert library.article("moon").source.publisher == "The Mooth"
    corrected = make_article(MOON, "moon", publisher="The Moth", published="1969-07-21")
    assert add_all(library, corrected) == [("moon", Change.UPDATED)]
    assert len(word_embedder.embedded) == embedded
    assert library.search("Moon") == before
    # The article of before was kept in memory, under the digest of its text.
    assert library.article("moon") == corrected


@pytest.mark.parametrize(
    "changed",
    [
        {"text": MOON.replace("first", "second")},
        {"title": "The Eagle"},
        {"headings": (Span(0, 42),)},
    ],
)
def test_a_new_text_title_or_heading_replaces_it(library, make_article, tables, changed):
    article = make_article(MOON, "moon")
    list(library.add([article]))
    library.article("moon")
    before = tables(library)
    article = replace(article, **changed)
    assert add_all(library, article) == [("moon", Change.REPLACED)]
    assert library.article("moon") == article
    assert not before["passages"] & tables(library)["passages"]
    assert examine(library) == []
    assert tables(library)["articles"] == {"moon"}


def test_a_replaced_article_is_found_by_its_new_words_only(library, make_article):
    list(library.add([make_article(MOON, "moon")]))
    list(library.add([make_article(PACT, "moon")]))
    [hit] = library.search("Eagle Armstrong Collins orbit")
    assert hit.bm25 == 0
    assert library.weigh_words(["eagl"])["eagl"] > library.weigh_words(["pact"])["pact"]


def test_one_id_twice_in_one_go(library, word_embedder, make_article):
    """Both were called added, and the first was embedded for nothing."""
    article = make_article(MOON, "moon")
    assert add_all(library, article, article, make_article(PACT, "moon")) == [
        ("moon", Change.ADDED),
        ("moon", Change.UNCHANGED),
        ("moon", Change.REPLACED),
    ]
    assert library.article("moon").text == PACT
    assert library.state().articles == 1
    assert examine(library) == []


def test_progress_is_told_in_characters(library, make_article):
    counts = []
    [outcome] = library.add([make_article(MOON * 40, "moon")], counts.append)
    with library.database.reading() as connection:
        [[embedded]] = connection.execute('SELECT sum("end" - start) FROM passages')
    assert sum(counts) == embedded
    assert outcome.passages == library.state().passages > 3


def test_whoever_stops_early_keeps_what_was_yielded(library, articles, monkeypatch):
    monkeypatch.setattr("index.ingestion._BATCH", 2)
    adding = library.add(articles(6))
    assert [next(adding).article.id for _ in range(3)] == ["lamp-0", "lamp-1", "lamp-2"]
    adding.close()
    assert {entry.id for entry in library.entries()} >= {"lamp-0", "lamp-1", "lamp-2"}
    assert examine(library) == []


def test_removal_leaves_nothing(library, make_article, tables):
    list(library.add([make_article(PACT, "pact")]))
    kept = tables(library)
    list(library.add([make_article(MOON + "\n\nDvořák's D.P.R.K. 1,200 北京.", "moon", "Lunar Title")]))
    assert "lunar" in tables(library)["vocabulary"]
    library.remove("moon")
    assert tables(library) == kept
    library.remove("pact")
    assert all(held == set() for held in tables(library).values())
    assert (library.state().articles, library.state().passages) == (0, 0)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([MOON, PACT, "北京。", "👩‍🚀!", None])), max_size=12))
def test_whatever_is_added_and_removed_the_tables_agree(open_of_kind, make_embedder, tables, steps):
    library, expected = open_of_kind(make_embedder()), {}
    for number, text in steps:
        id_ = f"a{number}"
        if text is None:
            if expected.pop(id_, None):
                library.remove(id_)
        else:
            expected[id_] = text
            list(library.add([Article(id_, f"Title {number}", text)]))
        held = tables(library)
        assert held["articles"] == expected.keys()
        assert held["passages"] == held["words"] == held["vectors"]
    assert examine(library) == []
    assert {entry.id: library.article(entry.id).text for entry in library.entries()} == expected


def test_passage_ids_are_never_given_again(library, make_article, tables):
    list(library.add([make_article(PACT, "pact")]))
    gone = set()
    for _ in range(3):
        list(library.add([make_article(MOON, "moon")]))
        new = tables(library)["passages"] - gone
        library.remove("moon")
        gone |= new - tables(library)["passages"]
    list(library.add([make_article(MOON, "moon")]))
    assert not tables(library)["passages"] & gone
    assert len(gone) == 3 * (len(tables(library)["passages"]) - 1)


def test_the_same_sentence_in_two_articles_stays_two(any_library, make_article):
    list(any_library.add([make_article(PACT, "one"), make_article(PACT, "two")]))
    first, second = any_library.search("Where was the pact signed?")
    assert {first.passage.article_id, second.passage.article_id} == {"one", "two"}
    assert first.score == pytest.approx(second.score)


def test_a_filter_never_empties_a_result_that_exists(any_library, make_article):
    """Filtering after the nearest were taken would lose the one that passes."""
    crowd = [make_article("The pact was signed in Pyongyang.", f"a{n:03}", publisher="A") for n in range(300)]
    only = make_article(
        "On some day a pact came into being, and it was signed.", "one", publisher="B", published="2024"
    )
    list(any_library.add([*crowd, only]))
    question = "Where was the pact signed in Pyongyang?"
    assert "one" not in search_ids(any_library, question, k=200)
    for filters in (Filters(publishers=("B",)), Filters(article_ids=("one",)), Filters("2024"), Filters(None, "2024")):
        assert search_ids(any_library, question, filters=filters) == ["one"]
        assert search_ids(any_library, "Entirely unrelated words?", filters=filters) == ["one"]


def test_no_more_than_asked_for(library, articles):
    list(library.add(articles(30)))
    for k in (1, 7, 30):
        assert len(library.search("lamp", k)) == k
    assert len(library.search("lamp", 1000)) == 30


def test_an_empty_library(any_library):
    assert any_library.search("Anything?") == []
    assert any_library.search("Anything?", filters=Filters("2024")) == []
    assert any_library.entries() == []
    assert any_library.weigh_words(["anyth"])["anyth"] > 0
    assert any_library.weigh_words([]) == {}
    assert any_library.state().articles == 0


@pytest.mark.parametrize(
    "question", ["", " ", "?", "the", "北京", '"quoted" OR NEAR(x)', "a*b AND (c", "x" * 20_000, "👩‍🚀"]
)
def test_any_question(any_library, make_article, question):
    list(any_library.add([make_article(PACT, "pact")]))
    assert search_ids(any_library, question) == ["pact"]


def test_an_unknown_id(library, make_article):
    list(library.add([make_article(PACT, "pact")]))
    for act in (library.article, library.remove):
        for unknown in ("moon", "", "PACT", "pact "):
            with pytest.raises(NoSuchArticle, match="pullquote list"):
                act(unknown)
    assert library.state().articles == 1


def test_an_id_that_is_not_unicode_text(library):
    """SQLite cannot take half of a surrogate pair, which an argument of the command line can hold."""
    with pytest.raises(LibraryError, match="not Unicode text"):
        library.article("\udcff")
    with pytest.raises(LibraryError, match="not Unicode text"):
        library.search("lamp", filters=Filters(publishers=("\udcff",)))


def test_entries(library, make_article):
    list(
        library.add(
            [
                make_article("One two three.", "b", "Beta", published="2023-05"),
                make_article("One two three.", "c", "Gamma"),
                make_article("One two.", "a", "Alpha", published="2024-06-19", authors=("Ada Finch",)),
                make_article("One.", "d", "Delta", published="2023-05"),
            ]
        )
    )
    entries = library.entries()
    assert [entry.id for entry in entries] == ["a", "b", "d", "c"]
    assert (entries[0].title, entries[0].word_count, entries[0].passages) == ("Alpha", 2, 1)
    assert entries[0].source == Source(published="2024-06-19", authors=("Ada Finch",))
    assert entries[0].added.endswith("+00:00")


def test_articles_come_back_whole(library):
    article = Article(
        "id / 1", "Títle 👩‍🚀", "Alarms\n\nOne.\tTwo.\n\n\n Three שלום.  \n",
        Source("https://a.example", "/tmp/a.md", "The Moth", ("Ada Finch", "Bo, Jr."), "2024-06", "2025-01-02", "en"),
        (Span(0, 6),), (0, 8),
    )  # fmt: skip
    list(library.add([article]))
    assert library.article("id / 1") == article


def test_rare_words_weigh_more(library, articles, make_article):
    list(library.add([*articles(10), make_article("One filament.", "filament")]))
    weights = library.weigh_words(["lamp", "filament", "nowher"])
    assert 0 < weights["lamp"] < weights["filament"] < weights["nowher"]


def test_a_title_is_found_too(library, make_article):
    list(
        library.add([make_article("It was put out.", "a", "The lighthouse"), make_article("It was lit.", "b", "Fire")])
    )
    assert search_ids(library, "lighthouse")[0] == "a"


def test_a_title_too_long_does_not_crowd_out_the_text(library, word_embedder, make_article):
    list(library.add([make_article(MOON, "moon", "Eagle " * 1000)]))
    assert any("Armstrong" in text for text in word_embedder.embedded)
    assert not any("Eagle Eagle" in text for text in word_embedder.embedded)


@pytest.mark.parametrize("max_tokens", [16, 32, 64, 512])
def test_a_model_that_reads_little(open_of_kind, make_embedder, make_article, max_tokens):
    """A title of 48 tokens left no room in a model that reads 32."""
    library = open_of_kind(make_embedder(max_tokens=max_tokens))
    list(library.add([make_article(MOON * 5, "moon", "One two three four five six seven eight nine ten " * 4)]))
    assert examine(library) == []


def test_embedded_text_is_never_cut(any_library, make_article):
    """Every passage of nasty articles is within what the model reads: it refuses a longer one."""
    texts = [
        "x" * 3_000,
        "antidisestablishmentarianism" * 40 + " and more. " * 200,
        "北京是中国的首都。" * 300,
        "👩‍👩‍👧‍👦" * 600,
        "1,234.5 " * 900,
        "a.b.c.d.e.f." * 300,
        ("ﷺ " * 400) + ("़" * 400),
        "\n".join("- item" for _ in range(500)),
        "Word" + "\u0301" * 500,
    ]
    articles = [make_article(text, f"a{n}", "Title " * n) for n, text in enumerate(texts)]
    assert [change for _, change in add_all(any_library, *articles)] == [Change.ADDED] * len(texts)
    assert examine(any_library) == []
