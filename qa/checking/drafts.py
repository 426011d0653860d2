"""A draft as it is read for its quotations: its text, and the same text, as long, with what is no word blotted out."""

import html
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus import Span, UnreadableSource

# Stands for each character that is markup, so that offsets stay those of the draft.
BLOT = "\0"
SUFFIXES = (".md", ".markdown", ".txt", ".text", ".docx")

# Repeats keep what they took (`*+`), and a mark amid others of its kind begins nothing: markup that is never closed is
# read once, not once from each of its marks.
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_TICKS = re.compile(r"`+|\n[ \t\r]*(?=\n)")
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\n))*+>")
# Elements of HTML that quote, as some write Markdown; a browser sets the marks of the first.
_QUOTING = re.compile(r"<(/?)(?:q|blockquote)(?:\s[^<>\n]*)?>", re.IGNORECASE)
_LINK = re.compile(
    r"(!?(?<!\\)\[)((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)"
    r"(\](?:\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s[^()]*+)?\)|\[[^\[\]]*+\]))"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*+|(?<!\w)(?:_++(?=\S)|__++)|(?<=\S)(?<!_)_++(?!\w)|~~")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)|[ \t]*#{1,6}[ \t]+(?=\S)|[ \t]*\|")
NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_NOTE_TEXT = re.compile(rf"[ \t]*{NOTE.pattern}:")
_PREFIX = re.compile(r" {0,3}>[ \t]?(?:[ \t]{0,3}>[ \t]?)*")
_ADMONITION = re.compile(r"\s*\[!\w+\]")
# A letter with its accents apart.
_APART = re.compile(r"\w[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and `plain`, which is as long: markup blotted out, entities and accents put together.

    `paragraphs` are spans in order; `blocks` are those of them, by number, that a block quote holds, each quote's
    together; `notes` are the paragraphs of each footnote by its mark.
    """

    text: str
    plain: str
    paragraphs: tuple[Span, ...]
    blocks: tuple[tuple[int, ...], ...]
    notes: dict[str, tuple[int, ...]]


def read_file(path: Path, name: str = "") -> Draft:
    """Read a draft from a file, which may have been sent under another name; raise UnreadableSource."""
    named = Path(name) if name else path
    suffix = named.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableSource(f"{named} is none of the drafts that can be read: {' '.join(SUFFIXES)}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{named} cannot be read ({error.strerror}): check the path") from error
    try:
        return read_bytes(data, suffix)
    except UnreadableSource as error:
        raise UnreadableSource(f"{named}: {error}") from error


def read_bytes(data: bytes, suffix: str = ".md") -> Draft:
    """Read a draft from the bytes of a file; raise UnreadableSource."""
    if suffix == ".docx":
        from qa.checking.docx import read_docx

        return read_text(read_docx(data), markdown=False)
    from corpus.formats.encoding import decode

    return read_text(decode(data), markdown=suffix in (".md", ".markdown"))


def read_text(text: str, *, markdown: bool = True) -> Draft:
    """Read a draft from its text; block quotes behind `>` and notes like `[^1]` are known in plain text too."""
    plain = _without_markup(text) if markdown else text
    plain = NOTE.sub(lambda match: _blotted(match) if text[match.end() : match.end() + 1] != ":" else match[0], plain)
    plain = _APART.sub(lambda match: unicodedata.normalize("NFC", match[0]).ljust(len(match[0]), BLOT), plain)
    return _laid_out(text, list(plain))


def _laid_out(text: str, plain: list[str]) -> Draft:
    """Find paragraphs, block quotes and notes, and blot out what marks them."""
    paragraphs: list[Span] = []
    blocks: list[list[int]] = []
    notes: dict[str, list[int]] = {}
    first: int | None = None  # where the paragraph begins that is being read
    quoting = noting = False
    note = ""
    at = 0

    def close(end: int) -> None:
        nonlocal first
        if first is not None:
            if quoting:
                blocks[-1].append(len(paragraphs))
            if noting:
                notes.setdefault(note, []).append(len(paragraphs))
            paragraphs.append(Span(first, end))
        first = None

    for line in "".join(plain).split("\n"):
        begin = at
        end = at + len(line)
        marked = _PREFIX.match(line)
        defined = _NOTE_TEXT.match(line)
        bare = line[marked.end() :] if marked else line
        blank = not bare.replace(BLOT, "").strip()
        # A line without the mark goes on with the paragraph of the quote before it.
        quoted = bool(marked) or (quoting and first is not None and not blank and not _ITEM.match(line))
        if quoted != quoting or blank or defined or _ITEM.match(bare):
            close(begin)
        if quoted and not quoting:
            blocks.append([])
        quoting = quoted
        if defined:
            noting, note = True, defined[1]
        elif noting and not blank and first is None and not line.startswith((" ", "\t")):
            noting = False
        prefix = marked or defined
        if prefix:
            plain[begin : begin + prefix.end()] = BLOT * prefix.end()
        if not blank and first is None:
            first = begin + (prefix.end() if prefix else 0)
        at = end + 1
    close(len(text))
    whole = "".join(plain)
    kept = [numbers for numbers in blocks if numbers and not _ADMONITION.match(whole, paragraphs[numbers[0]].start)]
    return Draft(
        text, whole, tuple(paragraphs), tuple(map(tuple, kept)), {mark: tuple(those) for mark, those in notes.items()}
    )


def _without_markup(text: str) -> str:
    """Return Markdown with its markup blotted out, and entities as what they stand for."""
    plain = text
    for pattern in (_FRONT_MATTER, _FENCE):
        plain = pattern.sub(_blotted, plain)
    plain = _COMMENT.sub(lambda match: _blotted(match) if match[1] else match[0], plain)
    plain = _without_code(plain)
    plain = _QUOTING.sub(lambda match: ("”" if match[1] else "“") + _blotted_text(match[0][1:]), plain)
    plain = _TAG.sub(_blotted, plain)
    plain = _LINK.sub(lambda match: f"{BLOT * len(match[1])}{match[2]}{_blotted_text(match[3])}", plain)
    plain = _ESCAPE.sub(BLOT, plain)
    plain = _ENTITY.sub(lambda match: html.unescape(match[0])[:1].ljust(len(match[0]), BLOT), plain)
    return _EMPHASIS.sub(_blotted, plain)


def _without_code(text: str) -> str:
    """Return a text without the marks of its code spans: from so many backticks to as many in the same paragraph."""
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


def _blotted(match: re.Match[str]) -> str:
    return _blotted_text(match[0])


def _blotted_text(text: str) -> str:
    """Return blots in place of a text; its line breaks stay, for lines and paragraphs hang on them."""
    return re.sub(r"[^\n]", BLOT, text)
