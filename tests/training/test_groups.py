"""Groups: the passage that was asked of, with its right sentences, and rivals that cannot be right."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Span
from index.passages import cut
from training.asked import Asked, Statement
from training.groups import Group, Place, load, make_groups
from training.lines import write_rows

TOWNS = ("Arden", "Belmont", "Corvey", "Dunmore", "Elsbeth", "Farrow", "Garland", "Hollin")
KEEPERS = ("Ada Finch", "Ben Marlow", "Cora Lind", "Dora Vane", "Emil Krantz", "Fay Osborn", "Gil Tarrant", "Hal Ness")
# Each sentence tells of which town it is.
PIECES = (
    (
        "The lamp of {town} was first lit in {year} by {keeper}. Ships came past the harbour of {town} in summer. Most "
        "of them brought salt to {town}. Few of the sailors stayed in {town} over winter. The inn of {town} was dear."
    ),
    (
        "The oil of {town} ran out after {years} winters. Nobody in {town} had paid for it. The merchants of {town} "
        "wanted no more debts. So the tower of {town} stood dark. The fishermen of {town} learned to steer by stars."
    ),
    (
        "The highest wave that struck {town} was {metres} metres tall. It took the door of the tower of {town} along. "
        "A carpenter of {town} made another. The mayor of {town} had it painted red. It can be seen in {town} today."
    ),
)
WHY = "Nobody in {town} had paid for it. The merchants of {town} wanted no more debts."


def facts(n):
    return {"town": TOWNS[n], "keeper": KEEPERS[n], "year": 1801 + 7 * n, "years": 51 + n, "metres": 160 + n}


def article(n):
    return Article(f"town-{n}", TOWNS[n], "\n\n".join(PIECES).format(**facts(n)))


def ask(n, number, question, answer="", evidence=(), is_claim=False):
    """Return a question of a paragraph of an article, whose answer and evidence stand in it."""
    text, paragraph = article(n).text, PIECES[number].format(**facts(n))

    def span_of(words):
        start = text.index(words.format(**facts(n)))
        return Span(start, start + len(words.format(**facts(n))))

    marked = span_of(answer) if answer else None
    resting = tuple(map(span_of, evidence)) or ((marked,) if marked else ())
    return Asked(question.format(**facts(n)), f"town-{n}", span_of(paragraph), marked, resting, is_claim)


def questions(n):
    yield ask(n, 0, "Who first lit the lamp of {town}?", "{keeper}")
    yield ask(n, 2, "How tall was the highest wave that struck {town}?", "{metres}")
    yield ask(n, 1, "Why did the oil of {town} run out?", "had paid", evidence=["Nobody in {town} had paid for it."])
    yield ask(n, 2, "Who painted the tower of {town}?")
    yield ask(
        n, 1, "Is it so that {town} paid for its oil?", evidence=["Nobody in {town} had paid for it."], is_claim=True
    )


ARTICLES = {one.id: one for one in map(article, range(len(TOWNS)))}
ASKED = [question for n in range(len(TOWNS)) for question in questions(n)]
BY_QUESTION = {question.text: question for question in ASKED}


@pytest.fixture(scope="module")
def made(make_embedder):
    """The groups of several seeds; passages are short enough that an article has some."""
    return {seed: list(make_groups(make_embedder(max_tokens=80), ARTICLES, ASKED, seed)) for seed in range(5)}


@pytest.fixture(scope="module")
def pairs(made):
    """Questions that stand as they were asked, and their groups."""
    return [(BY_QUESTION[group.question], group) for listed in made.values() for group in listed
            if group.question in BY_QUESTION]  # fmt: skip


def words_of(asked):
    return ARTICLES[asked.article_id].text[slice(*asked.answer)]


def read_right(place):
    return [place.passage[slice(*place.sentences[n])] for n in place.right]


def test_each_question_has_a_group(made, pairs):
    assert all(len(listed) == len(ASKED) for listed in made.values())
    assert len(pairs) > 0.8 * len(ASKED) * len(made)
    assert {asked for asked, _ in pairs} == set(ASKED)


def test_sentences_fill_their_passage_in_order(made):
    for place in (place for listed in made.values() for group in listed for place in group.places):
        assert place.sentences[0].start == 0
        assert place.sentences[-1].end == len(place.passage)
        assert list(place.sentences) == sorted(place.sentences)
        assert all(place.passage[slice(*sentence)].endswith(".") for sentence in place.sentences)
        assert any(place.passage in one.text for one in ARTICLES.values())
        assert place.title == "" or place.passage in next(a for a in ARTICLES.values() if a.title == place.title).text


def test_the_right_sentences_are_in_what_is_kept(pairs):
    for asked, group in pairs:
        own, *rivals = group.places
        assert not any(place.right for place in rivals)
        right, text = read_right(own), ARTICLES[asked.article_id].text
        for span in asked.evidence:
            assert any(text[slice(*span)] in sentence for sentence in right)
        assert bool(right) == bool(asked.evidence)


def test_the_answers_span_is_the_answers_words(pairs):
    for asked, group in pairs:
        own, *rivals = group.places
        assert not any(place.answer for place in rivals)
        assert (own.answer is not None) == (asked.answer is not None)
        if own.answer:
            assert own.passage[slice(*own.answer)] == words_of(asked)
            assert any(words_of(asked) in sentence for sentence in read_right(own))


def test_a_rival_never_holds_the_answers_words(pairs):
    for asked, group in pairs:
        if asked.answer:
            assert not any(words_of(asked).lower() in rival.passage.lower() for rival in group.places[1:])


def test_a_rival_is_not_of_the_paragraph_nor_a_claims_own_article(pairs):
    for asked, group in pairs:
        text = ARTICLES[asked.article_id].text
        own = text if asked.is_claim else text[slice(*asked.paragraph)]
        told = [rival.passage[slice(*span)] for rival in group.places[1:] for span in rival.sentences]
        assert not any(sentence in own for sentence in told)
    assert {4} <= {len(group.places) for _, group in pairs} <= {2, 3, 4}


def test_lengths_titles_and_questions_differ(made):
    groups = [group for listed in made.values() for group in listed]
    places = [place for group in groups for place in group.places]
    assert {bool(place.title) for place in places} == {True, False}
    assert len(Counter(len(place.passage) for place in places)) > len(ARTICLES)
    assert any(group.question not in BY_QUESTION for group in groups)


def test_evidence_of_several_sentences_makes_each_right(make_embedder):
    asked = ask(0, 1, "Why did the oil of {town} run out?", "had paid", evidence=[WHY])
    for seed in range(9):
        [group] = make_groups(make_embedder(), {"town-0": article(0)}, [asked], seed)
        assert " ".join(read_right(group.places[0])) == WHY.format(**facts(0))


def test_an_answer_across_sentences_is_left_out(make_embedder):
    across = Asked("What?", "town-0", Span(0, 100), Span(30, 90), (), False)
    assert list(make_groups(make_embedder(), ARTICLES, [across], 1)) == []


def test_a_question_without_rivals_is_a_group(make_embedder):
    asked = ask(0, 0, "Who first lit the lamp of {town}?", "{keeper}")
    short = Article("town-0", "Arden", PIECES[0].format(**facts(0)))
    [group] = make_groups(make_embedder(), {"town-0": short}, [asked], 1)
    assert len(group.places) == 1


def test_the_same_seed_makes_the_same_groups(made, make_embedder):
    assert list(make_groups(make_embedder(max_tokens=80), ARTICLES, ASKED, 3)) == made[3]
    assert made[3] != made[4]


def test_groups_come_back_from_the_file(tmp_path, made):
    file = tmp_path / "groups.jsonl"
    write_rows(iter(made[1]), file)
    assert load(file) == made[1]
    assert list(tmp_path.iterdir()) == [file]


SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*sorted(ends)))
PLACES = st.builds(
    Place, st.text(), st.text(), st.lists(SPANS).map(tuple), st.lists(st.integers(0, 9)).map(tuple), st.none() | SPANS
)


@settings(max_examples=30)
@given(st.lists(st.builds(Group, st.text(), st.lists(PLACES).map(tuple)), max_size=5))
def test_any_group_comes_back_from_the_file(tmp_path_factory, groups):
    file = tmp_path_factory.mktemp("groups") / "groups.jsonl"
    write_rows(groups, file)
    assert load(file) == groups


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    def broken():
        yield Group("Who?", (Place("", "A text.", (Span(0, 7),)),))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_rows(broken(), tmp_path / "groups.jsonl")
    assert not (tmp_path / "groups.jsonl").exists()


def test_what_is_near_competes_and_all_that_answers_is_right(make_embedder):
    """The answer stands in two passages of the article, and what looks like one in another."""
    text = "\n\n".join(piece.format(**facts(0)) for piece in PIECES)
    one = Article("town-0", "Arden", text)
    passages = cut(make_embedder(max_tokens=80), one)
    assert len(passages) > 2
    first, last, middle = (passages[n].sentences[0] for n in (0, 2, 1))
    asked = Asked(
        "What is told?", "town-0", first, None, (first, last), is_claim=False, near=(Statement("town-0", middle),)
    )
    for seed in range(9):
        [group] = make_groups(make_embedder(max_tokens=80), {"town-0": one}, [asked], seed)
        told = {place.passage[slice(*span)] for place in group.places for span in place.sentences}
        right = {sentence for place in group.places for sentence in read_right(place)}
        assert text[slice(*middle)] in told
        assert right == {text[slice(*span)] for span in (first, last)}


def test_what_is_near_in_another_article_competes_and_what_answers_there_does_not(make_embedder):
    """Two articles tell of one thing: the newer one's passages hold what looks like an answer, and one that is."""
    newer = [passage.sentences[0] for passage in cut(make_embedder(max_tokens=80), ARTICLES["town-1"])]
    near, apart = (Statement("town-1", sentence) for sentence in newer[:2])
    text = ARTICLES["town-1"].text
    own = ask(0, 0, "Who first lit a lamp in Belmont, so that ships came?", "{keeper}")
    asked = replace(own, near=(near,), apart=(apart,))
    for seed in range(9):
        [group] = make_groups(make_embedder(max_tokens=80), ARTICLES, [asked], seed)
        told = {place.passage[slice(*span)] for place in group.places for span in place.sentences}
        assert text[slice(*near.span)] in told
        assert text[slice(*apart.span)] not in told
