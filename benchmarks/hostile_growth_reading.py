"""Inputs of any size that aim at one function each, by the place of that function."""

import json
from functools import lru_cache
from urllib.parse import unquote

from hostile_growth_case import Cases
from hostile_library import QuickEmbedder

from corpus import Article, Source, normalise
from corpus.chunking import chunk
from corpus.formats.encoding import decode
from corpus.formats.extract import Extract, join_lines
from corpus.formats.fields import read_source, split_authors
from corpus.formats.headings import find_headings, find_title
from corpus.formats.hyphens import choose_hyphen, count_words
from corpus.formats.paragraphs import Line, reflow
from corpus.formats.tail import find_body_end
from corpus.loading import make_article
from corpus.sentences import split_sentences

READING = Cases()
case = READING.add


def _markdown(text: str) -> object:
    from corpus.formats.markdown import read_markdown

    return read_markdown(text.encode("utf-8", "surrogatepass"), "x")


def _html(text: str) -> object:
    from corpus.formats.html import read_html

    return read_html(text.encode(), "x")


def _plain(text: str) -> object:
    from corpus.formats.plain import read_plain

    return read_plain(text.encode(), "x")


def _jsonl(lines: list[dict[str, object]]) -> object:
    from corpus.formats.jsonl import read_jsonl

    return list(read_jsonl(json.dumps(line).encode() for line in lines))


def _draft(text: str) -> object:
    from qa.checking.draft.draft_quotations import find_quotations
    from qa.checking.draft.draft_text import read_text

    return find_quotations(read_text(text))


_PROSE = "The committee met in the old hall and agreed to nothing at all. "
_PAGE = "<html><body><article><h1>A title</h1><p>" + _PROSE * 20 + "</p>{}</article></body></html>"


def _page(inner: str, head: str = "") -> str:
    return _PAGE.format(inner).replace("<body>", f"<head>{head}</head><body>")


# Normalising.
case("corpus/normal.py normalise", "one class of marks after a letter", lambda n: "e" + "\u0301" * n, normalise)
case("corpus/normal.py normalise", "marks of two classes in turn", lambda n: "e" + "\u0301\u0323" * n, normalise)
case(
    "corpus/normal.py normalise",
    "marks of falling classes",
    lambda n: "e" + "\u0345" * (n // 3) + "\u0301" * (n // 3) + "\u0323" * (n // 3),
    normalise,
)
case(
    "corpus/loading.py make_article",
    "marks in an address",
    lambda n: "https://a.org/e" + "%CC%81%CC%A3" * n,
    lambda url: make_article(Extract("t", "t", Source(url=url)), url, unquote(url)),
)
# Fields.
case("corpus/formats/extract.py join_lines", "blanks in a line", lambda n: "a" + " " * n + "b", join_lines)
case("corpus/formats/extract.py join_lines", "breaks", lambda n: "a" + "\n" * n + "b", join_lines)
case("corpus/formats/fields.py _split_names", "blanks", lambda n: "a" + " " * n + "b", split_authors)
case("corpus/formats/fields.py _split_names", "blanks after commas", lambda n: "a" + ", " * n + "b", split_authors)
case("corpus/formats/fields.py split_authors", "names", lambda n: "Ann Lee and " * n + "Bo Ek", split_authors)
case("corpus/formats/fields.py split_authors", "nested lists", lambda n: _nested(n), split_authors)
case("corpus/formats/fields.py read_source", "a long date", lambda n: {"published": "2" * n}, read_source)
case("corpus/formats/fields.py read_source", "a long url", lambda n: {"url": "http://a.b/" + "[" * n}, read_source)
case("corpus/formats/fields.py read_source", "a language", lambda n: {"language": "en" + "-ab" * n}, read_source)
case("corpus/formats/fields.py read_source", "a nested url", lambda n: {"url": _shared(n)}, read_source)


def _nested(n: int) -> object:
    value: object = "Ann Lee"
    for _ in range(n):
        value = [value]
    return value


def _shared(n: int) -> object:
    """Return lists that hold one another twice, as YAML's aliases make them: 2^(n/100) in all."""
    value: object = ["Ann Lee"]
    for _ in range(n // 100):
        value = [value, value]
    return value


case("corpus/formats/fields.py split_authors", "lists held twice", _shared, split_authors)
# Headings and tails.
case(
    "corpus/formats/headings.py find_headings",
    "a long title over many lines",
    lambda n: ("x\n\n" * n, "a b " * n),
    lambda it: find_headings(*it),
)
case("corpus/formats/headings.py find_headings", "short lines", lambda n: "Words here\n\n" * n, find_headings)
case("corpus/formats/headings.py find_headings", "a long line", lambda n: "Words here " * n, find_headings)
case("corpus/formats/headings.py find_headings", "a line of dots", lambda n: "." * n, find_headings)
case("corpus/formats/headings.py find_title", "a long line", lambda n: "a " * n + "\n\nb", find_title)
case(
    "corpus/formats/tail.py _find_tail_start",
    "openers of comments",
    lambda n: "Prose.\n\n" + "Comments (1)\n" * n + "It ends.\n" * n,
    find_body_end,
)
case(
    "corpus/formats/tail.py _find_tail_start",
    "openers alone",
    lambda n: "Prose.\n\n" + "Comments (1)\n" * n,
    find_body_end,
)
case("corpus/formats/tail.py _find_tail_start", "a long line", lambda n: "comments " * n, find_body_end)
case("corpus/formats/tail.py _find_opener", "a line of colons", lambda n: ":.!" * n + "x", find_body_end)
# Lines of pages.
case(
    "corpus/formats/hyphens.py choose_hyphen",
    "a long word before a mark",
    lambda n: "a" * n + "!",
    lambda left: choose_hyphen(left, "b", count_words([])),
)
case("corpus/formats/hyphens.py count_words", "hyphens", lambda n: "a-" * n, lambda it: count_words([it]))


def _lines(n: int, text: str = "Words on a line of text") -> list[list[Line]]:
    return [[Line(text, 50.0 + at % 3, 300.0, 10.0 * (n - at), 10.0, 0) for at in range(n)]]


case("corpus/formats/paragraphs.py _has_room", "lines of one page", _lines, reflow)
case("corpus/formats/paragraphs.py reflow", "a long line", lambda n: _lines(3, "a" * n + "- "), reflow)
case("corpus/formats/paragraphs.py reflow", "broken long words", lambda n: _lines(3, "!" + "a" * n + "!-"), reflow)
case(
    "corpus/formats/paragraphs.py reflow",
    "pages of one line",
    lambda n: [[Line("iii ivx 12 34", 50.0, 300.0, 10.0, 10.0, at)] for at in range(n)],
    reflow,
)
# Encodings.
case("corpus/formats/encoding.py decode", "odd bytes", lambda n: bytes(range(128, 256)) * (n // 128 + 1), decode)
case("corpus/formats/encoding.py decode", "short odd lines", lambda n: b"\xe9\xff\n" * n, decode)
case("corpus/formats/encoding.py decode", "odd letters", lambda n: b"caf\xe9 na\xefve r\xe9sum\xe9 " * n, decode)
# Sentences.
for _name, _part in {
    "stops": ".",
    "stops and blanks": ". ",
    "marks": "! ",
    "quotes": '" ',
    "brackets": "[",
    "notes": "[a ",
    "letters": "a",
    "words": "word ",
    "capitals": "A. ",
    "initials": "J. R. ",
    "bullets": "- ",
    "numbers": "1. ",
    "closing": ".”)] ",
    "emoji": "\u2600 ",
    "lines": "a\n",
    "lines of stops": ".\n",
    "sentences": "It is. ",
    "commas": ",",
    "unbroken CJK": "字",
    "CJK stops": "字。",
    "zero width": "\u200b",
    "apostrophes": "' ",
    "spaces": "a" + " " * 50,
    "nbsp": "\u00a0",
    "colons": "a:1",
    "lone quotes": 'a. " ',
}.items():
    case("corpus/sentences.py split_sentences", _name, lambda n, part=_part: part * n, split_sentences)


@lru_cache(maxsize=1)
def _embedder() -> QuickEmbedder:
    return QuickEmbedder()


def _chunks(text: str) -> object:
    return chunk(Article("a", "t", normalise(text)), _embedder().count_tokens, 180)


for _name, _part in {
    "sentences without tokens": "\u200b\n\n",
    "lines without tokens": "\u200b\n",
    "words": "word ",
    "letters": "a",
    "sentences": "It is so. ",
    "headings": "A\n\n",
    "pieces": "a;",
    "marks": "!",
    "CJK": "字",
    "unknown": "\U00012000\n\n",
}.items():
    case("corpus/chunking.py chunk", _name, lambda n, part=_part: part * n, _chunks)


def _words(text: str) -> object:
    from index.words import stem_words

    return stem_words(text)


for _name, _make in {
    "a long word": lambda n: "a" * n,
    "a word of y": lambda n: "ay" * n,
    "a word of es": lambda n: "ess" * n,
    "letters with stops": lambda n: "a." * n,
    "letters with stops that end in a word": lambda n: "a." * n + "ab",
    "digits": lambda n: "1" * n,
    "digits with commas": lambda n: "1," * n,
    "words": lambda n: "".join(f"w{i} " for i in range(n)),
    "a word of accents": lambda n: "é" * n,
    "broken words": lambda n: "a-\n" * n,
    "soft hyphens": lambda n: "a\u00ad" * n,
}.items():
    case("index/words.py stem_words", _name, _make, _words)
# Formats as a whole.
for _name, _make in {
    "emphasis `*a **a `": lambda n: "*a **a " * n,
    "emphasis `*a_ `": lambda n: "*a_ " * n,
    "stars": lambda n: "*" * n,
    "nested emphasis": lambda n: "*a _b " * n + "_ *" * n,
    "emphasis `a**b`": lambda n: "a**b" + "c* " * n,
    "brackets": lambda n: "[" * n,
    "brackets and text": lambda n: "[a](" * n,
    "images": lambda n: "![" * n,
    "closing brackets": lambda n: "[" * n + "]" * n,
    "links in links": lambda n: "[a](<b" * n,
    "link titles": lambda n: '[a](b "' * n,
    "ticks": lambda n: "".join("`" * (i % 500) + "a " for i in range(n // 50)),
    "ticks of growing runs": lambda n: "".join("`" * i + " " for i in range(int((2 * n) ** 0.5))),
    "quotes": lambda n: ">" * n,
    "quoted lines": lambda n: "> a\n" * n,
    "lists": lambda n: "- a\n" * n,
    "nested list": lambda n: "- " * n + "a",
    "nested list by lines": lambda n: "".join("  " * (i % 40) + "- a\n" for i in range(n)),
    "lists in quotes": lambda n: "> - " * n + "a",
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "definitions unended": lambda n: "[a]: b '\n" * n,
    "definition with long title": lambda n: "[a]: b '" + "c\n" * n,
    "entities": lambda n: "&amp;" * n,
    "entity starts": lambda n: "&" * n,
    "tags": lambda n: "<a " * n,
    "comments": lambda n: "<!-- " * n,
    "declarations": lambda n: "<!A " * n,
    "cdata": lambda n: "<![CDATA[" * n,
    "instructions": lambda n: "<? " * n,
    "autolinks": lambda n: "<http:a" * n,
    "escapes": lambda n: "\\" * n,
    "hard breaks": lambda n: "a  \n" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "rules": lambda n: "***\n" * n,
    "setext": lambda n: "a\n=\n" * n,
    "headings": lambda n: "# a\n" * n,
    "heading with hashes": lambda n: "# a" + " #" * n + "b",
    "code": lambda n: "    a\n" * n,
    "fences": lambda n: "```\n" * n,
    "unclosed fences": lambda n: "~~~a\n" + "```\n" * n,
    "table of columns": lambda n: "|a" * n + "\n" + "|-" * n + "\n",
    "table of rows": lambda n: "a|b\n-|-\n" + "a|b\n" * n,
    "table of rows and columns": lambda n: "|a" * int(n**0.5) + "\n" + "|-" * int(n**0.5) + "\n" + "a\n" * int(n**0.5),
    "table escapes": lambda n: "a|b\n-|-\n" + "\\|" * n,
    "strikes": lambda n: "~~a " * n,
    "tildes": lambda n: "~" * n,
    "blank lines": lambda n: "\n" * n,
    "lines": lambda n: "a\n" * n,
    "html blocks": lambda n: "<div>\n" * n,
    "front matter never closed": lambda n: "---\n" + "a: b\n" * n,
    "front matter blanks": lambda n: "---" + " " * n + "\na: b\n---\nx",
    "front matter flat": lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n // 10)) + "---\nx",
    "front matter flow": lambda n: "---\na: [" + "a, " * (n // 10) + "]\n---\nx",
    "front matter nested": lambda n: "---\na: " + "[" * n + "]" * n + "\n---\nx",
    "front matter keys": lambda n: "---\n" + "? a\n" * (n // 10) + "---\nx",
    "front matter aliases": lambda n: (
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, n // 100))
        + f"authors: *a{n // 100 - 1}\n---\nx"
    ),
    "front matter recursive": lambda n: "---\nauthors: &a [*a]\n---\nx",
    "front matter quoted": lambda n: '---\ntitle: "' + "\\x41" * n + '"\n---\nx',
    "front matter authors": lambda n: '---\nauthors: "a' + " " * n + 'b"\n---\nx',
    "front matter title": lambda n: '---\ntitle: "a' + " " * n + 'b"\n---\nx',
    "front matter plain lines": lambda n: "---\ntitle: a\n" + "  b\n" * (n // 10) + "---\nx",
    "front matter block": lambda n: "---\ntitle: |\n" + "  b\n" * n + "---\nx",
    "front matter anchors": lambda n: "---\n" + "".join(f"k{i}: &a{i} v\n" for i in range(n // 10)) + "---\nx",
}.items():
    case("corpus/formats/markdown.py read_markdown", _name, _make, _markdown)
for _name, _make in {
    "spans unclosed": lambda n: _page("<span>a " * n),
    "divs nested": lambda n: _page("<div>a " * n),
    "divs": lambda n: _page("<div>a</div>" * n),
    "paragraphs": lambda n: _page(f"<p>{_PROSE}</p>" * (n // 10)),
    "breaks": lambda n: _page("<br>" * n),
    "attributes": lambda n: _page("<p " + "".join(f"a{i}=1 " for i in range(n)) + ">x</p>"),
    "classes": lambda n: _page("<p class='" + "a " * n + "'>x</p>"),
    "links": lambda n: _page("<a href='b'>a</a> " * n),
    "lists nested": lambda n: _page("<ul><li>a" * n),
    "lists": lambda n: _page("<ul>" + "<li>a b c d" * n + "</ul>"),
    "tables nested": lambda n: _page("<table><tr><td>a" * n),
    "rows": lambda n: _page("<table>" + "<tr><td>a<td>b" * n + "</table>"),
    "cells": lambda n: _page("<table><tr>" + "<td>a" * n + "</table>"),
    "entities": lambda n: _page("<p>" + "&amp;" * n),
    "numbers": lambda n: _page("<p>" + "&#128;" * n),
    "comments": lambda n: _page("<!-- a -->" * n),
    "an enormous comment": lambda n: _page("<!--" + "a" * n + "-->"),
    "scripts": lambda n: _page("<script>a</script>b " * n),
    "an enormous script": lambda n: _page("<script>" + "a" * n + "</script>"),
    "articles": lambda n: _page("<article><p>a b</p></article>" * n),
    "bold": lambda n: _page("<p>" + "<b>a " * n),
    "emphasis": lambda n: _page("<p>" + "<b>a</b> " * n),
    "fonts nested": lambda n: _page("<font>" * n + "a"),
    "code nested": lambda n: _page("<code>a\n" * n),
    "quotes nested": lambda n: _page("<blockquote>a " * n),
    "headings": lambda n: _page("<h2>a</h2>" * n),
    "a title with blanks": lambda n: _page("x", "<title>a" + " " * n + "b</title>"),
    "a heading with hard blanks": lambda n: _page("<h2>a" + "\u2003" * n + "b</h2>"),
    "metas": lambda n: _page("x", "<meta name=author content='Ann Lee'>" * n),
    "a meta author with blanks": lambda n: _page("x", "<meta name=author content='a" + " " * n + "b'>"),
    "a meta with a long title": lambda n: _page("<h1>a</h1>" * (n // 10), "<title>" + "b " * n + "</title>"),
    "json-ld nested": lambda n: _page("x", "<script type='application/ld+json'>" + "[" * n + "]" * n + "</script>"),
    "json-ld authors nested": lambda n: _page(
        "x",
        '<script type="application/ld+json">{"@type":"Article","author":'
        + "[" * 900
        + '"A"'
        + "]" * 900
        + "}</script>",
    ),
    "json-ld authors with blanks": lambda n: _page(
        "x", '<script type="application/ld+json">{"@type":"Article","author":"a' + " " * n + 'b"}</script>'
    ),
    "json-lds": lambda n: _page("x", '<script type="application/ld+json">{"@type":"Article"}</script>' * n),
    "data addresses": lambda n: _page("<img src='data:image/png;base64," + "A" * n + "'>"),
    "images": lambda n: _page("<img src=a>" * n),
    "forms": lambda n: _page("<form>a" * n),
    "paragraphs unclosed": lambda n: _page("<p>a" * n),
    "less-thans": lambda n: _page("<" * n),
    "definitions": lambda n: _page("<dl>" + "<dt>a<dd>b" * n),
    "no text": lambda n: "<div></div>" * n,
    "unknown tags": lambda n: _page("".join(f"<t{i}>a" for i in range(n))),
    "removed after one": lambda n: _page("<p>a</p>" + "<script></script>text " * n),
    "a short page of scripts": lambda n: "<html><body><p>a</p>" + "<nav></nav>b" * n + "</body></html>",
    "select": lambda n: _page("<select>" + "<option>a" * n),
    "a byline": lambda n: _page("<p class='author'>By " + "Ann " * n + "</p>"),
    "a byline with blanks": lambda n: _page("<p class='author'>a" + " " * n + "b</p>"),
    "dates": lambda n: _page("<time>2020</time>" * n),
    "text": lambda n: _page("<p>" + "a " * n),
    "text without blanks": lambda n: _page("<p>" + "a" * n),
    "pre": lambda n: _page("<pre>" + "a\n" * n + "</pre>"),
    "dots": lambda n: _page("<p>" + "." * n + "</p>"),
}.items():
    case("corpus/formats/html.py read_html", _name, _make, _html)
for _name, _make in {
    "a title with blanks": lambda n: [{"id": "a", "title": "a" + " " * n + "b", "text": "x"}],
    "a long title, many lines": lambda n: [{"id": "a", "title": "a b " * n, "text": "x\n\n" * n}],
    "authors with blanks": lambda n: [{"id": "a", "authors": "a" + " " * n + "b", "text": "x"}],
    "a publisher with blanks": lambda n: [{"id": "a", "publisher": "a" + " " * n + "b", "text": "x"}],
    "a long id": lambda n: [{"id": "a" * n, "text": "x"}],
    "many authors": lambda n: [{"id": "a", "authors": ["Ann Lee"] * n, "text": "x"}],
    "marks": lambda n: [{"id": "a", "text": "e" + "\u0301\u0323" * n}],
    "ids of one": lambda n: [{"id": "a", "text": "x"}] * n,
    "authors of marks": lambda n: [{"id": "a", "text": "x", "authors": "e" + "\u0301\u0323" * n}],
}.items():
    case("corpus/formats/jsonl.py read_jsonl", _name, _make, _jsonl)
for _name, _make in {
    "no blanks": lambda n: "a" * n,
    "breaks": lambda n: "a" + "\n" * n + "b",
    "marks": lambda n: "!" * n,
    "a sentence": lambda n: "word " * n,
    "openers of comments": lambda n: "Prose.\n\n" + "Comments (1)\n" * n + "It ends.\n" * n,
    "short lines": lambda n: "Ab\n\n" * n,
    "tabs": lambda n: "a\t" * n,
    "pages": lambda n: "a\f" * n,
}.items():
    case("corpus/formats/plain.py read_plain", _name, _make, _plain)
