"""Hostile drafts in Markdown and plain text, some of them beside an article that helps them."""

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_case import Hostile, Make, holding
from hostile_texts import MARKS

from corpus import Article, load
from qa.cli.add_command import list_samples

_MB = 1_000_000
# It stands in a sample article; the others nowhere.
_TRUE = "After that the city was free to take it down"
_ALTERED = _TRUE.replace("free to take", "glad to pull")
_MANY = "nobody in the valley had heard of it before"
_STOPS = "it was and is not to be what they had been with us "


def drafts() -> Iterator[Hostile]:
    """Yield every hostile draft of text."""
    for name, make in {**_QUOTED, **_MARKED}.items():
        yield Hostile(f"draft: {name}", holding("draft.md", make))
        if name in _PLAIN:
            yield Hostile(f"draft txt: {name}", holding("draft.txt", make))
    for name, (article, draft) in _BESIDE.items():
        yield Hostile(f"draft: {name}", holding("draft.md", draft), beside=_articles(article))
    yield Hostile("draft: 200 MB", holding("draft.md", lambda: (b"Prose. " * _MB for _ in range(29))), "refused")
    yield Hostile(
        "draft: 200 MB of quotations",
        holding("draft.md", lambda: (f"“{_TRUE}” ".encode() * 20_000 for _ in range(190))),
        "refused",
    )
    yield Hostile(
        "draft: 30 MB of odd bytes", holding("draft.txt", lambda: random.Random(5).randbytes(30 * _MB)), "refused"
    )
    yield Hostile("draft: zeros", holding("draft.md", lambda: bytes(_MB)), "refused")
    yield Hostile("draft: empty", holding("draft.md", lambda: b""), "refused")
    for name, path in {
        "a FIFO": _fifo,
        "endless zeros": _zeros,
        "endless zeros linked": _linked,
        "100 GB with nothing in it": _sparse,
        "a folder": _folder,
    }.items():
        yield Hostile(f"draft: {name}", path, "refused")
    for name, feed in {
        "zeros": bytes(65_536),
        "prose": b"Prose goes on. " * 4_000,
        "quotations": f"“{_TRUE}” ".encode() * 1_000,
    }.items():
        yield Hostile(f"draft: endless {name} on standard input", holding("unused", lambda: b""), "refused", feed=feed)


def _sentences() -> list[str]:
    """Return the sentences of the sample articles that have no marks within."""
    paths = list_samples()
    texts = [it.text for path in paths for it in load(path) if isinstance(it, Article)]
    return [it for text in texts for it in re.findall(r"[A-Z][^.!?“”\"\n]{60,300}[.]", text)]


def _copies(count: int, changed: float, joined: int = 1) -> str:
    """Return quotations made of the articles' sentences, so many of whose words are changed."""
    chance = random.Random(5)
    sentences = _sentences()
    made = []
    for _ in range(count):
        words = " ".join(chance.choice(sentences) for _ in range(joined)).split()
        made.append(
            " ".join(
                chance.choice(("seldom", "purple", "of", "the")) if chance.random() < changed else it for it in words
            )
        )
    return "\n\n".join(f"She wrote “{it}”" for it in made)


def _speakers(count: int, beside: str = "") -> str:
    return "".join(f"“{_TRUE},” said Ann B{n}elden.\n\n{beside}" for n in range(count)).translate(
        {ord(str(n)): "abcdefghij"[n] for n in range(10)}
    )


_QUOTED: dict[str, Callable[[], str]] = {
    "20,000 quotations that stand nowhere": lambda: f"“{_MANY}” and so on. " * 20_000,
    "2,000 quotations that stand nowhere": lambda: f"“{_MANY}” and so on. " * 2_000,
    "20,000 quotations that stand somewhere": lambda: f"“{_TRUE}” it says.\n\n" * 20_000,
    "2,000 quotations that stand somewhere": lambda: f"“{_TRUE}” it says.\n\n" * 2_000,
    "20,000 of four words": lambda: "“one two three four” " * 20_000,
    "100,000 too short": lambda: "“one two” " * 100_000,
    "2,000 altered ones": lambda: f"“{_ALTERED}”\n\n" * 2_000,
    "300 copies, a fifth of the words changed": lambda: _copies(300, 0.2),
    "2,000 copies, a fifth of the words changed": lambda: _copies(2_000, 0.2),
    "300 copies, half of the words changed": lambda: _copies(300, 0.5),
    "100 copies of ten sentences": lambda: _copies(100, 0.2, 10),
    "20 copies of a hundred sentences": lambda: _copies(20, 0.2, 100),
    "2 copies of a thousand sentences": lambda: _copies(2, 0.2, 1_000),
    "2 copies of a thousand sentences, unchanged": lambda: _copies(2, 0, 1_000),
    "5,000 speakers": lambda: _speakers(5_000),
    "5,000 speakers under headings": lambda: _speakers(5_000, "# A heading\n\n"),
    "5,000 surnames": lambda: "Ann Lee came.\n\n" + f"“{_TRUE},” said Lee.\n\nAnn Lee left.\n\n" * 5_000,
    "5,000 pronouns": lambda: f"Ann Lee came. “{_TRUE},” she said. Bo Ek left.\n\n" * 5_000,
    "5,000 quotations that cite one note of 300 KB": lambda: (
        f"“{_TRUE}”[^1]\n\n" * 5_000 + "[^1]: " + "The word of a note. " * 15_000
    ),
    "5,000 notes": lambda: "".join(f"“{_TRUE}”[^{n}]\n\n[^{n}]: A note.\n\n" for n in range(5_000)),
    "5,000 brackets": lambda: f"“{_TRUE}” (" * 5_000,
    "one of 1 MB": lambda: "“" + f"{_MANY}. " * 22_000 + "”",
    "one of 1 MB in one sentence": lambda: "“" + f"{_MANY} " * 22_000 + "”",
    "one of 100 KB": lambda: "“" + f"{_MANY}. " * 2_200 + "”",
    "one of 1 MB, true sentences": lambda: "“" + f"{_TRUE}. " * 22_000 + "”",
    "one of 100 KB, altered sentences": lambda: "“" + f"{_ALTERED}. " * 2_200 + "”",
    "one of 1 MB without blanks": lambda: "“one two three four " + "a" * _MB + "”",
    "one of 1 MB of marks": lambda: "“one two three four " + ", " * 500_000 + "”",
    "one of 1 MB of stop words": lambda: "“" + _STOPS * 20_000 + "”",
    "2,000 of stop words": lambda: f"“{_STOPS}”\n\n" * 2_000,
    "one of 100,000 parts": lambda: "“" + "the tower … " * 100_000 + "”",
    "500 of 40 parts": lambda: ("“" + "the tower was … " * 40 + "”\n\n") * 500,
    "20 of 40 long parts": lambda: ("“" + (f"{_MANY} " * 5 + "… ") * 40 + "”\n\n") * 20,
    "ellipses": lambda: "“one two three four " + "… . . . [...] " * 50_000 + "”",
    "one of 200 KB with free letters and broken words": lambda: (
        "“[T]he [t]ower [w]as bro-\nken and hal-\nved and tor-\nn " + "a, b. " * 33_000 + "”"
    ),
    "100 with free letters and broken words": lambda: (
        ("“[T]he [t]ower [w]as bro-\nken and hal-\nved and tor-\nn " + f"{_ALTERED} " * 8 + "”\n\n") * 100
    ),
    "one of 1 MB in capitals": lambda: "“" + f"{_MANY.upper()} " * 22_000 + "”",
    "300 in capitals": lambda: f"“{_ALTERED.upper()}”\n\n" * 300,
    "one of remarks": lambda: "“one two three four " + "[sic] " * 100_000 + "”",
    "one of broken words": lambda: "“one two three four " + "a-\n" * 200_000 + "”",
    "one of short sentences": lambda: "“" + "Zq. " * 20_000 + f"{_TRUE}. " * 2_000 + "”",
    "100,000 block quotes": lambda: "> a b c d\n\ntext\n\n" * 100_000,
    "5,000 block quotes": lambda: f"> {_MANY}\n\ntext\n\n" * 5_000,
    "one block quote of 1 MB": lambda: "> " + f"{_MANY}. " * 22_000,
    "a block quote of 50,000 paragraphs": lambda: "> a b c d\n>\n" * 50_000,
    "names all along": lambda: f"“{_TRUE}”, said Ann Lee. " + "Ann Lee, " * 100_000,
    "The all along": lambda: f"“{_TRUE},” said Ann Lee.\n\n" + "The " * 200_000,
    "particles all along": lambda: f"“{_TRUE},” said Ann Lee.\n\nAnn " + "de " * 200_000,
    "addresses": lambda: f"“{_TRUE}” (" + "https://a.b/c " * 50_000 + ")",
    **{
        f"a quotation with marks of {name}": lambda it=marks: f"“one two three four e{it}”"
        for name, marks in MARKS.items()
    },
    **{
        f"a speaker with marks of {name}": lambda it=marks: f"“{_TRUE},” said Ann E{it}."
        for name, marks in MARKS.items()
    },
}
_MARKED: dict[str, Callable[[], str]] = {
    "marks that open, 100,000": lambda: "“a " * 100_000,
    "marks that close, 100,000": lambda: "a” " * 100_000,
    "straight marks": lambda: '"a ' * 100_000,
    "single marks": lambda: "'a " * 100_000,
    "all marks": lambda: "“a „b «c ‘d \"e 'f 「g 『h 〝i " * 20_000,
    "plurals": lambda: "‘the dogs’ bone " * 50_000,
    "straight marks in an open one": lambda: "“a " + '"b" ' * 100_000,
    "paragraphs that open": lambda: "“a b c\n\n" * 50_000,
    "paragraphs that open, one that closes": lambda: "“a b c d\n\n" * 50_000 + "”",
    "emphasis": lambda: "*a **b " * 100_000,
    "brackets": lambda: "[" * 300_000,
    "brackets in brackets": lambda: "[[a] " * 100_000,
    "links": lambda: "[a](b" * 100_000,
    "link labels": lambda: "[" + "[a]" * 100_000,
    "link parts": lambda: "[a](" + "(b)" * 100_000,
    "entities": lambda: "&amp;" * 200_000,
    "entity starts": lambda: "&a" * 300_000,
    "ticks": lambda: "` `` ``` " * 50_000,
    "ticks of growing runs": lambda: "".join("`" * n + " " for n in range(1_500)),
    "latex": lambda: "``a " * 100_000,
    "fences": lambda: "```\n~~~\n" * 100_000,
    "comments": lambda: "<!-- " * 200_000,
    "tags": lambda: "<a " * 200_000,
    "a tag of lines": lambda: "<a" + "\n    b" * 100_000,
    "underlines": lambda: "_a " * 200_000,
    "a word of underlines": lambda: "a" + "_" * _MB + "b",
    "blanks": lambda: "“one two three four" + " " * _MB + "b”",
    "blank lines": lambda: "“a\n" + "\n" * _MB + "b”",
    "escapes": lambda: "\\" * _MB,
    "front matter": lambda: "---\n" + "a\n" * 300_000,
    "notes": lambda: "".join(f"[^{n}]: a b\n\n" for n in range(50_000)),
    "note marks": lambda: "[^a" * 200_000,
    "quotes deep": lambda: ">" * 300_000 + " a",
    "admonitions": lambda: "> [!quote]\n> a b c d\n\n" * 20_000,
    "sources": lambda: "> a b c d\n> — Ann Lee\n\n" * 20_000,
    "cites": lambda: "> a.\n> <cite>" + "</cite>" * 100_000 + "x\n",
    "a long last line": lambda: "> a.\n> [" + "b" * _MB + "\n",
    "headings": lambda: "# a\n\n" * 100_000,
    "one line of 5 MB": lambda: "word " * _MB,
    "short lines": lambda: "a\n" * 500_000,
    **{f"marks of {name}": lambda it=marks: f"e{it}" for name, marks in MARKS.items()},
}
_PLAIN = {
    "20,000 quotations that stand somewhere",
    "marks that open, 100,000",
    "all marks",
    "straight marks",
    "one of 1 MB",
    "blanks",
    "paragraphs that open",
    "marks of two classes",
    "100,000 block quotes",
    "notes",
}
_SAID = "The harbour was closed for a week by the storm"
_WORDS = [f"w{n}" for n in range(40_000)]
# What an article holds, and the draft that is checked beside it.
_BESIDE: dict[str, tuple[Callable[[], dict[str, object]], Callable[[], str]]] = {
    "a quotation that stands 20,000 times": (
        lambda: {"text": "No, no, no, no, never. " * 20_000},
        lambda: "“no, no, no, no”\n\n" * 5,
    ),
    "a quotation that another says 5,000 times": (
        lambda: {"text": f"“{_SAID},” said Bo Ek.\n\n" * 5_000},
        lambda: f"“{_SAID},” said Ann Lee.",
    ),
    "names 10,000 times": (
        lambda: {"text": f"“{_SAID},” said Bo Ek. " + "Ek and Lee. " * 10_000},
        lambda: f"“{_SAID},” said Ann Lee.",
    ),
    "a surname 20,000 times": (
        lambda: {"text": f"“{_SAID},” said Bo Ek.\n\n" + "The Lee. " * 20_000},
        lambda: f"“{_SAID},” said Lee.",
    ),
    "a title of one word again and again": (
        lambda: {"title": "the " * 1_000, "text": _SAID},
        lambda: f"“{_SAID}” (" + "the " * 1_000 + "x)",
    ),
    "20,000 authors": (
        lambda: {"text": _SAID, "authors": [f"Ann L{n}e" for n in range(20_000)]},
        lambda: f"“{_SAID}” said Le. " * 50,
    ),
    "a word of 100,000 letters": (
        lambda: {"text": "x" * 100_000 + _SAID},
        lambda: f"“{_SAID.replace('closed', 'shut')}”",
    ),
    "an article quoted from amid a word": (
        lambda: {"text": "s" + " ".join(_WORDS)},
        lambda: f"“{' '.join(_WORDS)} zz zz zz zz”",
    ),
    "an article of 40,000 words altered": (
        lambda: {"text": " ".join(_WORDS)},
        lambda: "“" + " ".join(it if n % 9 else "xx" for n, it in enumerate(_WORDS)) + "”",
    ),
    "stop words in another order": (
        lambda: {"text": _STOPS * 20_000},
        lambda: "“" + " ".join(reversed(_STOPS.split())) * 500 + "”",
    ),
    "short parts that stand everywhere": (
        lambda: {"text": "a, b. c; " * 30_000},
        lambda: "“a … b … c … a … one two three”\n\n" * 10,
    ),
    "an article of The": (
        lambda: {"text": f"“{_SAID},” he said.\n\n" + "The " * 50_000},
        lambda: f"“{_SAID},” said Ann Lee.",
    ),
    "an article of 20,000 headings": (
        lambda: {"text": "Ab cd\n\nText that ends.\n\n" * 20_000 + _SAID},
        lambda: f"“{_SAID},” said Ann Lee.\n\n" * 200,
    ),
    "one letter": (lambda: {"text": "a " * 100_000}, lambda: "“" + "a " * 300 + "b”"),
}


def _articles(article: Callable[[], dict[str, object]]) -> Make:
    return holding("beside.jsonl", lambda: json.dumps({"id": "beside", "title": "Beside", **article()}) + "\n")


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "draft.md")
    return folder / "draft.md"


def _zeros(folder: Path) -> Path:
    return Path("/dev/zero")


def _linked(folder: Path) -> Path:
    (folder / "draft.md").symlink_to("/dev/zero")
    return folder / "draft.md"


def _sparse(folder: Path) -> Path:
    (folder / "draft.txt").touch()
    os.truncate(folder / "draft.txt", 100_000_000_000)
    return folder / "draft.txt"


def _folder(folder: Path) -> Path:
    (folder / "draft.md").mkdir()
    return folder / "draft.md"
