"""What kind of answer a question asks for."""

import pytest

from qa.query.answer_kind import classify_question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people came?", "number"),
        ("What was the death toll?", "number"),
        ("What percentage voted?", "number"),
        ("When did it sink?", "date"),
        ("In which year did it close?", "date"),
        ("Who founded Lethe?", "name"),
        ("Where was she born?", "name"),
        ("What is the capital of Ombria?", "name"),
        ("In which city was it signed?", "name"),
        ("Did she sign?", "yes or no"),
        ("Is it open?", "yes or no"),
        ("Why did it sink?", None),
        ("What did he say?", None),
        ("Who were the founders?", None),
        ("Who is a poet?", None),
        ("", None),
    ],
)
def test_kind_of(question, kind):
    assert classify_question(question) == kind
