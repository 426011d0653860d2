"""A report as a web page that needs no other file and runs no script."""

from functools import cache
from pathlib import Path

from qa.answer import Citation
from qa.checking.report.report import Report
from qa.checking.report.report_html import render_report_html
from qa.cite.anchoring.links import make_link
from qa.rendering.hypertext import escape, render_page

# The colours and fonts of the page of `pullquote serve`.
_STYLE = """
:root { color-scheme: light dark; --paper: light-dark(#faf8f4, #171613); --sheet: light-dark(#fffefb, #1d1c18);
  --ink: light-dark(#1f1d1a, #ece8e1); --quiet: light-dark(#665f56, #a9a297); --line: light-dark(#e5dfd4, #35322c);
  --serif: Georgia, serif; --sans: system-ui, sans-serif; }
* { box-sizing: border-box; }
body { max-width: 88rem; margin: 0 auto; padding: 24px; background: var(--paper); color: var(--ink);
  font: 400 16px/1.6 var(--sans); }
h1 { margin: 0 0 12px; font: 600 26px/1.3 var(--serif); overflow-wrap: anywhere; }
p { margin: 0; }
a { color: inherit; }
a:focus-visible, section:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
"""
STATIC = Path(__file__).parent / "static"


def render_report_page(report: Report, name: str) -> str:
    """Return the report on the draft of that name as a page of HTML."""
    heading = f"<h1>Quotations of <bdi>{escape(name)}</bdi></h1>"
    body = [heading, f"<main>{render_report_html(report, _render_link)}</main>"]
    return render_page(f"Quotations of {name}", _STYLE + _read_verdict_styles(), body)


@cache
def _read_verdict_styles() -> str:
    return (STATIC / "verdicts.css").read_text("utf-8")


def _render_link(citation: Citation, number: str) -> str:
    """Return a link to the place on the article's own web page; empty if it has none."""
    leads = make_link(citation)
    if leads is None:
        return ""
    named = f'aria-label="Quotation {escape(number)} on the web"'
    return (
        f'<p class="pq-source-of"><a href="{escape(leads.url)}" rel="noopener noreferrer" {named}>To the place</a></p>'
    )
