"""Statements without marks: listed with the sentence that bears them out, and never by one that says something else."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report_json import serialise_report
from qa.checking.report.transport import receive_report, send_report

DYKE = (
    "“The dyke will hold for ten years,” said Ludo Brant.\n\nHanne Okoro said that the mayor had sued the two bakers. "
    "The Polder Board said the pumps would run at night only if the wind dropped.\n\nNobody spoke after that."
)
HOLDS = "“The dyke will hold for ten years,” said Ludo Brant."
SUED = "Hanne Okoro said that the mayor had sued the two bakers."


@pytest.fixture(scope="module")
def dyke(holding, make_article):
    library = holding([make_article(DYKE, "dyke", "Dyke book")])
    return lambda draft: check(library, read_text(draft))


@pytest.mark.parametrize(
    ("draft", "bears_out"),
    [
        (
            "Ludo Brant said that the dyke would hold for ten years.",
            "“The dyke will hold for ten years,” said Ludo Brant.",
        ),
        (
            "According to Ludo Brant, the dyke will hold for ten years.",
            "“The dyke will hold for ten years,” said Ludo Brant.",
        ),
        (
            "The two bakers were sued by the mayor, Hanne Okoro said.",
            "Hanne Okoro said that the mayor had sued the two bakers.",
        ),
        ("Hanne Okoro spoke. The mayor, she said, had sued the two bakers.", SUED),
        ("Last week Ludo Brant argued that the dyke would hold for ten years.", HOLDS),
        ("The two bakers were sued, Hanne Okoro said.", SUED),
        ("The mayor was sued, Hanne Okoro said.", None),
        ("The dyke could not hold for ten years, Ludo Brant said.", None),
        ("Ludo Brant said that the dyke would not hold for ten years.", None),
        ("Ludo Brant said that the dyke would hold for twelve years.", None),
        ("Hanne Okoro said that the dyke would hold for ten years.", None),
        ("Hanne Okoro said that the two bakers had sued the mayor.", None),
        ("The Polder Board said that the pumps would run at night.", None),
    ],
)
def test_what_bears_a_statement_out(dyke, draft, bears_out):
    report = dyke(draft)
    [paraphrase] = report.paraphrases
    assert draft.endswith(draft[slice(*paraphrase.span)])
    assert paraphrase.nearest and paraphrase.is_borne_out == (bears_out is not None)
    if bears_out:
        assert paraphrase.nearest.text == bears_out
    assert (report.quotations, report.is_good) == ((), True)
    assert receive_report(send_report(report)) == report
    [told] = serialise_report(report)["paraphrases"]
    assert told["nearest"]["text"] == paraphrase.nearest.text and told["borne_out"] == paraphrase.is_borne_out


def test_quotations_are_no_statements_without_marks(dyke):
    assert dyke("“The dyke will hold for ten years,” said Ludo Brant.").paraphrases == ()


def test_steps_grow_with_the_number_of_statements(dyke, count_steps):
    statement = "Ludo Brant said that the dyke would hold for nine years.\n\n"
    count_steps(dyke, statement)
    short, long = (count_steps(dyke, statement * count) for count in (10, 20))
    assert long < 2.3 * short


@pytest.mark.parametrize(
    ("name", "doubted"),
    [
        ("Lude Brant", True),
        ("Ludo Brandt", True),
        ("P. Brant", True),
        ("Ludo Brant", False),
        ("Brant", False),
        ("L. Brant", False),
    ],
)
def test_a_name_written_in_another_way_is_a_doubt(dyke, name, doubted):
    report = dyke(f"“The dyke will hold for ten years,” said {name}.")
    [checked] = serialise_report(report)["quotations"]
    told = [f"The draft names “{name}”, the article “Ludo Brant”: look whether that is one person."]
    assert (checked["verdict"], checked["warnings"]) == ("exact", told if doubted else [])
