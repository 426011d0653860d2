"""Blots out the markup of Markdown; the text stays as long, so that offsets are those of the draft."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus import Span

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
_BRACKET = re.compile(r"\^\[|[\[\]]|\n[ \t\r]*(?=\n)")
# Elements of HTML that quote, which Markdown may hold.
_QUOTING = re.compile(r"<(/?)(?:q|blockquote)(?:\s[^<>\n]*)?>", re.IGNORECASE)
_LINK = re.compile(
    r"(!?(?<!\\)\[)((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)"
    r"(\](?:\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s[^()]*+)?\)|\[[^\[\]]*+\]))"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# A backslash at a line's end breaks the line.
_LINE_BREAK = re.compile(r"\\(?=[ \t\r]*(?:\n|\Z))")
_HELD = re.compile(f"{_ESCAPE.pattern}|{_ENTITY.pattern}")
# Stands for a letter that was escaped, or written as an entity, until all markup is blotted out.
_LITERAL = "\ufffc"
_EMPHASIS = re.compile(r"\*+|(?<!\w)(?:_++(?=\S)|__++)|(?<=\S)(?<!_)_++(?!\w)|~~")


def blot_markup(text: str) -> str:
    """Return Markdown with its markup blotted out, and with the characters that its entities stand for."""
    plain = text
    for pattern in (_FRONT_MATTER, _FENCE):
        plain = pattern.sub(_blot_match, plain)
    plain = _COMMENT.sub(lambda match: _blot_match(match) if match[1] else match[0], plain)
    code = _find_code(plain)
    plain, literals = _hold_literals(plain, code)
    plain = _blot_marks_in(code, convert_latex_marks(plain))
    plain = _QUOTING.sub(lambda match: ("”" if match[1] else "“") + blot(match[0][1:]), plain)
    plain = _TAG.sub(_blot_match, plain)
    plain = _LINK.sub(lambda match: f"{BLOT * len(match[1])}{match[2]}{blot(match[3])}", plain)
    plain = _EMPHASIS.sub(_blot_match, _LINE_BREAK.sub(BLOT, plain))
    letters = list(plain)
    for at, letter in literals:
        letters[at] = letter
    return "".join(letters)


def _hold_literals(text: str, code: list[Span]) -> tuple[str, list[tuple[int, str]]]:
    """Return a text without escapes and entities, and the letters that they stand for, each with its place.

    No such letter is markup. Within code all letters stand for themselves.
    """
    literals: list[tuple[int, str]] = []

    def hold(match: re.Match[str]) -> str:
        number = bisect_right(code, match.start(), key=lambda span: span.start) - 1
        if number >= 0 and match.start() < code[number].end:
            return match[0]
        if match[0][0] == "\\":
            literals.append((match.end() - 1, match[1]))
            return BLOT + _LITERAL
        literals.append((match.start(), html.unescape(match[0])[:1]))
        return _LITERAL.ljust(len(match[0]), BLOT)

    return _HELD.sub(hold, text), literals


def find_inline_notes(plain: str) -> Iterator[Span]:
    """Yield the notes that stand in the running text, as in Pandoc's Markdown: ^[so]. Brackets in them are paired."""
    opened, depth = 0, 0
    for bracket in _BRACKET.finditer(plain):
        if bracket[0] == "]":
            depth = max(0, depth - 1)
            if opened and not depth:
                yield Span(opened - 1, bracket.end())
                opened = 0
        elif bracket[0] == "[":
            depth += 1 if opened else 0
        elif bracket[0] == "^[":
            opened, depth = (opened, depth + 1) if opened else (bracket.start() + 1, 1)
        else:  # a paragraph ends
            opened = depth = 0


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


def _find_code(text: str) -> list[Span]:
    """Return the code spans, which reach from so many backticks to as many in the same paragraph."""
    runs = list(_TICKS.finditer(text))
    following: dict[str, int] = {}
    closes: dict[int, int] = {}
    for run in reversed(runs):
        if run[0][0] == "\n":
            following.clear()
        else:
            closes[run.start()] = following.get(run[0], 0)
            following[run[0]] = run.end()
    spans: list[Span] = []
    for run in runs:
        begins = not spans or run.start() >= spans[-1].end
        if begins and (end := closes.get(run.start())) and not _is_escaped(text, run.start()):
            spans.append(Span(run.start(), end))
    return spans


def _is_escaped(text: str, at: int) -> bool:
    """Say whether a backslash stands before a place that is itself not escaped."""
    backslashes = at
    while text[backslashes - 1 : backslashes] == "\\":
        backslashes -= 1
    return (at - backslashes) % 2 == 1


def _blot_marks_in(code: list[Span], text: str) -> str:
    """Blot out the marks in code spans."""
    parts, at = [], 0
    for start, end in code:
        parts += [text[at:start], re.sub(r"[\"'`]", BLOT, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def blot(text: str) -> str:
    """Return a text with each character blotted out but line breaks, which part its lines and paragraphs."""
    return re.sub(r"[^\n]", BLOT, text)


def _blot_match(match: re.Match[str]) -> str:
    return blot(match[0])
