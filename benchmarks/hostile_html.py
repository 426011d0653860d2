"""Hostile pages of HTML."""

import json
from collections.abc import Callable, Iterator

from hostile_case import Hostile, holding
from hostile_texts import FIELDS, MARKS, TELLING

_PROSE = "The committee met in the old hall and agreed to nothing at all. "


def pages() -> Iterator[Hostile]:
    """Yield every hostile page."""
    for name, inner in _BODIES.items():
        yield Hostile(f"html: {name}", holding("hostile.html", lambda it=inner: _page(it())))
        if name in _ALONE:
            yield Hostile(f"html: {name}, nothing else", holding("hostile.html", lambda it=inner: it()))
    for name, head in _HEADS.items():
        yield Hostile(f"html: {name}", holding("hostile.html", lambda it=head: _page("", it())))
    for name, value in FIELDS.items():
        for field, head in _FIELDS.items() if name in TELLING else ():
            yield Hostile(
                f"html: {field} of {name}", holding("hostile.html", lambda h=head, v=value: _page("", h(v())))
            )


def _page(inner: str, head: str = "") -> str:
    prose = f"<p>{_PROSE * 3}</p>" * 8
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>A title</h1>{prose}{inner}</article></body></html>"
    )


def _linked(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def _many(part: str, count: int) -> Callable[[], str]:
    return lambda: part * count


def _nested(tag: str, count: int) -> Callable[[], str]:
    return lambda: f"<{tag}>a " * count + f"</{tag}>" * count


# Repeats and nests, at the sizes that were seen to take long and at others.
_BODIES: dict[str, Callable[[], str]] = {
    **{f"{count:,} spans never closed": _many("<span>a ", count) for count in (4_000, 40_000, 400_000)},
    **{f"{count:,} spans in a paragraph": lambda n=count: "<p>" + "<span>a</span> " * n for count in (5_000, 40_000)},
    **{f"{count:,} forms": _many("<form>a", count) for count in (5_000, 40_000)},
    **{f"{count:,} spans in spans": _nested("span", count) for count in (200, 40_000)},
    **{f"{count:,} divs in divs": _nested("div", count) for count in (240, 1_000, 100_000)},
    **{
        f"{count:,} attributes": lambda n=count: "<p " + "".join(f"a{i}=1 " for i in range(n)) + ">x</p>"
        for count in (30_000, 300_000)
    },
    "a million breaks": _many("<br>", 1_000_000),
    "50,000 breaks": _many("<br>", 50_000),
    "50,000 paragraphs": _many(f"<p>{_PROSE}</p>", 50_000),
    "300,000 paragraphs never closed": _many("<p>a", 300_000),
    "lists in lists": _nested("ul><li", 50_000),
    "lists in lists, 100": _nested("ul><li", 100),
    "a list": lambda: "<ul>" + "<li>a b c d" * 100_000 + "</ul>",
    "tables in tables": _nested("table><tr><td", 20_000),
    "tables in tables, 70": _nested("table><tr><td", 70),
    "a table of 50,000 rows": lambda: "<table>" + "<tr><td>a<td>b" * 50_000 + "</table>",
    "a table of 50,000 cells": lambda: "<table><tr>" + "<td>a" * 50_000 + "</table>",
    "a cell of 10 million columns": lambda: "<table><tr><td colspan=10000000>a</table>",
    "entities": _many("&amp;", 1_000_000),
    "entities unknown": _many("&aaaaaaaaa;", 300_000),
    "numbers of letters": _many("&#x80;&#1114112;&#99999999999;", 100_000),
    "an enormous comment": lambda: "<!--" + "a" * 20_000_000 + "-->",
    "comments": _many("<!-- a -->", 300_000),
    "comments never closed": _many("<!--", 300_000),
    "an enormous script": lambda: "<script>" + "a<b;" * 5_000_000 + "</script>",
    "scripts": _many("<script>a</script>b ", 50_000),
    "styles": _many("<style>a</style>", 100_000),
    "articles": _many("<article><p>a b c</p></article>", 50_000),
    "sections": _many("<section><h2>a</h2><p>b c d</p></section>", 30_000),
    "bold": _many("<b>a</b> ", 100_000),
    "bold in bold": _nested("b", 50_000),
    "fonts in fonts": _nested("font", 50_000),
    "forms": _many("<form>a", 50_000),
    "code in code": _nested("code", 240),
    "quotes in quotes": _nested("blockquote", 50_000),
    "quotes in quotes, 240": _nested("blockquote", 240),
    "links": _many("<a href='/b'>a</a> ", 50_000),
    "headings": _many("<h2>a</h2>", 50_000),
    "first headings": _many("<h1>a</h1>", 30_000),
    "options": lambda: "<select>" + "<option>a" * 100_000,
    "definitions": lambda: "<dl>" + "<dt>a<dd>b" * 50_000,
    "images of 20 MB": lambda: "<img src='data:image/png;base64," + "A" * 20_000_000 + "'>",
    "images": _many("<img src=a>", 100_000),
    "text of 20 MB": lambda: "<p>" + "a b c " * 3_300_000,
    "text without blanks": lambda: "<p>" + "a" * 5_000_000,
    "hard blanks": lambda: "<h2>a" + "\u2003" * 200_000 + "b</h2>",
    "less-thans": _many("<", 1_000_000),
    "slashes": _many("</", 500_000),
    "tags without end": _many("<a ", 300_000),
    "unknown tags": lambda: "".join(f"<t{n}>a" for n in range(50_000)),
    "furniture": _many("<div class='advert'>a</div>b", 50_000),
    "a class of a million words": lambda: f"<p class='{'a ' * 1_000_000}'>x</p>",
    "preformatted": lambda: "<pre>" + "a\n" * 500_000 + "</pre>",
    "svg": lambda: "<svg>" + "<g>" * 100_000,
    "maths": _nested("math", 50_000),
    "frames": _many("<iframe>", 100_000),
    "templates": _nested("template", 50_000),
    "plain text": lambda: "<plaintext>" + "<p>a" * 300_000,
    "zeros": _many("\0a", 500_000),
    "times": _many("<time>2020-01-01</time>", 50_000),
    **{f"marks of {name}": lambda it=marks: f"<p>e{it}</p>" for name, marks in MARKS.items()},
}
_ALONE = {
    "40,000 spans never closed",
    "100,000 divs in divs",
    "240 divs in divs",
    "scripts",
    "furniture",
    "a million breaks",
    "entities",
    "lists in lists, 100",
    "tables in tables, 70",
    "code in code",
    "zeros",
}
_HEADS: dict[str, Callable[[], str]] = {
    "linked data, lists deep": lambda: _linked("[" * 100_000 + "]" * 100_000),
    "linked data, lists not so deep": lambda: _linked("[" * 900 + "]" * 900),
    "linked data, types deep": lambda: _linked('{"@type": ' + "[" * 900 + '"Article"' + "]" * 900 + "}"),
    "linked data, authors deep": lambda: _linked(
        '{"@type": "Article", "author": ' + "[" * 900 + '"Ann Lee"' + "]" * 900 + "}"
    ),
    "linked data, authors in authors": lambda: _linked(
        '{"@type": "Article", "author": ' + '{"name": ' * 900 + '"Ann Lee"' + "}" * 901
    ),
    "linked data, 50,000": lambda: _linked('{"@type": "Article"}') * 50_000,
    "linked data, a graph": lambda: _linked('{"@graph": [' + '{"@type": "Article"},' * 300_000 + "1]}"),
    "linked data of 20 MB": lambda: _linked('{"@type": "Article", "x": "' + "a" * 20_000_000 + '"}'),
    "linked data, numbers": lambda: _linked('{"@type": "Article", "datePublished": ' + "9" * 100_000 + "}"),
    "linked data, no end": lambda: _linked('{"@type": "Article"' + "[" * 500_000),
    "authors": lambda: "<meta name=author content='Ann Lee'>" * 100_000,
    "a title under 10,000 headings": lambda: f"<title>{'b ' * 500_000}</title></head><body>" + "<h1>a</h1>" * 10_000,
    "titles": lambda: "<title>a</title>" * 100_000,
    "bases": lambda: "<base href='//a.b/'>" * 100_000,
    "charsets": lambda: "<meta charset=utf-16><meta charset=x-none>" * 500,
    "charset of blanks": lambda: "<meta charset" + " " * 4_000 + ">",
    "canonical addresses": lambda: "<link rel=canonical href='http://[a'>" * 100_000,
    "an address of marks": lambda: "<link rel=canonical href='https://a.org/e" + "%CC%81%CC%A3" * 150_000 + "'>",
    "a canonical address of 10 MB": lambda: f"<link rel=canonical href='https://a.org/{'a' * 10_000_000}'>",
    "an instruction": lambda: "<?xml " + "a" * 1_000_000 + ">",
    "an entity that grows": lambda: (
        "<!DOCTYPE a [" + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40)) + "]>&a39;"
    ),
}
_FIELDS: dict[str, Callable[[str], str]] = {
    "title": lambda value: f"<title>{value}</title>",
    "author": lambda value: f"<meta name=author content='{value}'>",
    "linked author": lambda value: _linked(json.dumps({"@type": "Article", "author": value})),
    "publisher": lambda value: f"<meta property='og:site_name' content='{value}'>",
    "heading": lambda value: f"</head><body><h1>{value}</h1>",
    "byline": lambda value: f"</head><body><p class='author'>By {value}</p>",
}
