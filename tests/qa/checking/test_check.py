"""The verdicts: each kind, what must never happen, and that a report comes out the same."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from qa.checking.check import check, check_stepwise
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import GOOD, UncheckedReason
from qa.checking.report.report_json import serialise_report
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import explain_verdict, list_warnings


@pytest.fixture(scope="module")
def sentences(shelf):
    texts = shelf.texts([entry.id for entry in shelf.entries()])
    return [text[slice(*span)] for _, text in sorted(texts.items()) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The lamp burned for eleven years.”", "exact"),
        ("“burned for eleven years”", "exact"),
        ("“The lamp burned for *eleven*\nyears.”", "exact"),
        ("“The lamp burned for eleven years. Nobody asked who paid for the oil.”", "exact"),
        ("“The lamp burned … who paid for the oil.”", "exact"),
        ("“The lamp burned for eleven years […] In March 1812 it went out.”", "exact"),
        ("“…the lamp burned for eleven years” and", "altered"),
        ("“… who paid for the oil …”", "exact"),
        ("“two ships were lost ... The council met only once.”", "exact"),
        ("“[t]he lamp burned for eleven years”", "typographic"),
        ("“Nobody asked who paid for the oil,” she wrote", "typographic"),
        ("“when the keeper’s wife left - she took the ‘good’ chairs”", "typographic"),
        ("“two ships were lost… The council met only once”", "typographic"),
        ("“Nobody [sic] asked who paid for the oil.”", "typographic"),
        ("“The lamp burned for twelve years.”", "altered"),
        ("“the lamp burned for eleven years”", "altered"),
        ("“It did go out when the keeper's wife left”", "altered"),
        ("“The harbour was dark for 200 nights”", "altered"),
        ("“[The light] burned for eleven years”", "altered"),
        ("“The lamp burned for eleven years. In March 1812 it went out.”", "stitched"),
        ("“In March 1812 it went out. The lamp burned for eleven years.”", "stitched"),
        ("“The lamp burned for eleven years. It fell in the flood of 1799.”", "stitched"),
        ("“The lamp burned for eleven years … It fell in the flood of 1799.”", "stitched"),
        ("“In March 1812 it went out … The lamp burned for eleven years.”", "stitched"),
        ("“keeper's book says the same”", "altered"),
        ("“In March 1812 it went … was dark for seven nights”", "altered"),
        ("“In March 1812 it went out … No baker ever crossed”", "stitched"),
        ("“two ships were lost ... It fell in the flood of 1799.”", "stitched"),
        ("“harbour was dark for 1”", "altered"),
        ("“A kettle of fish and three brass bells were sold.”", "not_found"),
        ("“was it not so or was it”", "not_found"),
    ],
)
def test_a_verdict(verdicts, text, verdict):
    assert verdicts(f"We read {text} there.") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The lamp burned for ele-\nven years.”", "typographic"),
        ("“The lamp bur-\r\nned for ele-\n  ven years. No-\nbody asked”", "typographic"),
        ("> The lamp burned for ele-\n> ven years.\n", "typographic"),
        ("“or so the toll-\nkeeper's book says.”", "typographic"),
        ("“with-\nout a song, or so the toll-\nkeeper's book says.”", "typographic"),
        ("“The lamp burned for ele-\nfen years.”", "altered"),
        ("“The lamp burned for ele- ven years.”", "altered"),
        ("“The lamp burned for-\neleven years.”", "altered"),
        ("“The harbour was dark for 1,2-\n00 nights”", "altered"),
        ("“The lamp burned for eleven years. It fell in the fl-\nood of 1799.”", "stitched"),
    ],
)
def test_a_hyphen_at_a_lines_end_is_typography(verdicts, text, verdict):
    assert verdicts(f"We read:\n\n{text}") == [verdict]


HARBOUR = (
    "The quay was built be-\ntween two floods, and its well-\nknown crane lifted stones of the light\u00ad\nhouse. "
    "The keeper of the oﬃce is not allowed to sell the crane in winter. Nobody except the pilot had a key to the ﬁrst "
    "gate.\n\nThe keeper said: “We shall paint the tower in white,” and looked at the sea for a long while. “It will "
    "stand for a hundred years, and it will cost nothing.” The bill came to 4 * 5 crowns & a loaf, and the_rest is "
    "[lost] in <fog>."
)


@pytest.fixture(scope="module")
def told(holding, make_article):
    """Check a draft against an article with broken words and odd signs; return verdicts with what is said of them."""
    library = holding([make_article(HARBOUR, "harbour", "Harbour book")])

    def told_(draft):
        report = check(library, read_text(draft))
        return [
            (
                str(it.verdict),
                *explain_verdict(it, draft, find_unquoted(it, draft)),
                *list_warnings(it, draft, find_unquoted(it, draft)),
            )
            for it in report.quotations
        ]

    return told_


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The quay was built between two floods, and its well-known crane lifted stones”", "typographic"),
        ("“its well-known crane lifted stones of the lighthouse”", "typographic"),
        ("“The quay was built be-\ntween two floods, and its well-\nknown crane”", "exact"),
        ("“its wellknown crane lifted stones of the lighthouse”", "typographic"),
        ("“The keeper of the office is not allowed”", "typographic"),
        ("“a key to the first gate”", "typographic"),
        ("“The quay was built between three floods”", "altered"),
    ],
)
def test_words_that_the_article_breaks_are_whole(told, text, verdict):
    assert told(text) == [(verdict,)]


def test_long_lines_are_paragraphs_that_an_ellipsis_may_leave(holding, make_article):
    first = f"The owner of the quay {'who came from the north ' * 8}may not close it,"
    library = holding([make_article(f"{first}\nand the tenant paid for the new tiles on the roof.", "lease", "Lease")])
    draft = "“The owner of the quay … paid for the new tiles on the roof.”"
    [checked] = check(library, read_text(draft)).quotations
    [warning] = list_warnings(checked, draft, find_unquoted(checked, draft))
    assert warning.endswith("in it are “not” and another paragraph.")


NUMBERS = (
    "The bill came to 12,-\n500 crowns in all. In 2001, 500 men built the pier. It cost 1.250,-\n000 marks. The tower "
    "is 3.\n250 masons raised it. The years 1901-\n1904 were the worst of all. At 5: 30 men came to the gate."
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The bill came to 12,500 crowns in all.”", "typographic"),
        ("“The bill came to 12,-\n500 crowns in all.”", "exact"),
        ("“It cost 1.250,000 marks.”", "typographic"),
        ("“The bill came to 12500 crowns in all.”", "altered"),
        ("“In 2001, 500 men built the pier.”", "exact"),
        ("“In 2001,\n500 men built the pier.”", "exact"),
        ("“In 2001,500 men built the pier.”", "altered"),
        ("“The tower is 3.250 masons raised it.”", "altered"),
        ("“The years 19011904 were the worst of all.”", "altered"),
        ("“The years 1901–1904 were the worst of all.”", "typographic"),
        ("“At 5:30 men came to the gate.”", "altered"),
    ],
)
def test_a_number_is_whole_or_two(holding, make_article, text, verdict):
    library = holding([make_article(NUMBERS, "numbers", "Numbers")])
    assert [str(it.verdict) for it in check(library, read_text(text)).quotations] == [verdict]


@pytest.mark.parametrize(
    "draft", ["“The bill came to 12,-\n500 crowns in all.”", "“The bill came to 12,500 crowns in all.”"]
)
def test_a_number_that_the_draft_breaks_is_whole(holding, make_article, draft):
    library = holding([make_article("The bill came to 12,500 crowns in all.", "bill", "Bill")])
    assert str(check(library, read_text(draft)).quotations[0].verdict) in ("typographic", "exact")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            "“The keeper of the oﬃce is … allowed to sell the crane”",
            "An ellipsis leaves out “not”: in it is “not”.",
        ),
        (
            "“… allowed to sell the crane in winter”",
            "An ellipsis leaves out “The keeper of the oﬃce is not”: in it is “not”.",
        ),
        (
            "“Nobody … had a key to the ﬁrst gate”",
            "An ellipsis leaves out “except the pilot”: in it is “except”.",
        ),
        (
            "“Nobody except the pilot had a key […] looked at the sea”",
            (
                "An ellipsis leaves out “to the ﬁrst gate. The keeper said: “We shall paint the tower in white,” and”: "
                "in it are the end of a sentence and another paragraph."
            ),
        ),
        (
            "“The keeper of the oﬃce … had a key to the ﬁrst gate”",
            (
                "An ellipsis leaves out “is not allowed to sell the crane in winter. Nobody except the pilot”: "
                "in it are “not”, “nobody”, “except” and the end of a sentence."
            ),
        ),
        (
            "“We shall paint the tower in white … stand for a hundred years”",
            (
                "An ellipsis leaves out “and looked at the sea for a long while. “It will”: in it is the end of a "
                "sentence."
            ),
        ),
        ("“Nobody except the pilot … to the ﬁrst gate”", "An ellipsis leaves out “had a key”."),
        ("“The keeper of the oﬃce is not allowed … in winter”", "An ellipsis leaves out “to sell the crane”."),
        (
            "“The keeper of the oﬃce is not allowed to sell …”",
            "An ellipsis leaves out “the crane in winter”.",
        ),
    ],
)
def test_what_an_ellipsis_leaves_out_is_told(told, text, remark):
    assert told(text) == [("exact", remark)]


@pytest.mark.parametrize(
    "text",
    [
        "“The bill came to 4 \\* 5 crowns \\& a loaf, and the\\_rest is \\[lost\\] in \\<fog\\>\\.”",
        "“The bill came to 4 &#42; 5 crowns &amp; a loaf, and the&lowbar;rest is &#91;lost&#93; in &lt;fog&gt;.”",
        "“The bill came to 4 * 5 crowns & a loaf, and the_rest”",
    ],
)
def test_escapes_and_entities_are_the_letters_they_stand_for(told, text):
    assert told(text) == [("exact",)]


def test_sentences_of_one_speaker_without_the_tag_between_are_stitched(told):
    assert told("“We shall paint the tower in white. It will stand for a hundred years”") == [("stitched",)]


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("Then the barge struck the pier. Nobody slept.", "stitched"),
        ("Then the barge struck the pier. Nobody.", "altered"),
        ("Then the barge hit the pier. Nobody slept.", "altered"),
        ("The pier gave way. The pilot swam ashore.", "stitched"),
        ("The pier gave way. It fell. The pilot swam ashore.", "exact"),
    ],
)
def test_a_sentence_that_is_left_out_parts_a_quotation_however_short_it_is(holding, make_article, quoted, verdict):
    text = (
        "“Then the barge struck the pier,” he went on.\n\n“Nobody slept.”\n\n"
        "The pier gave way. It fell. The pilot swam ashore."
    )
    [checked] = check(holding([make_article(text)]), read_text(f"“{quoted}”", markdown=True)).quotations
    assert checked.verdict == verdict


@pytest.mark.parametrize("mark", ['"', "'", '("', '**"', '"[', "“"])
@pytest.mark.parametrize("ellipsis", ["...", ". . . ", "…"])
def test_a_mark_before_an_ellipsis_opens_a_quotation(told, mark, ellipsis):
    closing = {"“": "”", "'": "'"}.get(mark, '"')
    ellipsis = f"{ellipsis.strip()}] " if mark.endswith("[") else ellipsis
    for word, verdict in (("burn", "altered"), ("sell", "exact")):
        [(found, *_)] = told(f"It says {mark}{ellipsis}allowed to {word} the crane in winter{closing} there.")
        assert found == verdict


def test_a_note_within_a_quotation_is_checked_by_itself(told):
    draft = (
        '"Nobody except the pilot^[The book: "The keeper of the oﬃce is allowed to sell the crane".] had a key to the '
        'ﬁrst gate." And so.^[See “its well-\nknown crane lifted stones”.]'
    )
    assert told(draft) == [("exact",), ("altered",), ("exact",)]


def test_a_word_of_one_letter_may_have_its_case_changed(library, make_article):
    list(library.add([make_article("It is said that a lamp burned on the cape.", "lamp", "Lamp")]))
    report = check(library, read_text("“[A] lamp burned on the cape” and “[The] lamp burned on the cape”"))
    assert [str(it.verdict) for it in report.quotations] == ["typographic", "altered"]


@pytest.mark.parametrize("remark", ["(emphasis added)", "[emphasis added]", "(my emphasis)", "[my italics]",
                                    "(emphasis mine)", "(*Emphasis added*)", "(emphasis in the original)"])  # fmt: skip
def test_a_remark_on_emphasis_is_typography(verdicts, remark):
    assert verdicts(f"“Nobody asked who *paid* for the oil {remark}”") == ["typographic"]
    assert verdicts(f"“Nobody asked who *paid* for the oil. {remark}”") == ["typographic"]
    assert verdicts(f"“Nobody asked who *stole* for the oil {remark}”") == ["altered"]


@pytest.mark.parametrize("remark", ["(for the lamp)", "[added]", "(emphasis)", "emphasis added"])
def test_other_remarks_are_words_of_the_quotation(verdicts, remark):
    assert verdicts(f"“Nobody asked who paid for the oil {remark}”") == ["altered"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("> **“The lamp burned for eleven years.”** — Dr Ruth Calder", "exact"),
        ("> The lamp burned for eleven years. — Iain Doe, keeper", "exact"),
        ("> The lamp burned for twelve years. — Iain Doe, keeper", "altered"),
        ("> The lamp burned for eleven years. — But not for you", "altered"),
        ("> The lamp burned for eleven years.\n> <cite>Iain Doe</cite>", "exact"),
        ("> The lamp burned for eleven years.\\\n> Nobody asked who paid for the oil.\\", "exact"),
        ("> The lamp burned for eleven years. [1]", "exact"),
        ("“The lamp burned for eleven years.¹”", "exact"),
        ("> - The lamp burned for eleven years.\n> - Nobody asked who paid for the oil.", "exact"),
        ("> - The lamp burned for eleven years.\n> - It fell in the flood of 1799.", "stitched"),
        ("> 1. The lamp burned for eleven years.\n> 2. In March 1812 it went out.", "stitched"),
        ("> [!QUOTE] The keeper\n> The lamp burned for eleven years.", "exact"),
        ('„The lamp burned for twelve years"', "altered"),
    ],
)
def test_what_stands_around_a_quotation_does_not_alter_it(verdicts, text, verdict):
    assert verdicts(f"We read:\n\n{text}\n") == [verdict]


def test_sic_may_be_in_italics(verdicts):
    assert verdicts("“Nobody [*sic*] asked who paid for the oil.”") == ["typographic"]


def test_what_differs_is_told_on_both_sides(report):
    text = "We read “The lamp burned for twelve long years.” there."
    [checked] = report(text).quotations
    [part] = checked.parts
    article = part.citation.article
    assert [(text[slice(*it.draft)], article.text[slice(*it.article)]) for it in part.differences] == [
        ("twelve long", "eleven")
    ]
    assert part.citation.text == "The lamp burned for eleven years."


def told_differences(report, text):
    """Return the words that differ in the only quotation of a text, in it and in the article."""
    [checked] = report(text).quotations
    assert str(checked.verdict) == "altered"
    return [
        (text[slice(*it.draft)].strip(), part.citation.article.text[slice(*it.article)].strip())
        for part in checked.parts
        for it in part.differences
    ]


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        ("« the harbour was dark for 1,200 nights »", [("the", "The")]),
        ("“21,200 nights, and two ships were lost”", [("21,200", "1,200")]),
        ("“Forty metres in one day”", [("Forty", "forty"), ("day", "night")]),
        ("“lost the farthing more until the last stone was put”", [("lost the", "cost a"), ("put", "set")]),
        ("“years later, Nobody asked who paid for the oil”", [("later,", ".")]),
        ("“the the council met only once”", [("the the", "The")]),
    ],
)
def test_a_word_at_an_edge_differs_from_the_one_that_stands_there(report, text, differences):
    assert told_differences(report, f"We read {text} there.") == differences


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        ("“nobody asked who paid for the lamp.”", [("nobody", "Nobody"), ("lamp", "oil")]),
        ("“The lamp burned for twelve years,”", [("twelve", "eleven")]),
        ("“It did not go out when the keeper's husband.”", [("husband", "wife")]),
        ("“The harbour is dark for 1,200 nights.”", [("is", "was")]),
        ("“when the keeper’s wife fled -- she took the ‘good’ chairs,”", [("fled", "left")]),
    ],
)
def test_what_alone_is_typographic_is_not_told_beside_what_differs(report, text, differences):
    assert told_differences(report, f"We read {text} there.") == differences


@pytest.mark.parametrize(
    "text",
    ["“THE LAMP BURNED FOR ELEVEN YEARS.”", "“It Fell In The Flood Of 1799”", "“NOBODY ASKED WHO PAID FOR THE BOAT”"],
)
def test_a_quotation_in_capitals_is_altered_and_has_its_place(report, text):
    [checked] = report(text).quotations
    assert str(checked.verdict) == "altered"
    assert checked.parts[0].citation.text in (
        "The lamp burned for eleven years.", "It fell in the flood of 1799", "Nobody asked who paid for the oil"
    )  # fmt: skip


def test_a_stitched_quotation_tells_its_parts(report):
    text = "We read “The lamp burned for eleven years. It fell in the flood of 1799.” there."
    [checked] = report(text).quotations
    assert [(part.citation.article.id, part.citation.text) for part in checked.parts] == [
        ("lamp", "The lamp burned for eleven years"),
        ("bridge", "It fell in the flood of 1799"),
    ]
    assert [text[slice(*part.draft)] for part in checked.parts] == [
        "The lamp burned for eleven years.", "It fell in the flood of 1799."
    ]  # fmt: skip


def test_what_is_not_found_has_a_nearest_sentence(report):
    [checked] = report("“Nobody ever drew another map of lamps and bells and kettles.”").quotations
    assert str(checked.verdict) == "not_found"
    assert checked.nearest is not None
    assert checked.nearest.text in [checked.nearest.article.text[slice(*it)] for it in split_sentences(RIVER)]


RIVER = "The river moved its bed by forty metres in one night. The council met only once. Nobody drew a new map."


def test_a_quotation_that_stands_twice_is_that_of_the_article_that_is_named(report):
    [first] = report("“The council met only once.” (“How the river moved to the west”)").quotations
    assert (str(first.verdict), first.parts[0].citation.article.id) == ("exact", "river")
    [second] = report("“The council met only once.” (“The lamp on the cape”)").quotations
    assert (str(second.verdict), second.parts[0].citation.article.id) == ("exact", "lamp")


def test_short_ones_and_titles_are_counted_not_checked(report):
    found = report("A “so-called lamp” in “The lamp on the cape”, and “no end")
    assert found.quotations == ()
    assert [str(it.why) for it in found.unchecked] == ["short", "title", "unclosed"]
    assert found.is_good


def test_a_check_tells_how_far_it_is(shelf):
    draft = read_text("“The lamp burned for eleven years.” “ab” “Nobody asked who paid for the oil.”")
    *steps, report = check_stepwise(shelf, draft)
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert report == check(shelf, draft) and report.is_good


def test_what_is_not_reached_in_time_is_told_and_not_called_good(shelf):
    draft = read_text("“The lamp burned for eleven years.” “Nobody asked who paid for the oil.”")
    *_, report = check_stepwise(shelf, draft, seconds=-1)
    assert [draft.text[slice(*it.span)] for it in report.unchecked] == [
        "The lamp burned for eleven years.",
        "Nobody asked who paid for the oil.",
    ]
    assert {it.why for it in report.unchecked} == {UncheckedReason.TIME}
    assert not report.quotations and not report.is_good


def test_what_shares_no_word_with_a_quotation_is_not_near_it(shelf):
    [checked] = check(shelf, read_text("“A kettle of fish and three brass bells”")).quotations
    assert (str(checked.verdict), checked.nearest) == ("not_found", None)


def test_an_empty_library_holds_nothing(library):
    [checked] = check(library, read_text("“The lamp burned for eleven years.”")).quotations
    assert (str(checked.verdict), checked.nearest) == ("not_found", None)


def test_a_sentence_of_nothing_but_stop_words_is_found(library, make_article):
    list(library.add([make_article("A cat sat. What was it that he had been? A dog ran.", "cat", "Cat")]))
    report = check(library, read_text("“What was it that he had been?” and “What was it that she had been?”"))
    assert [str(it.verdict) for it in report.quotations] == ["exact", "not_found"]


def test_a_quotation_over_the_edge_of_two_passages_is_found(library, make_article, word_embedder):
    text = " ".join(
        f"Sentence {number} speaks of lamp{number} and oil{number} in a long and winding way." for number in range(80)
    )
    list(library.add([make_article(text, "long", "Long")]))
    assert library.state().passages > 2
    at = 0
    for edge in [it.end for it in library.passages(range(1, 99)).values()]:
        at += 1
        quoted = (
            text[text.rindex("speaks", 0, edge) : text.find(" in a", edge)] if text.find(" in a", edge) > 0 else "x"
        )
        if quoted != "x":
            [checked] = check(library, read_text(f"“{quoted}”")).quotations
            assert str(checked.verdict) == "exact", quoted
    assert at > 2


MARKS = ["“”", "„“", "«»", "»«", "‹›", "「」", '""', "„”"]


@given(data=st.data())
@settings(max_examples=60)
def test_an_exact_sentence_is_exact_in_any_marks(report, sentences, data):
    marks = data.draw(st.sampled_from(MARKS))
    sentence = data.draw(st.sampled_from([it for it in sentences if not set(marks) & set(it)]))
    before = data.draw(st.sampled_from(["", "He wrote ", "It’s said: ", "x\n\n"]))
    text = f"{before}{marks[0]}{sentence}{marks[1]}"
    [checked] = report(text).quotations
    assert str(checked.verdict) == "exact"
    assert text[slice(*checked.span)] == sentence == checked.parts[0].citation.text


@given(data=st.data())
@settings(max_examples=100)
def test_one_changed_word_is_never_good(report, sentences, data):
    sentence = data.draw(st.sampled_from(sentences)).replace("“good” ", "")
    words = list(re.finditer(r"\w+", sentence))
    word = data.draw(st.sampled_from(words))
    new = data.draw(st.sampled_from(["", "not", "never", "lamp", "seven", word[0].swapcase(), word[0] + "s"]))
    changed = sentence[: word.start()] + new + sentence[word.end() :]
    if any(changed.strip(" .") in it for it in sentences):
        return
    for checked in report(f"«{changed}»").quotations:
        assert checked.verdict not in GOOD


@given(
    st.lists(
        st.sampled_from(
            [
                "“The lamp burned",
                " for eleven",
                " years.”",
                "> It fell ",
                "\n\n",
                "…",
                " in the flood of 1799",
                "«No baker",
                "»",
                "[^1]",
                "(The Moth)",
                "\n[^1]: Bakers. ",
            ]
        ),
        max_size=14,
    )
)
@settings(max_examples=100)
def test_offsets_point_into_draft_and_articles_and_the_report_comes_out_the_same(report, parts):
    text = "".join(parts)
    first, second = (json.dumps(serialise_report(report(text)), ensure_ascii=False) for _ in range(2))
    assert first == second
    told = json.loads(first)
    assert told["draft"] == text
    for checked in told["quotations"]:
        assert text[checked["start"] : checked["end"]] == checked["text"]
        for part in checked["parts"]:
            assert checked["start"] <= part["start"] < part["end"] <= checked["end"]
            assert text[part["start"] : part["end"]] == part["text"]
            for difference in part["differences"]:
                at = difference["draft"]
                assert checked["start"] <= at["start"] <= at["end"] <= checked["end"]
                assert text[at["start"] : at["end"]] == at["text"]
