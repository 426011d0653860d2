"""Corrections: what they change at once, and that they last."""

import signal
from dataclasses import replace

import pytest

from corpus import Article, InvalidArticle, Source, Span
from index import Change, LibraryError, LibraryMismatch, NoSuchArticle, seals, store
from index.doctor import examine, rebuild
from index.manifest import SCHEMA_VERSION

KINDS = ("folder", "postgresql")

TEXT = "The landing\n\nThe Eagle landed on the Moon in July 1969.\n\nArmstrong stepped out."
SOURCE = Source("https://a.example/mon", "/tmp/moon.md", "The Mooth", ("Ada Fink",), "1996", "2025-01-02", "en")
MOON = Article("moon", "Appolo", TEXT, SOURCE, (Span(0, 11),), (0, 8))
RIGHT = replace(
    SOURCE, url="https://a.example/moon", publisher="The Moth", authors=("Ada Finch", "Bo, Jr."), published="1969-07-21"
)
CORRECTED = replace(MOON, title="Apollo", source=RIGHT)
LONG_AGO = "2001-02-03T04:05:06+00:00"


@pytest.fixture
def filled(library, articles):
    """A library with an article that was added long ago among others."""
    list(library.add([MOON, *articles(3)]))
    with library.database.writing() as connection:
        connection.execute("UPDATE articles SET added = ?", (LONG_AGO,))
        for article_id in store.list_ids(connection):
            seals.keep(connection, article_id)
    return library


def add_all(library, *articles):
    return [outcome.change for outcome in library.add(articles)]


def find_added_time(library, article_id="moon"):
    return next(entry.added for entry in library.entries() if entry.id == article_id)


def has_corrections(library):
    with library.database.reading() as connection:
        return connection.has_table("corrections") and bool(connection.execute("SELECT 1 FROM corrections").fetchone())


def test_a_corrected_source_is_stored_without_embedding(filled, word_embedder):
    embedded, before, generation = len(word_embedder.embedded), filled.search("Eagle"), filled.state().generation
    outcome = filled.correct("moon", MOON.title, RIGHT)
    assert (outcome.article, outcome.change, outcome.passages) == (replace(MOON, source=RIGHT), Change.UPDATED, 0)
    assert filled.article("moon") == outcome.article
    assert len(word_embedder.embedded) == embedded
    assert filled.search("Eagle") == before
    assert filled.state().generation != generation
    assert find_added_time(filled) == LONG_AGO
    assert examine(filled) == []


def test_a_corrected_title_is_embedded_and_found(filled, word_embedder, tables):
    before = filled.state()
    outcome = filled.correct("moon", "Apollo", RIGHT)
    assert (outcome.article, outcome.change) == (CORRECTED, Change.REPLACED)
    assert outcome.passages > 0
    assert word_embedder.embedded[-1].startswith("Apollo\n")
    assert filled.article("moon") == CORRECTED
    assert filled.search("Apollo")[0].passage.article_id == "moon"
    assert not filled.select_known_words(["appolo"])
    assert "appolo" not in tables(filled)["vocabulary"]
    assert (filled.state().articles, filled.state().passages) == (before.articles, before.passages)
    assert find_added_time(filled) == LONG_AGO
    assert examine(filled) == []


def test_it_is_searched_as_if_it_had_been_right_from_the_beginning(filled, open_of_kind, make_embedder, articles):
    filled.correct("moon", "Apollo", RIGHT)
    right = open_of_kind(make_embedder())
    list(right.add([*articles(3), CORRECTED]))
    for question in ("When did Apollo land?", "Eagle Moon", "Which lamp burned?"):
        assert filled.search(question) == right.search(question)


def test_nothing_to_correct(filled):
    before = filled.state()
    outcome = filled.correct("moon", MOON.title, SOURCE)
    assert (outcome.article, outcome.change, outcome.passages) == (MOON, Change.UNCHANGED, 0)
    assert filled.state() == before
    assert not has_corrections(filled)
    filled.correct("moon", "Apollo", RIGHT)
    before = filled.state()
    assert filled.correct("moon", "Apollo", RIGHT).change is Change.UNCHANGED
    assert filled.state() == before


def test_only_what_can_be_corrected_is_taken_from_the_source(filled):
    filled.correct("moon", "Apollo", replace(RIGHT, path="/elsewhere", accessed="1999", language="la"))
    assert filled.article("moon") == CORRECTED


def test_what_is_known_can_be_taken_away(filled):
    filled.correct("moon", MOON.title, Source())
    bare = replace(MOON, source=Source(path=SOURCE.path, accessed=SOURCE.accessed, language=SOURCE.language))
    assert filled.article("moon") == bare
    assert add_all(filled, MOON) == [Change.UNCHANGED]
    assert filled.article("moon") == bare


def test_it_stays_when_the_article_is_added_again(filled, word_embedder):
    filled.correct("moon", "Apollo", RIGHT)
    embedded, before = len(word_embedder.embedded), filled.state()
    [outcome] = filled.add([MOON])
    assert (outcome.article, outcome.change, outcome.passages) == (CORRECTED, Change.UNCHANGED, 0)
    assert filled.state() == before
    assert len(word_embedder.embedded) == embedded


def test_it_stays_when_the_article_comes_from_elsewhere(filled):
    filled.correct("moon", "Apollo", RIGHT)
    moved = replace(
        MOON, title="Apolo", source=Source("https://b.example", "/new/moon.md", "B", (), None, "2026", "de")
    )
    [outcome] = filled.add([moved])
    expected = replace(CORRECTED, source=replace(RIGHT, path="/new/moon.md", accessed="2026", language="de"))
    assert (outcome.article, outcome.change) == (expected, Change.UPDATED)
    assert filled.article("moon") == expected
    assert examine(filled) == []


def test_it_stays_when_the_text_changes(filled, word_embedder):
    filled.correct("moon", "Apollo", RIGHT)
    longer = replace(MOON, text=TEXT + " Collins stayed in orbit.")
    [outcome] = filled.add([longer])
    assert (outcome.article, outcome.change) == (replace(CORRECTED, text=longer.text), Change.REPLACED)
    assert filled.article("moon") == outcome.article
    assert word_embedder.embedded[-1].startswith("Apollo\n")
    assert add_all(filled, longer) == [Change.UNCHANGED]
    assert examine(filled) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Apollo"), ("url", None), ("publisher", "The Moth"), ("authors", ()), ("published", "1969")],
)
def test_only_what_was_corrected_stays(filled, field, value):
    """Correcting one field leaves the others to the article, whenever it is added again."""
    told = {field: value}
    title = told.pop("title", MOON.title)
    filled.correct("moon", title, replace(SOURCE, **told))
    newer = replace(MOON, title="Luna", source=replace(RIGHT, url="https://b.example/luna"))
    [outcome] = filled.add([newer])
    expected = replace(newer, title=value if field == "title" else "Luna", source=replace(newer.source, **told))
    assert outcome.article == filled.article("moon") == expected
    assert add_all(filled, newer) == [Change.UNCHANGED]
    filled.restore(filled.remove("moon"))
    assert add_all(filled, newer) == [Change.UNCHANGED]
    assert examine(filled) == []


def test_a_second_correction_keeps_the_first(filled):
    filled.correct("moon", "Apollo", SOURCE)
    filled.correct("moon", "Apollo", replace(SOURCE, published="1969"))
    list(filled.add([replace(MOON, title="Luna", source=replace(SOURCE, publisher="The Moth", published="1970"))]))
    assert filled.article("moon") == replace(
        MOON, title="Apollo", source=replace(SOURCE, publisher="The Moth", published="1969")
    )


def test_the_last_correction_holds(filled):
    filled.correct("moon", "Apollo", RIGHT)
    filled.correct("moon", "Apollo 11", replace(RIGHT, authors=()))
    assert add_all(filled, MOON) == [Change.UNCHANGED]
    assert filled.article("moon") == replace(CORRECTED, title="Apollo 11", source=replace(RIGHT, authors=()))
    filled.correct("moon", MOON.title, SOURCE)
    assert filled.article("moon") == MOON


def test_each_article_has_its_own(filled, articles):
    filled.correct("lamp-1", "The lighthouse", Source())
    assert add_all(filled, MOON, *articles(3)) == [Change.UNCHANGED] * 4
    assert [filled.article(f"lamp-{n}").title for n in range(3)] == ["Lamp 0", "The lighthouse", "Lamp 2"]


def test_another_program_sees_it(filled, open_of_kind, make_embedder):
    other = open_of_kind(make_embedder(), filled.folder)
    other.correct("moon", "Apollo", RIGHT)
    assert filled.article("moon") == CORRECTED
    assert add_all(filled, MOON) == [Change.UNCHANGED]
    assert filled.article("moon") == CORRECTED


def test_an_article_that_is_removed_is_forgotten_with_its_correction(filled):
    filled.correct("moon", "Apollo", RIGHT)
    filled.remove("moon")
    assert add_all(filled, MOON) == [Change.ADDED]
    assert filled.article("moon") == MOON


def test_a_library_without_corrections_is_as_one_made_before(filled):
    """Nothing but a correction makes the table."""
    list(filled.add([MOON, replace(MOON, text="Another text.")]))
    filled.restore(filled.remove("moon"))
    assert not has_corrections(filled)
    filled.correct("moon", "Apollo", RIGHT)
    assert has_corrections(filled)
    assert filled.database.read_manifest()["schema"] == str(SCHEMA_VERSION)


@pytest.mark.parametrize("dimension", [16, 32])
def test_a_rebuild_keeps_it(filled, open_of_kind, find_place, make_embedder, monkeypatch, dimension):
    filled.correct("moon", "Apollo", RIGHT)
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name, dimension))
    rebuild(find_place(filled), filled.folder, "others")
    library = open_of_kind(make_embedder("others", dimension), filled.folder)
    assert library.article("moon") == CORRECTED
    assert find_added_time(library) == LONG_AGO
    assert add_all(library, MOON) == [Change.UNCHANGED]
    assert add_all(library, replace(MOON, text="Another text.")) == [Change.REPLACED]
    assert library.article("moon") == replace(CORRECTED, text="Another text.")
    assert examine(library) == []


def test_mending_keeps_it(filled, short_vector):
    filled.correct("moon", "Apollo", RIGHT)
    with filled.database.writing() as connection:
        connection.execute(f"UPDATE passages SET vector = {short_vector}")
    assert all(finding.mended for finding in examine(filled))
    assert filled.article("moon") == CORRECTED
    assert add_all(filled, MOON) == [Change.UNCHANGED]


def test_no_invisible_control_makes_a_name_read_as_another(filled):
    told = replace(RIGHT, publisher="\u202ehtoM ehT", authors=("\u2067Ada",))
    article = filled.correct("moon", "Ap\u202eollo", told).article
    assert (article.title, article.source.publisher, article.source.authors) == ("Apollo", "htoM ehT", ("Ada",))


def test_what_a_person_writes_is_normalised(filled):
    messy = Source(" https://a.example/moon\n", None, "The\nMoth ", (" Ada\u0000 Finch", "", "E\u0301va"), " 1969-07 ")
    filled.correct("moon", "  The\r\nEagle\u0007 ", messy)
    article = filled.article("moon")
    assert article.title == "The Eagle"
    assert article.source == replace(
        SOURCE, url="https://a.example/moon", publisher="The Moth", authors=("Ada Finch", "Éva"), published="1969-07"
    )
    filled.correct("moon", "The Eagle", Source(" ", None, "\n", (" ",), ""))
    assert filled.article("moon").source == Source(None, SOURCE.path, None, (), None, SOURCE.accessed, SOURCE.language)


@pytest.mark.parametrize(
    ("title", "source", "message"),
    [
        ("", RIGHT, "an article cannot be without a title: write one"),
        (" \n\u0007", RIGHT, "an article cannot be without a title"),
        ("Apollo", replace(RIGHT, published="July 1969"), "'July 1969' is not a date: write it like 2024-06-19"),
        ("Apollo", replace(RIGHT, published="1969-02-30"), "'1969-02-30' is not a date"),
        ("Apollo", replace(RIGHT, published="1969-13"), "'1969-13' is not a date"),
        ("Apollo", replace(RIGHT, url="a.example"), "'a.example' is not the address of a web page"),
        ("Apollo", replace(RIGHT, url="javascript:alert(1)"), "must begin with http:// or https://"),
    ],
)
def test_what_no_article_can_have_is_refused(filled, title, source, message):
    before = filled.state()
    with pytest.raises(InvalidArticle, match=message):
        filled.correct("moon", title, source)
    assert filled.state() == before
    assert filled.article("moon") == MOON


@pytest.mark.parametrize("unknown", ["sun", "", "MOON"])
def test_an_unknown_id(filled, unknown):
    with pytest.raises(NoSuchArticle, match="pullquote list"):
        filled.correct(unknown, "Apollo", RIGHT)
    assert not has_corrections(filled)


def test_other_weights_are_refused(filled, open_of_kind, make_embedder):
    """No vector of another model comes into the library; what is not embedded can be corrected all the same."""
    library = open_of_kind(make_embedder("others", 16), filled.folder)
    with pytest.raises(LibraryMismatch):
        library.correct("moon", "Apollo", RIGHT)
    assert filled.article("moon") == MOON
    assert library.correct("moon", MOON.title, RIGHT).change is Change.UPDATED


@pytest.fixture
def meanwhile(filled, open_of_kind, make_embedder, monkeypatch):
    """Let another program do something, once, while this one embeds."""

    def let(act):
        other, embed = open_of_kind(make_embedder(), filled.folder), filled.embedder.embed_passages

        def embed_late(texts):
            monkeypatch.setattr(filled.embedder, "embed_passages", embed)
            act(other)
            return embed(texts)

        monkeypatch.setattr(filled.embedder, "embed_passages", embed_late)

    return let


def test_what_is_corrected_while_its_new_text_is_embedded_stays_corrected(filled, meanwhile):
    meanwhile(lambda other: other.correct("moon", "Apollo", RIGHT))
    longer = replace(MOON, text=TEXT + " Collins stayed in orbit.")
    [outcome] = filled.add([longer])
    assert outcome.article == filled.article("moon") == replace(CORRECTED, text=longer.text)
    assert filled.embedder.embedded[-1].startswith("Apollo\n")
    assert not filled.select_known_words(["appolo"])
    assert add_all(filled, longer) == [Change.UNCHANGED]
    assert examine(filled) == []


def test_what_is_removed_while_its_new_text_is_embedded_has_no_correction(filled, meanwhile):
    filled.correct("moon", "Apollo", RIGHT)
    meanwhile(lambda other: other.remove("moon"))
    longer = replace(MOON, text=TEXT + " Collins stayed in orbit.")
    list(filled.add([longer]))
    assert filled.article("moon") == longer
    assert add_all(filled, longer) == [Change.UNCHANGED]
    assert examine(filled) == []


def test_what_is_corrected_while_its_new_source_is_stored_stays_corrected(
    filled, open_of_kind, make_embedder, monkeypatch
):
    other, writing = open_of_kind(make_embedder(), filled.folder), filled.database.writing

    def writing_late():
        monkeypatch.undo()
        other.correct("moon", "Apollo", RIGHT)
        return writing()

    monkeypatch.setattr(filled.database, "writing", writing_late)
    [outcome] = filled.add([replace(MOON, source=replace(SOURCE, path="/new/moon.md"))])
    expected = replace(CORRECTED, source=replace(RIGHT, path="/new/moon.md"))
    assert (outcome.article, outcome.change) == (expected, Change.UPDATED)
    assert filled.article("moon") == expected
    assert examine(filled) == []


def test_what_changes_while_it_is_corrected_is_not_corrected(filled, meanwhile):
    changed = replace(MOON, text=TEXT + " Collins stayed in orbit.")
    meanwhile(lambda other: list(other.add([changed])))
    with pytest.raises(LibraryError, match="'moon' was changed meanwhile, and is not corrected: correct it again"):
        filled.correct("moon", "Apollo", RIGHT)
    assert filled.article("moon") == changed
    assert add_all(filled, changed) == [Change.UNCHANGED]
    assert filled.correct("moon", "Apollo", RIGHT).change is Change.REPLACED


def test_what_is_removed_while_it_is_corrected_stays_removed(filled, meanwhile):
    meanwhile(lambda other: other.remove("moon"))
    with pytest.raises(NoSuchArticle):
        filled.correct("moon", "Apollo", RIGHT)
    assert add_all(filled, MOON) == [Change.ADDED]
    assert filled.article("moon") == MOON


def test_a_process_that_is_killed_while_it_corrects(filled, run_with_library, name_place):
    before = filled.state()
    code = """
put = index.store.put
def put_and_die(*arguments):
    put(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
index.store.put = put_and_die
from corpus import Source
open_library(sys.argv[1], WordEmbedder()).correct("moon", "Apollo", Source())
"""
    died = run_with_library(code, name_place(filled), check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    now = filled.state()
    assert (now.articles, now.passages, now.generation) == (before.articles, before.passages, before.generation)
    assert filled.article("moon") == MOON
    assert not has_corrections(filled)
    assert examine(filled) == []


def test_a_corrected_address_takes_its_doi_along(library):
    addressed = replace(MOON, source=replace(SOURCE, url="https://doi.org/10.1234/moon", doi="10.1234/moon"))
    list(library.add([addressed]))
    library.correct("moon", "Apollo", RIGHT)
    assert library.article("moon").source.doi is None
    library.correct("moon", "Apollo", replace(RIGHT, url="https://doi.org/10.1234/apollo"))
    assert library.article("moon").source.doi == "10.1234/apollo"
