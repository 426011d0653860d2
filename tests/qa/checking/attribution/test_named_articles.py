"""Which articles a draft names for a quotation; what is not certain names none."""

import pytest

from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report_json import serialise_report
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import explain_verdict

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


CRANES = (
    'The cranes came in May. "We are not against machines, but we want to be asked first," union leader Piet '
    'Vanstraelen said. "The cranes are safer, they are quieter and they will stay," said the director, Ingrid '
    'Hollander. "Nobody will lose a job before 2028," Hollander told the council.'
)
BIRDS = (
    '"They fly at night because the night is quiet," said Ruth Calder, who counts them. "Ask me again in ten years," '
    'Ms Sara Nyberg said. "This is the hardest decision of my career," said Amir Sadeghi, the warden.'
)
PAY = (
    '"They froze our pay for the third winter," said Colette Baptiste. "The wall holds because nobody leans on it," '
    "said Oskar Blom, a mason. Nothing here was ever built in a single summer."
)
MACHINES = "“We are not against machines, but we want to be asked first"
JOB = "“Nobody will lose a job before 2028"
FLY = "They fly at night because the night is quiet."
WALL = "“The wall holds because nobody leans on it.”"
SUMMER = "“Nothing here was ever built in a single summer.”"


@pytest.fixture(scope="module")
def quay(holding, make_article):
    """Check a draft against articles whose authors and publishers are people and words that drafts speak of."""
    library = holding(
        [
            make_article(CRANES, "cranes", "The cranes of the quay", publisher="Harbour Post", authors=("Dev Raman",)),
            make_article(BIRDS, "birds", "A marsh at night", publisher="Marsh Letter", authors=("Ada Quill",)),
            make_article(PAY, "pay", "What the winter cost", publisher="Works Weekly", authors=("Nils Dahl",)),
            make_article(
                "I was a docker once.",
                "docker",
                "My years on the quay",
                publisher="Nature",
                authors=("Piet Vanstraelen",),
            ),
            make_article(
                "Owls are no clocks.", "owls", "Owls and other clocks", publisher="Time", authors=("Ruth Calder",)
            ),
            make_article(
                "The match was lost.", "match", "A match lost", publisher="Sports Ledger", authors=("Amir Sadeghi",)
            ),
            make_article(
                "Stones are patient.", "stones", "The patience of stones", publisher="Nature", authors=("Oskar Blom",)
            ),
            make_article(
                "The court sat.", "court", "The court sat late", publisher="Daily Gull", authors=("Ingrid Hollander",)
            ),
        ]
    )

    def quay_(text):
        return next(it for it in check(library, read_text(text)).quotations)

    return quay_


@pytest.mark.parametrize(
    "text",
    [
        # Whoever says it there is not named for another article that he or she wrote.
        f"{MACHINES},” union leader Piet Vanstraelen said.",
        f"Union leader Piet Vanstraelen said: {MACHINES}.”",
        f"As Piet Vanstraelen put it, {MACHINES}.”",
        f"According to Piet Vanstraelen, {MACHINES}.”",
        f"{MACHINES}.” (Piet Vanstraelen)",
        f"{MACHINES}.” (Vanstraelen)",
        f"{MACHINES}.” (Piet Vanstraelen to Ruth Calder)",
        f"{MACHINES}.”[^1]\n\n[^1]: Piet Vanstraelen, union leader.",
        "“This is the hardest decision of my career,” said Amir Sadeghi.",
        f"> {FLY}\n> — Ruth Calder\n",
        f"> {FLY}\n>\n> — Ruth Calder, who counts them\n",
        f"“{FLY}” (Calder)",
        # A person who is spoken to, or of.
        f"{JOB},” replied Ingrid Hollander when Piet Vanstraelen asked her.",
        f"{JOB},” Ingrid Hollander told Piet Vanstraelen.",
        "Here is what Colette Baptiste told Amir Sadeghi: “They froze our pay for the third winter.”",
        "Ruth Calder asked Ms Nyberg and got this: “Ask me again in ten years,” she said.",
        f"Oskar Blom’s brother heard it: {SUMMER}",
        f"Nobody believes in Oskar Blom: {SUMMER}",
        # A word, or a publisher that is only spoken of.
        f"Time and again Oskar Blom has said it: {WALL}",
        f"Time will tell whether it stands; Blom says: {WALL}",
        f"Nature has its own rules: {WALL}",
        f"Nature’s rules are old: {WALL}",
        f"{WALL} said Oskar Blom, who once wrote for Nature.",
        f"{WALL} said Oskar Blom, who once wrote for *Nature*.",
        f"Oskar Blom wrote for Nature once and says: {WALL}",
        f"Unlike Sports Ledger, I trust Blom: {WALL}",
        f"Unlike *Sports Ledger*, I trust Blom: {WALL}",
        f"The Sports Ledger of old is gone. But {SUMMER}",
    ],
)
def test_who_speaks_or_is_spoken_of_is_no_source(quay, text):
    checked = quay(text)
    assert (str(checked.verdict), checked.named) in (("exact", ()), ("typographic", ()))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"As Ruth Calder wrote, {SUMMER}", {"owls"}),
        (f"As Ruth Calder once wrote, {SUMMER}", {"owls"}),
        (f"As Ruth Calder has it, {SUMMER}", {"owls"}),
        (f"Ruth Calder (2019) has {SUMMER}", {"owls"}),
        (f"According to Ruth Calder, {SUMMER}", {"owls"}),
        (f"In Ruth Calder’s long article we read {SUMMER}", {"owls"}),
        (f"In an article by Ruth Calder we read {SUMMER}", {"owls"}),
        (f"{SUMMER} wrote Ruth Calder.", {"owls"}),
        (f"As Ruth Calder wrote, {MACHINES},” said Piet Vanstraelen.", {"owls"}),
        (f"{MACHINES},” Piet Vanstraelen told Time.", {"owls"}),
        (f"In Time we read {SUMMER}", {"owls"}),
        (f"According to Time, {SUMMER}", {"owls"}),
        (f"Time reported {SUMMER}", {"owls"}),
        (f"As *Time* has it, {SUMMER}", {"owls"}),
        (f"*Time*: {SUMMER}", {"owls"}),
        (f"As first reported in the Sports Ledger, {SUMMER}", {"match"}),
        (f"Sports Ledger’s report has {SUMMER}", {"match"}),
        (f"From Sports Ledger: {SUMMER}", {"match"}),
        (f"{SUMMER} (Nature)", {"docker", "stones"}),
        (f"{MACHINES}.” (Vanstraelen, quoted by Calder 2019)", {"owls"}),
        (f"“{FLY}” (Calder, in *The patience of stones*)", {"stones"}),
        (f"{SUMMER} (Ruth Calder)", {"owls"}),
        (f"> {SUMMER[1:-1]}\n> — Ruth Calder\n", {"owls"}),
    ],
)
def test_a_source_is_named_by_a_cue(quay, text, named):
    checked = quay(text)
    assert (str(checked.verdict), set(checked.named)) == ("misattributed", named)


@pytest.mark.parametrize(
    ("text", "named_by", "reason"),
    [
        (f"{SUMMER} (*Owls and other clocks*)", "Owls and other clocks", "“Owls and other clocks” does not hold it."),
        (f"{SUMMER} (Ruth *Calder*)", "Calder", "“Owls and other clocks” (named by “Calder”) does not hold it."),
        (f"As Ruth Calder wrote, {SUMMER}", "Ruth Calder",
         "“Owls and other clocks” (named by “Ruth Calder”) does not hold it."),
        (f"{SUMMER} (Nature)", "Nature", "No article by “Nature” holds it."),
        (f"{SUMMER} (Vanstraelen, Nature)", "Vanstraelen",
         "“My years on the quay” (named by “Vanstraelen”) does not hold it."),
        (f"{SUMMER}[^1] And so on.\n\nMore.\n\n[^1]: Sports Ledger, p. 3.", "Sports Ledger",
         "“A match lost” (named by “Sports Ledger”) does not hold it."),
        (f"“Owls and other clocks” or “The patience of stones” has {SUMMER}", "Owls and other clocks",
         "“Owls and other clocks” and “The patience of stones” do not hold it."),
    ],
)  # fmt: skip
def test_the_reason_names_the_article_and_what_names_it(quay, text, named_by, reason):
    checked = quay(text)
    assert text[slice(*checked.source)] == named_by
    assert explain_verdict(checked, text, find_unquoted(checked, text)) == [reason]


def test_json_tells_where_the_source_is_named(report):
    text = f"{LAMP} (The Moth). {LAMP}"
    first, second = serialise_report(report(text))["quotations"]
    assert first["naming"] == {"start": text.index("The"), "end": text.index(")"), "text": "The Moth"}
    assert (second["named"], second["naming"]) == ([], None)
