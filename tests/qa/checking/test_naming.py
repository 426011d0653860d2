"""Which articles a draft names for a quotation; what is not certain names none."""

import pytest

LAMP = "“Nobody asked who paid for the oil.”"
LAMP_BLOCK = "> Nobody asked who paid for the oil."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"“How the river moved to the west” says: {LAMP}", {"river"}),
        (f"In How the river moved to the west we read {LAMP}", {"river"}),
        (f"{LAMP} (*Bakers*).", {"bridge"}),
        (f"{LAMP} (Bakers, 2020)", {"bridge"}),
        (f"{LAMP} (Daily Herald, 12 May)", {"bridge"}),
        (f"{LAMP} (van Dusk 2020: 12)", {"bridge"}),
        (f"As van Dusk wrote, {LAMP}", {"bridge"}),
        (f"As Cora van Dusk has it, {LAMP}", {"bridge"}),
        (f"{LAMP}[^1] and so on.\n\n[^1]: Daily Herald, p. 3.", {"bridge"}),
        (f"{LAMP} ([here](http://herald.example/bridge#x))", {"bridge"}),
        (f"{LAMP} (see https://moth.example/lamp)", {"lamp"}),
        (f"{LAMP} (The Moth)", {"lamp", "river"}),
        (f"{LAMP} (“How the river moved to the west”, The Moth)", {"river"}),
        (f"{LAMP} (Quill, The Moth)", {"lamp"}),
        (
            f"The article “Look! How the river moved (2nd part)” or “How the river moved to the west” has {LAMP}",
            {"river"},
        ),
        (f"{LAMP_BLOCK}\n> — Cora van Dusk\n", {"bridge"}),
        (f"{LAMP_BLOCK}\n>\n> — *Bakers*\n", {"bridge"}),
        (f"As *Bakers* puts it:\n\n{LAMP_BLOCK}\n", {"bridge"}),
        (f"{LAMP} (Bakers), whatever The Moth may say.", {"bridge"}),
        # A word, a topic, another sentence or another quotation names nothing.
        (f"The Bakers of old said {LAMP}", set()),
        (f"Bakers came. {LAMP}", set()),
        (f"The Daily Herald is old. {LAMP} Then van Dusk wrote on.", set()),
        (f"Quill said {LAMP}", set()),
        (f"{LAMP} (an old herald)", set()),
        (f"{LAMP} (http://herald.example/)", set()),
        (f"“a moth of the Daily Herald came” and he {LAMP}", set()),
        (f"*Bakers* came.\n\n{LAMP_BLOCK}\n", set()),
    ],
)
def test_what_is_named(report, text, named):
    checked = next(it for it in report(text).quotations if "oil" in text[slice(*it.span)])
    assert set(checked.named) == named
    assert str(checked.verdict) == ("misattributed" if named and "lamp" not in named else "exact")


def test_an_altered_quotation_stays_altered_whatever_is_named(verdicts):
    assert verdicts("“Nobody asked who sold all the oil.” (*Bakers*)") == ["altered"]


def test_each_of_two_quotations_has_the_reference_behind_it(verdicts):
    text = "“Nobody asked who paid for the oil” (Quill 2024) and “It fell in the flood of 1799” (Quill 2024)."
    assert verdicts(text) == ["exact", "misattributed"]
