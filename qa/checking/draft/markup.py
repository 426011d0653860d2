"""Blots out the markup of Markdown; the text stays as long, so that offsets are those of the draft."""

import html
import re

# Stands for each character that is markup.
BLOT = "\0"

# Markup that nothing closes is read once, not once from each of its marks: repeats keep what they took (`*+`), and a
# mark amid others of its kind begins nothing.
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_TICKS = re.compile(r"`+|\n[ \t\r]*(?=\n)")
_LATEX = re.compile(r"(?<!`)``(?!`)|(?<!')''(?!')|\n[ \t\r]*(?=\n)")
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\n))*+>")
# Elements of HTML that quote, which Markdown may hold.
_QUOTING = re.compile(r"<(/?)(?:q|blockquote)(?:\s[^<>\n]*)?>", re.IGNORECASE)
_LINK = re.compile(
    r"(!?(?<!\\)\[)((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)"
    r"(\](?:\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s[^()]*+)?\)|\[[^\[\]]*+\]))"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
# A backslash at a line's end breaks the line.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|[ \t\r]*(?:\n|\Z))")
_EMPHASIS = re.compile(r"\*+|(?<!\w)(?:_++(?=\S)|__++)|(?<=\S)(?<!_)_++(?!\w)|~~")


def blot_markup(text: str) -> str:
    """Return Markdown with its markup blotted out, and with the characters that its entities stand for."""
    plain = text
    for pattern in (_FRONT_MATTER, _FENCE):
        plain = pattern.sub(_blot_match, plain)
    plain = _COMMENT.sub(lambda match: _blot_match(match) if match[1] else match[0], plain)
    plain = _blot_code_marks(convert_latex_marks(plain))
    plain = _QUOTING.sub(lambda match: ("”" if match[1] else "“") + blot(match[0][1:]), plain)
    plain = _TAG.sub(_blot_match, plain)
    plain = _LINK.sub(lambda match: f"{BLOT * len(match[1])}{match[2]}{blot(match[3])}", plain)
    plain = _ESCAPE.sub(BLOT, plain)
    plain = _ENTITY.sub(lambda match: html.unescape(match[0])[:1].ljust(len(match[0]), BLOT), plain)
    return _EMPHASIS.sub(_blot_match, plain)


def convert_latex_marks(text: str) -> str:
    """Return a text with ``LaTeX'' quotation marks as printed ones; a paragraph in which one may be code keeps all."""
    letters = list(text)
    held: list[re.Match[str]] = []
    for token in [*_LATEX.finditer(text), None]:
        if token and token[0][0] != "\n":
            held.append(token)
            continue
        loose = any(text[opening.end() : opening.end() + 1].isspace() for opening in held[::2])
        if not loose and [mark[0] for mark in held] == ["``", "''"] * (len(held) // 2):
            for mark in held:
                letters[slice(*mark.span())] = ("“", BLOT) if mark[0] == "``" else (BLOT, "”")
        held = []
    return "".join(letters)


def _blot_code_marks(text: str) -> str:
    """Blot out the marks in code spans, which reach from so many backticks to as many in the same paragraph."""
    runs = list(_TICKS.finditer(text))
    following: dict[str, int] = {}
    closes: dict[int, int] = {}
    for run in reversed(runs):
        if run[0][0] == "\n":
            following.clear()
        else:
            closes[run.start()] = following.get(run[0], 0)
            following[run[0]] = run.end()
    parts, at = [], 0
    for run in runs:
        if run.start() >= at and (end := closes.get(run.start())):
            parts += [text[at : run.start()], re.sub(r"[\"'`]", BLOT, text[run.start() : end])]
            at = end
    return "".join([*parts, text[at:]])


def blot(text: str) -> str:
    """Return a text with each character blotted out but line breaks, which part its lines and paragraphs."""
    return re.sub(r"[^\n]", BLOT, text)


def _blot_match(match: re.Match[str]) -> str:
    return blot(match[0])
