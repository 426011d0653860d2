"""Hostile text, and answers that quote it."""

import pytest

from qa import Answer, Citation, Quote

HOSTILE = [
    "${window.x=1}",
    "{{constructor.constructor('x')()}}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onclick=alert(1) x=' autofocus onfocus=alert(1)",
    "</p></div></span></button></textarea></title>",
    "<!-- x --> <![CDATA[ x ]]> <?x?>",
    "**bold** __bold__ *it* _it_ `code` ~~gone~~",
    "$$x^2$$ \\(y\\) \\[z\\] $a$",
    "[link](javascript:alert(1)) ![image](x)",
    "# heading\n\n- item\n1. one\n\n    indented\n> quoted",
    "&amp; &#60; &lt; &#x3c;",
    "tab\tand  two spaces\nx",
    "\u202egnp.exe\u202c \u2066isolated\u2069",
    "zero\u200bwidth\u2060joined\ufeff",
    "עברית and العربية",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a\u2028b\u00a0c",
]


@pytest.fixture(params=HOSTILE)
def hostile(request):
    return request.param


@pytest.fixture(scope="session")
def cite():
    """Cite a span of an article."""

    def cite_(article, start, end, number=1, highlight=None, lost=None):
        return Citation(number, Quote(article.id, start, end, 1.0, highlight), article, lost)

    return cite_


@pytest.fixture(scope="session")
def answered():
    """An answer of citations, or a refusal."""

    def answered_(*citations, nearest=(), **more):
        reason = None if citations else "no passage answers it"
        return Answer("a", "q", 0.9, tuple(citations), reason, tuple(nearest), (), **more)

    return answered_
