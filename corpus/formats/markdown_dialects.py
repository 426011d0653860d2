"""Dialects of Markdown made plain: Obsidian's links, comments and callouts, and the templates of site generators."""

import re

_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?^ {0,3}(?P=fence)[`~]*[ \t]*$|[\s\S]*\Z)"
_CODE = rf"(?P<code>{_FENCE}|`[^`\n]+`)"
_NOTES = re.compile(
    rf"{_CODE}|(?P<gone>[ \t]?%%[\s\S]*?%%|[ \t]?!\[\[[^\[\]\n]{{1,1000}}\]\])"
    r"|(?P<anchor>(?:^|[ \t])\^[\w-]{1,100}[ \t]*$)"
    r"|\[\[(?P<shown>[^\[\]\n]{1,1000})\]\](?!\()"
    r"|(?P<light>==(?=[^\s=])(?P<lit>[^=\n]+)(?<=\S)==)"
    r"|^(?P<quote>(?:[ \t]*>)+)[ \t]*\[![\w-]{1,50}(?:\|[^\]\n]*)?\][+-]?[ \t]*(?P<title>[^\n]*)$",
    re.MULTILINE,
)
# A block that does not end goes to the end of the text.
_TEMPLATES = re.compile(
    rf"{_CODE}"
    r"|\{%-?\s*comment\b[\s\S]*?(?:\{%-?\s*endcomment\s*-?%\}|\Z)|\{\{/\*[\s\S]*?(?:\*/\}\}|\Z)"
    r"|\{%-?\s*(?P<kept>raw|highlight\b[^%\n]*)\s*-?%\}(?P<inside>[\s\S]*?)(?:\{%-?\s*end(?:raw|highlight)\s*-?%\}|\Z)"
    r"|(?P<tag>\{%[^{}]{0,2000}%\})|(?P<output>\{\{[^{}]{0,2000}\}\})"
    r"|(?P<attributes>\{:[^{}\n]*\}|(?<![ \t])[ \t]*+\{#[\w:.-]{1,100}\}[ \t]*+$)",
    re.MULTILINE,
)
# Characters on either side of a template that tell what it stands in.
_NEAR = 320
# What stands before a template that is a part of an address.
_IN_ADDRESS = re.compile(r"\]\([^\s()]{0,300}$|=[\"'][^\"']{0,300}$|\]:[ \t]*\S{0,300}$")


def resolve_notes(body: str) -> tuple[str, bool]:
    """Return Markdown without what only Obsidian shows, and whether it is one of Obsidian's notes.

    Links to notes become the words that are shown, comments and what is embedded vanish, callouts become quotes.
    """
    is_note = False

    def resolve(found: re.Match[str]) -> str:
        nonlocal is_note
        if found["code"] is not None:
            return found[0]
        if found["light"] is not None:
            return found["lit"]
        if found["quote"] is not None:
            mark = found["quote"]
            return f"{mark} {found['title']}\n{mark}" if found["title"].strip() else mark
        is_note = True
        return _show_link(found["shown"]) if found["shown"] is not None else ""

    return _NOTES.sub(resolve, body), is_note


def _show_link(inside: str) -> str:
    """Return the words that a link to a note shows: its own, or the names of the note and the place in it."""
    target, parted, shown = inside.replace("\\|", "|").partition("|")
    if parted and shown.strip():
        return shown.strip()
    names = " > ".join(name.strip() for name in target.split("#") if name.strip() and not name.startswith("^"))
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", names)


def resolve_templates(body: str) -> str:
    """Return Markdown without templates; what a template would have put within a sentence is […]."""

    def resolve(found: re.Match[str]) -> str:
        if found["code"] is not None:
            return found[0]
        if found["kept"] is not None:
            return found["inside"] if found["kept"] == "raw" else f"\n~~~~\n{found['inside'].strip()}\n~~~~\n"
        before = body[max(0, found.start() - _NEAR) : found.start()].rpartition("\n")[2]
        if (found["tag"] or found["output"]) and _IN_ADDRESS.search(before):
            return "x"
        around = before + body[found.end() : found.end() + _NEAR].partition("\n")[0]
        stands_alone = not re.search(r"\w", re.sub(r"\{[{%][^{}]*[}%]\}", "", around))
        return "" if found["output"] is None or stands_alone else r"\[…\]"

    return _TEMPLATES.sub(resolve, body)
