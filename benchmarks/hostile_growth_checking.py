"""Drafts of any size that aim at one function of the checker each, some beside an article that helps them."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from hostile_growth_case import Cases
from hostile_library import made

from corpus import Article, Source, Span, normalise
from index import Library
from qa.checking.check import check
from qa.checking.draft.docx import read_docx
from qa.checking.draft.draft_quotations import find_quotations
from qa.checking.draft.draft_text import read_text
from qa.checking.locating.typography import FoldedTypography
from qa.speech.persons import find_persons
from qa.speech.reports import read_paragraph

CHECKING = Cases()
case = CHECKING.add
_HELD = tempfile.TemporaryDirectory()


@lru_cache(maxsize=1)
def _samples() -> Library:
    return made(Path(_HELD.name) / "samples")


def _found(text: str) -> object:
    return find_quotations(read_text(text))


def _checked(text: str) -> object:
    return check(_samples(), read_text(text))


def _with(article: Callable[[int], Article], draft: Callable[[int], str]) -> Callable[[int], Any]:
    """Return what makes a library that holds an article of a size, and a draft of that size."""

    def make(n: int) -> tuple[Library, str]:
        return made(Path(tempfile.mkdtemp(dir=_HELD.name)), [article(n)]), draft(n)

    return make


def _article(text: str, title: str = "Hostile", authors: tuple[str, ...] = ()) -> Article:
    return Article("hostile", normalise(title), normalise(text), Source(authors=authors))


def _check_pair(given: tuple[Library, str]) -> object:
    library, text = given
    return check(library, read_text(text))


# Of the samples: a sentence that stands there, and one with words changed.
_TRUE = "After that the city was free to take it down"
_MANY = "nobody in the valley had heard of it before the war"
_NAMES = [f"{first}{a}{b}" for first in "BCDFGHKLMNPRST" for a in "aeiou" for b in ("lden", "rrow", "nnick", "ssing")]

for _name, _make in {
    "opening marks": lambda n: "“a " * n,
    "closing marks": lambda n: "a” " * n,
    "straight marks": lambda n: '"a ' * n,
    "single marks": lambda n: "'a " * n,
    "single closing": lambda n: "a' " * n,
    "plurals": lambda n: "‘the dogs’ bone " * n,
    "low marks": lambda n: "„a " * n,
    "angles": lambda n: "«a " * n,
    "angles turned": lambda n: "»a " * n,
    "corners": lambda n: "「a" * n,
    "all marks in turn": lambda n: "“a „b «c ‘d \"e 'f 「g 『h 〝i " * n,
    "open and straight": lambda n: '“a "b" ' * n,
    "straight in open": lambda n: "“a " + '"b" ' * n,
    "open marks, then one close": lambda n: "“a " * n + "”",
    "straight, one missing": lambda n: '"a "b" ' * n,
    "paragraphs that open": lambda n: "“a b c\n\n" * n,
    "paragraphs that open and one that closes": lambda n: "“a b c\n\n" * n + "”",
    "paragraphs of straight marks": lambda n: '"a b c\n\n' * n,
    "paragraphs of two marks": lambda n: "“a «b\n\n" * n,
    "paragraphs in turn": lambda n: "“a\n\n«b\n\n" * n,
    "loose marks": lambda n: '„a "b "c' * n,
    "single and double": lambda n: "'a \"b " * n,
    "quotations": lambda n: "“one two three four” and " * n,
    "quotations a paragraph": lambda n: "“one two three four”\n\n" * n,
    "block quotes": lambda n: "> a b c d\n\ntext\n\n" * n,
    "lines of one block quote": lambda n: "> a b c d\n" * n,
    "paragraphs of one block quote": lambda n: "> a b c d\n>\n" * n,
    "nested block quotes": lambda n: ">" * n + " a",
    "quoting prefixes": lambda n: "> " * n + "x\n",
    "admonitions": lambda n: "> [!quote]\n> a b c d\n\n" * n,
    "notes": lambda n: "".join(f"[^{i}]: a b\n\n" for i in range(n)),
    "note marks": lambda n: "[^a" * n,
    "note marks closed": lambda n: "[^a] " * n,
    "brackets": lambda n: "[" * n,
    "brackets in brackets": lambda n: "[[a] " * n,
    "links": lambda n: "[a](b) " * n,
    "links unended": lambda n: "[a](b " * n,
    "links of parts": lambda n: "[a](" + "(b)" * n,
    "link labels": lambda n: "[" + "[a]" * n,
    "link labels twice": lambda n: ("[" + "[a]" * 50) * (n // 50),
    "escaped brackets": lambda n: "[" + "\\[" * n,
    "images": lambda n: "![" * n,
    "emphasis": lambda n: "*a **b " * n,
    "underlines": lambda n: "_" * n,
    "words of underlines": lambda n: "a" + "_" * n + "b",
    "underlined words": lambda n: "_a " * n,
    "tildes": lambda n: "~" * n,
    "ticks": lambda n: "` `` ``` " * n,
    "ticks of growing runs": lambda n: "".join("`" * i + " " for i in range(int((2 * n) ** 0.5))),
    "latex": lambda n: "``a " * n,
    "latex closed": lambda n: "``a'' " * n,
    "fences": lambda n: "```\n" * n,
    "fences of two kinds": lambda n: "```\n~~~\n" * n,
    "fence with blanks": lambda n: "```\n" + ("```" + " " * 100 + "x\n") * (n // 100),
    "comments": lambda n: "<!-- " * n,
    "comments closed": lambda n: "<!-- a --> " * n,
    "tags": lambda n: "<a " * n,
    "a tag of lines": lambda n: "<a" + "\nb" * n,
    "a tag of blank lines": lambda n: "<a" + "\n    " * n,
    "q tags": lambda n: "<q>" * n,
    "entities": lambda n: "&amp;" * n,
    "entity starts": lambda n: "&a" * n,
    "escapes": lambda n: "\\" * n,
    "escaped blanks": lambda n: "\\" + " " * n + "x",
    "front matter": lambda n: "---\n" + "a\n" * n,
    "front matter rules": lambda n: "---\n" + "--- x\n" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "breaks": lambda n: "\n" * n,
    "marks after a letter": lambda n: "e" + "\u0301\u0300" * n,
    "marks of two classes": lambda n: "e" + "\u0301\u0323" * n,
    "ellipses": lambda n: "“" + "a … " * n + "”",
    "stops": lambda n: "“" + ". " * n + "”",
    "notes at the end": lambda n: "> a.[1]" + "[1] " * n,
    "brackets at the end": lambda n: "> a" + ".(b" * n + "\n",
    "brackets at the end closed": lambda n: "> a" + ".(b) " * n + "x\n",
    "sources": lambda n: "> a b c d\n> — Ann Lee\n\n" * n,
    "cites": lambda n: "> a.\n> <cite>" + "</cite>" * n + "x\n",
    "a long last line": lambda n: "> a.\n> " + "b " * n + "\n",
    "a long last link": lambda n: "> a.\n> [" + "b" * n + "\n",
    "stars at the end": lambda n: "> a.\n> " + "*" * n + "\n",
}.items():
    case("qa/checking drafts, markup, closing, marks", _name, _make, _found)
for _name, _make in {
    "stops and blanks": lambda n: ". " * n,
    "dashes": lambda n: "- " * n,
    "marks": lambda n: "' " * n,
    "points": lambda n: "." * n,
    "unseen": lambda n: "\u200b" * n,
    "letters with marks": lambda n: "a." * n,
    "wide": lambda n: "\uff21!" * n,
    "ligatures": lambda n: "\ufb01" * n,
}.items():
    case("qa/checking/locating/typography.py Folded", _name, _make, FoldedTypography)
for _name, _make in {
    "capitals": lambda n: "Aba " * n,
    "capital articles": lambda n: "The " * n,
    "particles": lambda n: "Ann " + "de " * n,
    "names": lambda n: "Ann Lee said. " * n,
    "openers": lambda n: "But " * n,
    "initials": lambda n: "J. " * n,
    "digits": lambda n: "1" + "." * n,
    "hyphens": lambda n: "a-" * n,
    "honorifics": lambda n: "Mr " * n,
    "words": lambda n: "word " * n,
    "numbers": lambda n: "1." * n,
}.items():
    case("qa/speech/persons.py find_persons", _name, _make, lambda text: find_persons(Article("a", "a", text)))
for _name, _make in {
    "openers": lambda n: "But " * n,
    "said": lambda n: "said " * n,
    "according": lambda n: "according to " * n,
    "commas": lambda n: "Ann Lee, " * n,
    "quotations": lambda n: "“a,” said Ann Lee. " * n,
    "marks": lambda n: "“a " * n,
    "singles": lambda n: "‘a’ " * n,
    "guillemets": lambda n: "«a " * n,
    "quotations that ask": lambda n: "“a?” Ann Lee asked. " * n,
    "tags": lambda n: "he said, " * n,
    "quotations joined": lambda n: "“a.” " * n,
    "for of": lambda n: "the chief of the office for the " * n,
    "and": lambda n: "Bank of and the A and the " * n,
    "stops": lambda n: ". " * n,
}.items():
    # A longer paragraph is not read.
    case("qa/speech/reports.py read_paragraph", _name, lambda n, make=_make: make(n)[:n], read_paragraph)
for _name, _make in {
    "quotations that stand nowhere": lambda n: f"“{_MANY} at all” and so on. " * n,
    "quotations that stand nowhere, a paragraph each": lambda n: f"“{_MANY} at all” and so on.\n\n" * n,
    "quotations that stand somewhere": lambda n: f"“{_TRUE}” it says. " * n,
    "quotations that stand somewhere, a paragraph each": lambda n: f"“{_TRUE}” it says.\n\n" * n,
    "altered ones": lambda n: f"“{_TRUE.replace('take', 'pull')}”\n\n" * n,
    "with speakers": lambda n: "".join(f"“{_TRUE},” said Ann {_NAMES[i % 280]}.\n\n" for i in range(n)),
    "with names of their own": lambda n: "".join(
        f"“{_TRUE},” said Ann {_NAMES[i % 280]}{_NAMES[i // 280 % 280].lower()}.\n\n" for i in range(n)
    ),
    "with surnames": lambda n: "Ann Lee came.\n\n" + f"“{_TRUE},” said Lee.\n\nAnn Lee left.\n\n" * n,
    "with pronouns": lambda n: "".join(
        f"Ann {_NAMES[i % 280]}{_NAMES[i // 280 % 280].lower()} came. “{_TRUE},” she said.\n\n" for i in range(n)
    ),
    "under headings": lambda n: f"# A heading\n\n“{_TRUE},” said Ann Lee.\n\n" * n,
    "citing one note": lambda n: f"“{_TRUE}”[^1]\n\n" * n + "[^1]: " + "The word of a note. " * n,
    "before brackets": lambda n: f"“{_TRUE}” (" * n,
    "before brackets closed": lambda n: f"“{_TRUE}” (a)" * n,
    "marks behind": lambda n: f"“{_TRUE}” " + "”" * n,
    "addresses": lambda n: f"“{_TRUE}” (" + "https://a.b/c " * n + ")",
    "one long": lambda n: "“" + "nobody in the valley had heard " * n + "”",
    "one long of true sentences": lambda n: "“" + f"{_TRUE}. " * n + "”",
    "one long of altered sentences": lambda n: "“" + f"{_TRUE.replace('take', 'pull')}. " * n + "”",
    "one long of stop words": lambda n: "“" + "it was and is not to be " * n + "”",
    "one long of short sentences": lambda n: "“" + "Zq. " * n + f"{_TRUE}. " * (n // 10) + "”",
    "one long of ellipses": lambda n: "“" + "the tower … " * n + "”",
    "one of 40 parts": lambda n: "“" + " … ".join(["the tower was " * (n // 100)] * 40) + "”",
    "one long with free letters": lambda n: "“[T]he [t]ower [w]as bro-\nken and hal-\nved " + "a, b. " * n + "”",
    "one long without blanks": lambda n: "“one two three four " + "a" * n + "”",
    "one long of marks": lambda n: "“one two three four " + ", " * n + "”",
    "one long of capitals": lambda n: "“" + "THE TOWER WAS MEANT " * n + "”",
    "stop words": lambda n: "“it was and is not to be”\n\n" * n,
    "remarks": lambda n: "“one two three four " + "[sic] " * n + "”",
    "broken words": lambda n: "“one two three four " + "a-\n" * n + "”",
    "one block quote": lambda n: "> " + "nobody in the valley had heard. " * n,
    "names of all": lambda n: f"“{_TRUE}”, " + "Ann Lee, " * n,
    "one long of The": lambda n: f"“{_TRUE},” said Ann Lee.\n\n" + "The " * n,
    "one word of marks": lambda n: "“one two three e" + "\u0301\u0323" * n + "”",
    "speaker of marks": lambda n: f"“{_TRUE},” said Ann E" + "\u0301\u0323" * n + ".",
}.items():
    case("qa/checking/check.py check", _name, _make, _checked)
_SAID = "The harbour was closed for a week by the storm"
for _name, _art, _drf in [
    (
        "a quotation that stands many times",
        lambda n: _article("No, no, no, no, never. " * n),
        lambda n: "“no, no, no, no”",
    ),
    (
        "one said many times by another",
        lambda n: _article(f"“{_SAID},” said Bo Ek.\n\n" * n),
        lambda n: f"“{_SAID},” said Ann Lee.",
    ),
    (
        "names many times",
        lambda n: _article(f"“{_SAID},” said Bo Ek. " + "Ek and Lee. " * n),
        lambda n: f"“{_SAID},” said Ann Lee.",
    ),
    (
        "surnames many times",
        lambda n: _article(f"“{_SAID},” said Bo Ek.\n\n" + "The Lee. " * n),
        lambda n: f"“{_SAID},” said Lee.",
    ),
    ("a title of one word", lambda n: _article(_SAID, "the " * n), lambda n: f"“{_SAID}” (" + "the " * n + ")"),
    ("a short title many times", lambda n: _article(_SAID, "of the"), lambda n: f"“{_SAID}” (" + "of the " * n + ")"),
    (
        "many authors",
        lambda n: _article(_SAID, authors=tuple(f"Ann L{i}e" for i in range(n))),
        lambda n: f"“{_SAID}” said L1e. " * 20,
    ),
    ("a long word", lambda n: _article("x" * n + _SAID), lambda n: f"“{_SAID.replace('closed', 'shut')}”"),
    (
        "an article cut amid a word",
        lambda n: _article("s" + "".join(f"w{i} " for i in range(n))),
        lambda n: "“" + "".join(f"w{i} " for i in range(n)) + "zz zz zz zz”",
    ),
    (
        "a long altered quotation",
        lambda n: _article("".join(f"w{i} " for i in range(n))),
        lambda n: "“" + "".join(f"w{i} " if i % 9 else "xx " for i in range(n)) + "”",
    ),
    (
        "words in common",
        lambda n: _article("the of and to in a is that it was for on are with " * n),
        lambda n: "“" + "the and of in to is a it that for was are on with " * n + "”",
    ),
    (
        "parts in order",
        lambda n: _article("a tower, of a town, " * n),
        lambda n: "“a tower of … of a tower … of a town”",
    ),
    ("short parts many times", lambda n: _article("a, b. c; " * n), lambda n: "“a … b … c … a … one two three”"),
    (
        "headings",
        lambda n: Article(
            "hostile", "Hostile", "A\n\n" * n + _SAID, headings=tuple(Span(3 * i, 3 * i + 1) for i in range(n))
        ),
        lambda n: f"“{_SAID},” said Ann Lee.\n\n" * 50,
    ),
    ("stops", lambda n: _article(". " * n + _SAID), lambda n: f"“{_SAID.replace('closed', 'shut')}”"),
    ("one letter", lambda n: _article("a " * n), lambda n: "“" + "a " * 50 + "b”"),
    ("The", lambda n: _article(f"“{_SAID},” he said.\n\n" + "The " * n), lambda n: f"“{_SAID},” said Ann Lee."),
]:
    case("a library that holds", _name, _with(_art, _drf), _check_pair)


_DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def _docx(inner: str, **parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", _DOCX.format(inner))
        for name, text in parts.items():
            out.writestr(f"word/{name}.xml", text)
    return packed.getvalue()


_T = "<w:r><w:t>a b c</w:t></w:r>"
for _name, _make in {
    "paragraphs": lambda n: f"<w:p>{_T}</w:p>" * n,
    "texts": lambda n: "<w:p>" + _T * n + "</w:p>",
    "paragraphs in paragraphs": lambda n: ("<w:p>" + _T) * min(n // 20, 250) + "</w:p>" * min(n // 20, 250),
    "nested boxes many times": lambda n: (("<w:p>" + _T) * 200 + "</w:p>" * 200) * (n // 200),
    "deleted runs": lambda n: "<w:p>" + f"<w:del>{_T}</w:del>" * n + "</w:p>",
    "a deep run": lambda n: "<w:p>" + "<w:x>" * 200 + _T * n + "</w:x>" * 200 + "</w:p>",
    "a paragraph of paragraphs": lambda n: "<w:p>" + f"<w:p>{_T}</w:p>" * n + "</w:p>",
    "tabs": lambda n: "<w:p><w:r>" + "<w:tab/>" * n + "</w:r></w:p>",
    "breaks in a quote": lambda n: (
        '<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>a</w:t>' + "<w:br/>" * n + "</w:r></w:p>"
    ),
    "attributes": lambda n: "<w:p " + " ".join(f'a{i}=""' for i in range(n)) + f">{_T}</w:p>",
}.items():
    case("qa/checking/draft/docx.py read_docx", _name, lambda n, make=_make: _docx(make(n)), read_docx)
case(
    "qa/checking/draft/docx.py read_docx",
    "styles",
    lambda n: _docx(
        f"<w:p>{_T}</w:p>", styles=_DOCX.format('<w:style w:styleId="a"><w:name w:val="quote"/></w:style>' * n)
    ),
    read_docx,
)
case(
    "qa/checking/draft/docx.py read_docx",
    "footnotes",
    lambda n: _docx(
        f"<w:p>{_T}</w:p>", footnotes=_DOCX.format(f'<w:footnote w:id="1"><w:p>{_T}</w:p></w:footnote>' * n)
    ),
    read_docx,
)
