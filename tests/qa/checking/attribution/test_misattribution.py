"""Who says a quotation: another person in the article than in the draft; what is not certain is not claimed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from corpus import Span
from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import GOOD, CheckedQuotation, QuotationKind, Verdict
from qa.checking.report.report_json import serialise_report
from qa.checking.report.report_page import render_report_page
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import explain_verdict

HARBOUR = (
    'The harbour will close in March. "The quay is older than my grandfather, and it shows," said Marta Oyelaran, the '
    'harbour master, on Monday. "Every tide takes another stone from the wall."\n\n'
    "Oyelaran told reporters the repairs would cost nine million pounds. The town is small.\n\n"
    '"We have no money left for the lido," Councillor Piet Vanstraelen said. "I have seen three harbours '
    'close," said Jim O\'Neill, a docker. "It is always the same in this town," a spokesman for the port said.\n\n'
    'Anna Wexler, who was born Anna Lund, said: "My boat has nowhere else to go." The ministry said: "The plan is '
    'sound and it will be paid for." The skipper Samuel Clemens, better known as Mark Twain, said: "I never touched '
    'the wheel at all." Vanstraelen said the letter of Ilse Brandt was "a plea for a few more lamps".'
)
COUNCIL = (
    'The council met. "No one will pay for the wall," said Marta Oyelaran. Piet Vanstraelen said: "No one will pay for '
    'the wall." Then Ruth Okafor said: "The lamps can wait until the spring." Goldman Sachs said: "We see no need for '
    'any of it." "It costs what it costs," said Roskilde Vind. An engineer at Roskilde Vind laughed. '
    '"Viktor Sand wrote that we should all look at the sea," said Edda Falk.'
)
OTHER = '"Every tide takes another stone from the wall," said Hugo Stern, a poet. "I like the sea," said Viktor Sand.'
ECHO = "Every tide takes another stone from the wall. So Carla Mendes begins her song."

QUAY = "The quay is older than my grandfather, and it shows"
LIDO = "We have no money left for the lido"
TIDE = "Every tide takes another stone from the wall."


@pytest.fixture(scope="module")
def said(holding, make_article):
    """Check a draft, and return of each quotation who says it instead of whom; None where nothing is claimed."""
    library = holding(
        [
            make_article(HARBOUR, "harbour", "The harbour closes", publisher="The Moth", authors=("Ada Quill",)),
            make_article(COUNCIL, "council", "The council meets"),
            make_article(OTHER, "other", "Of the sea and stones", authors=("Nils Dahl",)),
            make_article(ECHO, "echo", "A song of the stones", authors=("Nils Dahl",)),
        ]
    )

    def said_(text):
        return [_told(text, checked) for checked in check(library, read_text(text)).quotations]

    said_.report = lambda text: check(library, read_text(text))
    return said_


def _told(text, checked):
    if checked.verdict is not Verdict.MISATTRIBUTED or checked.named_speaker is None:
        assert checked.is_elsewhere == (checked.verdict is Verdict.MISATTRIBUTED)
        return None
    citation = checked.parts[0].citation
    return f"{text[slice(*checked.named_speaker)]} -> {citation.speaker.name_in(citation.article)}"


PIET = "Piet Vanstraelen -> Marta Oyelaran"


@pytest.mark.parametrize(
    "text",
    [
        f"“{QUAY},” said Piet Vanstraelen.",
        f"“{QUAY},” Piet Vanstraelen told reporters on Monday.",
        f"Piet Vanstraelen, the councillor, said: “{QUAY}.”",
        f"Piet Vanstraelen said of the harbour: “{QUAY}.”",
        f"Asked about the line, Piet Vanstraelen said “{QUAY}.”",
        f"„{QUAY}“, said Piet Vanstraelen.",
        f"According to Piet Vanstraelen, “{QUAY}”.",
        f"As Piet Vanstraelen put it, “{QUAY}.”",
        f"As Councillor Piet Vanstraelen once put it: “{QUAY}.”",
        f"As Piet Vanstraelen told the paper, “{QUAY}.”",
        f"“{QUAY},” as Piet Vanstraelen put it.",
        f"The tide left. But as Piet Vanstraelen put it, “{QUAY}.”",
        f"In the words of Piet Vanstraelen, “{QUAY}.”",
        f"In the words of Piet Vanstraelen, a councillor, “{QUAY}.”",
        f"“{QUAY}” (Piet Vanstraelen).",
        f"“{QUAY}.” — Piet Vanstraelen",
        f"“{QUAY}.” — Piet Vanstraelen, councillor",
        f"> {QUAY}.\n> — Piet Vanstraelen\n",
        f"> {QUAY}.\n>\n> — Piet Vanstraelen, councillor\n",
        f"> “{QUAY}.”\n> — Piet Vanstraelen\n",
        f"> {QUAY}. (Piet Vanstraelen)\n",
        f"> {QUAY}.\n\n— Piet Vanstraelen\n",
        f"Piet Vanstraelen said:\n\n> {QUAY}.\n",
        f"As Piet Vanstraelen put it:\n\n> {QUAY}.\n",
        f"Piet Vanstraelen: “{QUAY}.”",
        f"- **Piet Vanstraelen**: “{QUAY}.”".replace("**P", "P").replace("n**", "n"),
        f"The tide came in.\n\n“{QUAY},” said Piet Vanstraelen. The tide went out.",
        f"Piet Vanstraelen went home. “{QUAY},” he said.",
        f"“{QUAY},” said Piet Vanstraelen. But Oyelaran went home.",
        f"A “so-called” quay. ‘{QUAY},’ said Piet Vanstraelen.",
        "“The quay is older than my grandfather … another stone from the wall,” said Piet Vanstraelen.",
    ],
)
def test_another_person_is_named(said, text):
    assert said(text) == [PIET]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"“{QUAY},” said Vanstraelen.", "Vanstraelen -> Marta Oyelaran"),
        (f"“{QUAY},” Mr Vanstraelen said.", "Mr Vanstraelen -> Marta Oyelaran"),
        (f"“{QUAY},” Okafor said.", "Okafor -> Marta Oyelaran"),
        (f"“{QUAY},” said **Piet** Vanstraelen.", "Piet** Vanstraelen -> Marta Oyelaran"),
        (f"“{QUAY},” said Zoë Müller.", "Zoë Müller -> Marta Oyelaran"),
        (f"“{LIDO},” said Jim O'Neill.", "Jim O'Neill -> Piet Vanstraelen"),
        (f"Asked about money, Marta Oyelaran said: “{LIDO}.”", "Marta Oyelaran -> Piet Vanstraelen"),
        ("“I have seen three harbours close,” said Marta Oyelaran.", "Marta Oyelaran -> Jim O'Neill"),
        ("“the repairs would cost nine million pounds,” said Piet Vanstraelen.", PIET),
        ("“I never touched the wheel at all,” said Anna Wexler.", "Anna Wexler -> Samuel Clemens"),
    ],
)
def test_the_names_as_they_stand(said, text, told):
    assert said(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        # The right one, in whatever form.
        f"“{QUAY},” said Marta Oyelaran.",
        f"“{QUAY},” said Oyelaran.",
        f"“{QUAY},” said Ms Oyelaran.",
        f"“{QUAY},” said Harbour Master M. Oyelaran.",
        f"“{QUAY},” said MARTA OYELARAN.",
        f"“{QUAY},” said Marta Oyelarán.",
        f"“{QUAY},” said Marta Lund-Oyelaran.",
        f"“{QUAY},” said Martha Oyeleran.",
        f"“{LIDO},” said Piet van Straelen.",
        "“I have seen three harbours close,” said James ONeill.",
        "“I have seen three harbours close,” said J. O’Neill.",
        f"As Oyelaran put it, “{QUAY}.”",
        f"Oyelaran: “{QUAY}.”",
        f"> {QUAY}.\n> — Marta Oyelaran\n",
        # Nobody, a pronoun, a description, a body.
        f"“{QUAY}.”",
        f"“{QUAY},” he said.",
        f"“{QUAY},” said the mayor.",
        f"“{QUAY},” said a spokesman for the ministry.",
        f"“{QUAY},” the Ministry of Transport said.",
        f"“{QUAY},” said NASA.",
        f"“{QUAY},” said Oyelaran's deputy.",
        f"“{QUAY},” London said.",
        f"London: “{QUAY}.”",
        f"San Marino: “{QUAY}.”",
        f"Opening Words: “{QUAY}.”",
        f"“{QUAY}” (Chapter Four).",
        f"“{QUAY}” (Old Town).",
        f"“{QUAY},” said Jim.",
        f"“{QUAY},” said Pope Francis and Piet Vanstraelen.",
        # The author or the publisher, who may be named for the article; not known of another article.
        f"“{QUAY},” Ada Quill writes.",
        f"“{QUAY},” said Quill.",
        f"As Quill put it, “{QUAY}.”",
        f"“{QUAY}” (Ada Quill).",
        f"“The Moth said: “{QUAY}.””",
        "“The lamps can wait until the spring” (Bram Kuiper).",
        "“The lamps can wait until the spring,” wrote Bram Kuiper.",
        # Another is named, but not for that; or not one alone.
        f"As Piet Vanstraelen said, “No harbour is that old.” See also the quay: “{QUAY}.”",
        f"Of the quay: “{QUAY}.” But as Piet Vanstraelen put it, “No harbour is that old.”",
        f"Vanstraelen recalled Oyelaran's words: “{QUAY}.”",
        f"Vanstraelen, quoting Marta Oyelaran, said: “{QUAY}.”",
        f"“{QUAY},” said Piet Vanstraelen and Jim O'Neill.",
        f"“{QUAY},” Vanstraelen did not say.",
        f"Piet Vanstraelen denied having said “{QUAY}.”",
        f"Piet Vanstraelen went home. “{QUAY}.”",
        f"Piet Vanstraelen asked her about it. “{QUAY},” she said.",
        f"Nobody believed Piet Vanstraelen: “{QUAY}.”",
        # What is spoken of may be anybody's.
        f"Piet Vanstraelen said of the line “{QUAY}” that it proved nothing.",
        f"Piet Vanstraelen said of “{QUAY}” that it proved nothing.",
        f"Piet Vanstraelen said about the harbour master's famous words “{QUAY}” that they proved nothing.",
        f"Piet Vanstraelen told reporters about the sentence “{QUAY}”.",
        f"Of the words “{QUAY}” Piet Vanstraelen said that they proved nothing.",
        # One person of two names; who is quoted is not clear in the article, or is no person.
        "“I never touched the wheel at all,” said Mark Twain.",
        "“I never touched the wheel at all,” said Twain.",
        "“My boat has nowhere else to go,” said Ms Lund.",
        "“It is always the same in this town,” said Piet Vanstraelen.",
        "“The plan is sound and it will be paid for,” said Piet Vanstraelen.",
        "“We see no need for any of it,” said Lloyd Blankfein.",
        "“It costs what it costs,” said Lloyd Blankfein.",
        "“a plea for a few more lamps,” wrote Ilse Brandt.",
        "“The town is small. \"We have no money left for the lido,\"” said Marta Oyelaran.",
        "“The harbour will close in March.” (Piet Vanstraelen)",
        "“nine million pounds. The town is small,” said Piet Vanstraelen.",
        "“we should all look at the sea,” wrote Viktor Sand.",
        f"> {QUAY}.\n> — Nils Dahl, *Of the sea and stones*\n",
        # Words that differ are told as such.
        "“The quay is older than my grandmother, and it shows,” said Piet Vanstraelen.",
        # Each says it somewhere; who begins a song with it is not clear.
        "“No one will pay for the wall,” said Piet Vanstraelen.",
        "“No one will pay for the wall,” said Marta Oyelaran.",
        f"“{TIDE}” (Hugo Stern)",
        f"“{TIDE}” — Carla Mendes",
    ],
)  # fmt: skip
def test_nothing_is_claimed(said, text):
    assert set(said(text)) == {None}


def test_the_place_is_shown_where_the_one_who_is_named_says_it(said):
    text = "As Piet Vanstraelen said, “No one will pay for the wall”."
    [checked] = said.report(text).quotations
    citation = checked.parts[0].citation
    assert (checked.verdict, citation.speaker.name_in(citation.article)) == (Verdict.EXACT, "Piet Vanstraelen")


PIECES = [
    f"“{QUAY},”", f"'{LIDO}'", f"> {QUAY}.\n", "# ", " said Piet Vanstraelen", "Marta Oyelaran: ", "\n\n", "— ", ". ",
    "(Piet", " Vanstraelen)", "As ", " put it, ", "“", "”", "In the words of ", "’s words, ", "*", "<br>", "\r\n",
    "e\u0301", "Piet",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=300)
def test_whatever_a_draft_is_made_of_the_name_stands_in_it(said, parts):
    text = "".join(parts)
    for checked in serialise_report(said.report(text))["quotations"]:
        if told := checked["said_by"]:
            assert text[told["draft"]["start"] : told["draft"]["end"]] == told["draft"]["text"]
            assert checked["verdict"] == "misattributed"
            assert told["article"]["text"] in ("Marta Oyelaran", "Piet Vanstraelen")


def test_an_ellipsis_does_not_join_the_words_of_two_persons(said):
    text = "“The quay is older than my grandfather … We have no money left for the lido.”"
    [checked] = said.report(text).quotations
    assert checked.verdict is Verdict.STITCHED
    assert explain_verdict(checked, text, find_unquoted(checked, text)) == [
        "Said by two people: Marta Oyelaran and Piet Vanstraelen."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The quay is older than my grandfather … another stone from the wall.”",
        "“The harbour will close in March … We have no money left for the lido.”",
        "“We have no money left for the lido … It is always the same in this town.”",
    ],
)
def test_parts_that_may_be_one_persons_are_exact(said, text):
    [checked] = said.report(text).quotations
    assert checked.verdict in GOOD


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Marta Oyelaran said: “{}.”", "Part 2 is said by Piet Vanstraelen, not by Marta Oyelaran."),
        ("“{},” said Piet Vanstraelen.", "Part 1 is said by Marta Oyelaran, not by Piet Vanstraelen."),
        ("“{},” said Jim O'Neill.", "Part 1 is said by Marta Oyelaran, not by Jim O'Neill."),
    ],
)
def test_any_part_that_another_says_is_misattributed(said, text, told):
    text = text.format("The quay is older than my grandfather … We have no money left for the lido")
    [checked] = said.report(text).quotations
    assert checked.verdict is Verdict.MISATTRIBUTED
    assert explain_verdict(checked, text, find_unquoted(checked, text)) == [told]


def test_json_tells_who_says_the_part_that_another_says(said):
    text = "Marta Oyelaran said: “The quay is older than my grandfather … We have no money left for the lido.”"
    [checked] = serialise_report(said.report(text))["quotations"]
    assert checked["said_by"]["article"]["text"] == "Piet Vanstraelen"


def test_a_heading_has_no_speaker(said):
    assert said(f"# “{QUAY}”") == [None]


def test_of_two_quotations_each_has_its_own_speaker(said):
    text = f"“{QUAY},” said Piet Vanstraelen. “{LIDO},” said Piet Vanstraelen. “{LIDO},” said Oyelaran."
    assert said(text) == [PIET, None, "Oyelaran -> Piet Vanstraelen"]


def test_another_article_and_another_person_are_both_told(said):
    text = f"“{QUAY},” said Piet *Vanstraelen* in “Of the sea and stones”."
    [checked] = said.report(text).quotations
    assert checked.is_elsewhere
    assert explain_verdict(checked, text, find_unquoted(checked, text)) == [
        "“Of the sea and stones” does not hold it.",
        "Said by Marta Oyelaran, not by Piet Vanstraelen.",
    ]


def test_one_reason_alone(said):
    text = f"“{QUAY}” (*Of the sea and stones*). “{QUAY},” said Piet Vanstraelen. Then: “{QUAY}”."
    first, second, third = said.report(text).quotations
    assert explain_verdict(first, text, find_unquoted(first, text)) == ["“Of the sea and stones” does not hold it."]
    assert explain_verdict(second, text, find_unquoted(second, text)) == [
        "Said by Marta Oyelaran, not by Piet Vanstraelen."
    ]
    assert (third.verdict, explain_verdict(third, text, find_unquoted(third, text))) == (Verdict.EXACT, [])


def test_json_tells_both_speakers_with_their_places(said):
    text = f"“{QUAY},” said Piet Vanstraelen. Then: “{LIDO}”."
    report = serialise_report(said.report(text))
    first, second = report["quotations"]
    told = first["said_by"]
    assert (first["verdict"], second["verdict"], second["said_by"]) == ("misattributed", "exact", None)
    assert (told["draft"]["text"], told["article"]["text"]) == ("Piet Vanstraelen", "Marta Oyelaran")
    assert text[told["draft"]["start"] : told["draft"]["end"]] == "Piet Vanstraelen"
    assert HARBOUR[told["article"]["start"] : told["article"]["end"]] == "Marta Oyelaran"


def test_the_page_says_who_said_it(said):
    page = html.fromstring(
        render_report_page(said.report(f"“{QUAY},” said Piet & Vanstraelen, Piet Vanstraelen."), "draft")
    )
    assert "Said by" not in page.text_content()
    page = html.fromstring(render_report_page(said.report(f"“{QUAY},” said Piet Vanstraelen."), "draft"))
    assert "Said by Marta Oyelaran, not by Piet Vanstraelen." in page.xpath("//article")[0].text_content()


def test_another_speaker_is_told_of_no_stitched_quotation(said):
    [checked] = said.report(f"“{QUAY}.”").quotations
    with pytest.raises(ValueError, match="misattributed"):
        CheckedQuotation(
            1, checked.span, QuotationKind.MARKS, Verdict.STITCHED, checked.parts, named_speaker=Span(0, 1)
        )


@pytest.mark.parametrize(
    "name", ["Harbour Master M. Oyelaran", "Marta Oyelaran", "Oyelaran", "Oyelaran's deputy", "M. Oyelaran"]
)
def test_a_name_in_part_is_no_doubt(said, name):
    [checked] = said.report(f"“{QUAY},” said {name}.").quotations
    assert checked.named_speaker is None
