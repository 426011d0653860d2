"""Hostile text files: plain text, Markdown and JSON Lines."""

import codecs
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from hostile_case import Hostile, holding

Data = Callable[[], str | bytes | Iterator[bytes]]
_MB = 1_000_000
# Marks of one class, of two in turn, and of many: joining them with their letter takes time in the square of them.
MARKS = {
    "one class": "\u0301" * 300_000,
    "two classes": "\u0301\u0323" * 150_000,
    "many classes": "\u0345\u0301\u0323\u0327\u05b0\u093c\u0e38" * 40_000,
}
# What a field may hold.
FIELDS: dict[str, Callable[[], str]] = {
    "300,000 blanks": lambda: "a" + " " * 300_000 + "b",
    "300,000 hard blanks": lambda: "a" + "\u2003" * 300_000 + "b",
    "10 MB": lambda: "Ann Lee and " * (10 * _MB // 12),
    "100,000 commas": lambda: "a" + ", " * 100_000 + "b",
    **{f"marks of {name}": lambda it=marks: "e" + it for name, marks in MARKS.items()},
}
# Those of them that are tried in every format.
TELLING = {"300,000 blanks", "10 MB", "marks of two classes"}
_PROSE = "The committee met in the old hall and agreed to nothing at all. "


def texts() -> Iterator[Hostile]:
    """Yield every hostile text file."""
    for name, make in _PLAIN.items():
        yield Hostile(f"txt: {name}", holding("hostile.txt", make))
    for name, make in _MARKDOWN.items():
        yield Hostile(f"md: {name}", holding("hostile.md", make))
    for field in ("title", "authors", "url"):
        for name, value in FIELDS.items():
            if name in TELLING:
                yield Hostile(f"md: {field} of {name}", holding("hostile.md", lambda f=field, v=value: _matter(f, v())))
            yield Hostile(
                f"jsonl: {field} of {name}", holding("hostile.jsonl", lambda f=field, v=value: _line({f: v()}))
            )
    for field in ("publisher", "published", "language", "id"):
        yield Hostile(f"jsonl: {field} of all", holding("hostile.jsonl", lambda f=field: _of_all(f)), many=True)
    for name, make in _JSONL.items():
        yield Hostile(f"jsonl: {name}", holding("hostile.jsonl", make), many=True)


def _random(size: int, letters: bytes | None = None) -> bytes:
    chance = random.Random(5)
    return chance.randbytes(size) if letters is None else bytes(chance.choices(letters, k=size))


def _zip() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.txt", b"a" * 100 * _MB)
    return packed.getvalue()


_PLAIN: dict[str, Data] = {
    "one line of 50 MB": lambda: b"word " * 10 * _MB,
    "one line of 5 MB": lambda: b"word " * _MB,
    "50 MB without blanks": lambda: b"a" * 50 * _MB,
    "5 MB without blanks": lambda: b"a" * 5 * _MB,
    "200 MB": lambda: (b"Prose. " * _MB for _ in range(29)),
    "only line breaks": lambda: b"\n" * 20 * _MB,
    "a letter and line breaks": lambda: b"a" + b"\n" * 20 * _MB + b"b",
    "only punctuation": lambda: b"!" * 5 * _MB,
    "punctuation and blanks": lambda: b". " * 2 * _MB,
    "one sentence of 5 MB": lambda: b"and so it went on " * 300_000 + b".",
    "one sentence of 1 MB": lambda: b"and so it went on " * 55_000 + b".",
    "a word of 1 MB": lambda: b"ay" * 500_000,
    "a word of 200 KB": lambda: b"ay" * 100_000,
    "a million short lines": lambda: b"Ab\n\n" * _MB,
    "headings": lambda: b"Ab cd\n\n" * 200_000,
    "tabs": lambda: b"a\t" * _MB,
    "form feeds": lambda: b"a\f" * _MB,
    "openers of comments": lambda: b"Prose.\n\n" + b"Comments (1)\n" * 50_000 + b"It ends.\n" * 50_000,
    "openers of comments, fewer": lambda: b"Prose.\n\n" + b"Comments (1)\n" * 10_000 + b"It ends.\n" * 10_000,
    "links to share": lambda: b"Prose.\n\n" + b"Share this\n" * 100_000,
    "zero-width lines": lambda: "\u200b\n" * 300_000,
    "zero-width letters": lambda: "\u200b" * _MB,
    "zero-width sentences": lambda: "\u200b\u200b. \n\n" * 50_000,
    "soft hyphens": lambda: "a\u00ad" * 500_000,
    "right to left": lambda: "\u202e" * 300_000 + "abc",
    "CJK without blanks": lambda: "字" * 500_000,
    "CJK stops": lambda: "字。" * 200_000,
    "emoji joined": lambda: "👩\u200d" * 300_000,
    "surrogates": lambda: "\ud800a " * 100_000,
    "private letters": lambda: "\ue000" * _MB,
    "unassigned letters": lambda: "\U000e0fff" * 200_000,
    "all letters": lambda: "".join(map(chr, [*range(32, 0xD800), *range(0xE000, 0x30000)])),
    **{f"marks of {name}": lambda it=marks: "Prose e" + it for name, marks in MARKS.items()},
    "a mark and a letter": lambda: "e\u0301" * 500_000,
    "Hangul apart": lambda: "\u1112\u1161\u11ab" * 300_000,
    "zeros": lambda: bytes(_MB),
    "letters and zeros": lambda: b"a\0" * 10 + b"\0a" * 500_000,
    "UTF-16 without a mark": lambda: (_PROSE * 20_000).encode("utf-16-le"),
    "UTF-32 without a mark": lambda: (_PROSE * 20_000).encode("utf-32-be"),
    "half a UTF-16": lambda: codecs.BOM_UTF16_LE + _random(_MB),
    "UTF-32 out of range": lambda: codecs.BOM_UTF32_LE + b"\xff" * _MB,
    "UTF-7": lambda: (_PROSE * 2_000 + "é").encode("utf-7"),
    "marks of order": lambda: codecs.BOM_UTF8 * 300_000 + b"abc",
    "20 MB of odd bytes": lambda: _random(20 * _MB),
    "20 MB of high bytes": lambda: bytes(range(128, 256)) * (20 * _MB // 128),
    "20 MB of high bytes and blanks": lambda: _random(4 * _MB, bytes(range(0xA0, 0x100)) + b"    \n") * 5,
    "short odd lines": lambda: b"\xe9\xff\n" * 3 * _MB,
    "20 MB of Shift JIS": lambda: ("日本語の文章です。" * _MB).encode("shift_jis")[: 20 * _MB],
    "20 MB of KOI8": lambda: ("Съешь же ещё этих. " * _MB).encode("koi8_r"),
    "one odd byte in 20 MB": lambda: b"Prose. " * 1_400_000 + b"\xff" + b"Prose. " * 1_400_000,
    "a bomb named txt": _zip,
    "gzip of gzip": lambda: zlib.compress(zlib.compress(bytes(50 * _MB))),
    "backspaces": lambda: b"a\b" * _MB,
    "escapes of a terminal": lambda: b"\x1b[2J\x1b]0;x\x07" * 100_000 + b"abc",
    "one letter": lambda: b"a",
    "a quotation mark": lambda: '"' * _MB,
}


def _matter(field: str, value: str) -> str:
    return f"---\n{field}: {json.dumps(value, ensure_ascii=False)}\n---\n\n{_PROSE * 20}"


def _aliases(field: str, levels: int) -> str:
    lines = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, levels))
    return f'---\na0: &a0 ["Ann Lee", "Bo Ek"]\n{lines}{field}: *a{levels - 1}\n---\n\n{_PROSE * 20}'


_DEEP = 100_000
_MARKDOWN: dict[str, Data] = {
    "emphasis never closed": lambda: "*a **a " * 100_000,
    "emphasis in emphasis": lambda: "*a _b " * 5_000 + "_ *" * 5_000,
    "emphasis deep": lambda: "*a **b " * 400 + "** *" * 400,
    "strikes": lambda: "~~a " * 100_000,
    "strikes in turn": lambda: "~~a ~~" * 100_000,
    "brackets": lambda: "[" * 100_000,
    "links never closed": lambda: "[a](" * 100_000,
    "images": lambda: "![" * 100_000,
    "links in links": lambda: "[" * 50_000 + "](a)" * 50_000,
    "images in images": lambda: "![" * 2_000 + "](a)" * 2_000,
    "ticks": lambda: "".join("`" * (n % 500) + "a " for n in range(10_000)),
    "ticks of growing runs": lambda: "".join("`" * n + " " for n in range(2_000)),
    "quotes deep": lambda: ">" * _DEEP + " a",
    "quotes deep by lines": lambda: "".join(">" * (n % 1000) + " a\n" for n in range(2_000)),
    "lists deep": lambda: "- " * _DEEP + "a",
    "lists deep by lines": lambda: "".join("  " * n + "- a\n" for n in range(1_500)),
    "lists in quotes": lambda: "> - " * _DEEP + "a",
    "a long list": lambda: "- a b c\n" * 100_000,
    "a loose list": lambda: "1. a\n\n" * 50_000,
    "definitions": lambda: "".join(f"[a{n}]: b\n" for n in range(100_000)),
    "definitions never ended": lambda: "[a]: b '\n" * 100_000,
    "entities": lambda: "&amp;" * 300_000,
    "entities without end": lambda: "&" * 500_000,
    "tags": lambda: "<a " * 300_000,
    "comments": lambda: "<!-- " * 300_000,
    "addresses": lambda: "<http:a" * 200_000,
    "escapes": lambda: "\\" * _MB,
    "hard breaks": lambda: "a  \n" * 200_000,
    "rules": lambda: "***\n" * 300_000,
    "headings": lambda: "# a\n" * 100_000,
    "underlined headings": lambda: "a\n=\n" * 100_000,
    "a heading of 10 MB": lambda: "# " + "a b " * 2_500_000,
    "a heading of blanks": lambda: "# a" + "\u2003" * 200_000 + "b\n\ntext",
    "fences": lambda: "~~~a\n" + "```\n" * 300_000,
    "code": lambda: "    a\n" * 300_000,
    "a table of columns": lambda: "|a" * 50_000 + "\n" + "|-" * 50_000 + "\n" + "a\n" * 500,
    "a table of rows": lambda: "a|b\n-|-\n" + "a|b\n" * 100_000,
    "a table of both": lambda: "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "a\n" * 20_000,
    "blank lines": lambda: "\n" * 5_000_000,
    "one line of 20 MB": lambda: "word " * 4_000_000,
    "blanks": lambda: "a" + " " * 5_000_000 + "b",
    **{f"marks of {name}": lambda it=marks: "Prose e" + it for name, marks in MARKS.items()},
    "front matter never closed": lambda: "---\ntitle: x\n" + "a: b\n" * 200_000,
    "front matter of 200,000 keys": lambda: "---\n" + "".join(f"k{n}: v\n" for n in range(200_000)) + "---\n\ntext",
    "front matter of 10 MB": lambda: '---\ntitle: "' + "\\x41" * 2_500_000 + '"\n---\n\ntext',
    "front matter of lists deep": lambda: "---\na: " + "[" * _DEEP + "]" * _DEEP + "\n---\n\ntext",
    "front matter of maps deep": lambda: "---\na: " + "{a: " * 20_000 + "}" * 20_000 + "\n---\n\ntext",
    "front matter of dashes deep": lambda: "---\n" + "- " * _DEEP + "a\n---\n\ntext",
    "front matter of lists not so deep": lambda: "---\nauthors: " + "[" * 200 + "Ann Lee" + "]" * 200 + "\n---\n\ntext",
    "laughs as authors": lambda: _aliases("authors", 30),
    "laughs as a url": lambda: _aliases("url", 30),
    "laughs as a title": lambda: _aliases("title", 30),
    "laughs as a date": lambda: _aliases("published", 30),
    "laughs of few": lambda: _aliases("authors", 12),
    "authors that hold themselves": lambda: "---\nauthors: &a [*a]\n---\n\ntext",
    "a map that holds itself": lambda: "---\na: &a {b: *a}\n---\n\ntext",
    "a key that is a list": lambda: "---\n? [a, b]\n: c\n---\n\ntext",
    "merged keys": lambda: "---\na: &a {b: c}\nd:\n  <<: *a\n---\n\ntext",
    "tags of Python": lambda: "---\ntitle: !!python/object/apply:os.system ['true']\n---\n\ntext",
    "numbers and dates": lambda: "---\nid: " + "9" * 100_000 + "\npublished: 99999-99-99\nlanguage: 1e400\n---\n\ntext",
    "keys twice": lambda: "---\n" + "title: a\n" * 100_000 + "---\n\ntext",
    "documents": lambda: "---\na: b\n" + "--- \n" * 100_000 + "text",
    "a bad tab": lambda: "---\na:\n\t- b\n---\n\ntext",
}


def _line(fields: dict[str, object]) -> str:
    return json.dumps({"id": "a", "title": "t", "text": _PROSE * 20, **fields}, ensure_ascii=False) + "\n"


def _of_all(field: str) -> str:
    return "".join(_line({"id": str(number), field: value()}) for number, value in enumerate(FIELDS.values()))


def _raw_line(field: str, value: str) -> str:
    return f'{{"id": "a", "title": "t", "text": "Prose.", "{field}": {value}}}\n'


_JSONL: dict[str, Data] = {
    "a line of 50 MB": lambda: _line({"text": _PROSE * 800_000}),
    "a line of 5 MB": lambda: _line({"text": _PROSE * 80_000}),
    "a line of 50 MB without text": lambda: _line({"text": " ", "x": "a" * 50 * _MB}),
    "a line of 300 MB": lambda: (
        it for it in (b'{"id": "a", "x": "', *(b"a" * _MB for _ in range(300)), b'", "text": "a"}')
    ),
    "lists deep": lambda: _raw_line("authors", "[" * 100_000 + "]" * 100_000),
    "lists not so deep": lambda: _raw_line("authors", "[" * 900 + '"Ann Lee"' + "]" * 900),
    "maps not so deep": lambda: _raw_line("authors", '{"name":' * 900 + '"Ann Lee"' + "}" * 900),
    "dates as deep lists": lambda: _raw_line("published", "[" * 900 + "]" * 900),
    "a huge number as id": lambda: _line({}).replace('"a"', "9" * 5_000),
    "a huge number as date": lambda: _raw_line("published", "9" * 4_000),
    "numbers": lambda: _raw_line("x", "1" * 5 * _MB),
    "NaN": lambda: _raw_line("published", "NaN") + _raw_line("url", "-Infinity"),
    "1e999999": lambda: _raw_line("published", "1e999999"),
    "lone surrogates": lambda: '{"id": "\\ud800", "title": "\\udfff", "text": "a\\ud800"}\n' * 20,
    "keys twice": lambda: '{"id": "a", ' + '"text": "b", ' * 300_000 + '"text": "c"}',
    "keys": lambda: "{" + "".join(f'"k{n}": 1, ' for n in range(500_000)) + '"id": "a", "text": "b"}',
    "a million blank lines": lambda: b"\n" * _MB,
    "a million empty objects": lambda: b"{}\n" * _MB,
    "a million numbers": lambda: b"1\n" * _MB,
    "a million brackets": lambda: b"[\n" * _MB,
    "one article again and again": lambda: _line({"text": "Prose."}) * 300_000,
    "20,000 tiny articles": lambda: "".join(f'{{"id": "{n}", "text": "a"}}\n' for n in range(20_000)),
    "an id of 10 MB": lambda: _line({"id": "a" * 10 * _MB}),
    "an id of breaks": lambda: _line({"id": "a\n" * 1000}),
    "a title of 10 MB over 100,000 lines": lambda: _line({"title": "a b " * 2_500_000, "text": "x\n\n" * 100_000}),
    "100,000 authors": lambda: _line({"authors": [f"Ann L{n}" for n in range(100_000)]}),
    "authors of maps": lambda: _line({"authors": [{"name": {"name": ["Ann Lee"]}}] * 100_000}),
    "UTF-16": lambda: _line({}).encode("utf-16"),
    "not UTF-8": lambda: b'{"id": "a", "text": "\xff"}\n' * 100,
    "no line break": lambda: _line({}).rstrip(),
    "zeros": lambda: bytes(5 * _MB),
    "a string never closed": lambda: '{"id": "' + "a" * 20 * _MB,
    "escapes": lambda: '{"id": "a", "text": "' + "\\u0041" * 3 * _MB + '"}',
    **{f"text of marks of {name}": lambda it=marks: _line({"text": "Prose e" + it}) for name, marks in MARKS.items()},
}
