"""Markdown as notes, sites and repositories hold it, as the plain text that a person reads."""

import re
from collections.abc import Iterator, Sequence

from corpus.errors import UnreadableSource
from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.encoding import decode
from corpus.formats.extract import Block, Extract, join_lines, lay_out, make_title
from corpus.formats.fields import read_source
from corpus.formats.front_matter import name_fields, split_front_matter, strip_date
from corpus.formats.html_styles import UNSEEN, find_size, find_visibility, is_hiding, read_declarations
from corpus.formats.markdown_dialects import resolve_notes, resolve_templates
from corpus.formats.markdown_parser import SyntaxTreeNode, parse_markdown
from corpus.normal import normalise

_INLINE_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>", re.IGNORECASE)
# Tags that say something of their words, and those that hold none.
_MEANT = frozenset({"sup", "sub", "s", "del", "strike", "q"})
_EMPTY = frozenset({"img", "input", "hr", "wbr", "source", "embed", "area", "col", "link", "meta", "param", "track"})
_HIDDEN = re.compile(r"\shidden(?=[\s=/]|\Z)", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle\s*=\s*([\"'])(.*?)\1", re.IGNORECASE | re.DOTALL)


_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def read_markdown(data: bytes, stem: str, *, in_vault: bool = False) -> Extract:
    """Read a Markdown file; `stem` is its name without the suffix; `in_vault` says that it is one of Obsidian's notes.

    Raises UnreadableSource if the file is empty, not text, or its front matter is broken.
    """
    matter, body = split_front_matter(normalise(decode(data)))
    body, is_note = resolve_notes(resolve_templates(body) if matter else body)
    blocks = list(_read_blocks(parse_markdown(body, _read_inline)))
    text, headings = lay_out(blocks)
    if not text:
        raise UnreadableSource("the file is empty")
    levels = [block for block in blocks if block.level and block.text.strip()]
    heading = min(levels, key=lambda block: block.level != 1, default=Block(""))
    stated, article_id = _read_scalar(matter.get("title")), _read_scalar(matter.get("id"))
    source, remarks = read_source(name_fields(matter, stem))
    # Obsidian shows the file's name over a note, as it is.
    over = join_lines(stem) if (in_vault or is_note) and re.search(r"[^\W\d_]{2}", stem) else ""
    named = make_title(strip_date(stem) if matter else stem, join_lines(heading.text) or text)
    return Extract(
        title=stated or over or join_lines(heading.text) or named,
        text=text,
        source=source,
        headings=headings,
        id=article_id or None,
        remarks=remarks,
    )


def _read_scalar(value: object) -> str:
    return join_lines(value) if isinstance(value, str) and value.strip() not in {"~", "null"} else ""


def _read_blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for child in node.children:
        match child.type:
            case "heading":
                yield Block(_read_inline(child), int(child.tag[1]))
            case "bullet_list" | "ordered_list":
                yield Block("\n".join(_read_items(child)))
            case "blockquote" | "footnote_block" | "footnote":
                yield from _read_blocks(child)
            case "html_block":
                yield from find_markup_blocks(child.content)
            case _:
                yield Block(_read_leaf(child))


def _read_leaf(node: SyntaxTreeNode) -> str:
    match node.type:
        case "paragraph":
            return _read_inline(node)
        case "code_block" | "fence":
            return node.content
        case "table":
            rows = (row for part in node.children for row in part.children)
            return "\n".join(" | ".join(_read_inline(cell) for cell in row.children) for row in rows)
        case _:
            return ""


def _read_items(node: SyntaxTreeNode) -> Iterator[str]:
    """Yield the lines of a list, one for each item; a list inside it is indented by two blanks."""
    start = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start):
        mark = f"{number}." if node.type == "ordered_list" else "-"
        for block in item.children:
            if block.type in {"bullet_list", "ordered_list"}:
                yield from ("  " + line for line in _read_items(block))
                continue
            text = "\n".join(part.text.strip("\n") for part in _read_blocks(SyntaxTreeNode(block.to_tokens())))
            yield f"{mark} {text}".strip()
            mark = ""


def _read_inline(node: SyntaxTreeNode) -> str:
    return _read_run(node.children).strip()


def _read_run(nodes: Sequence[SyntaxTreeNode]) -> str:
    """Return the words of a run; HTML in it that raises, lowers, quotes or strikes out does so."""
    # Each part that is open: its tag, whether it is hidden, and the words within it so far.
    open_parts: list[tuple[str, bool, list[str]]] = [("", False, [])]
    for node in nodes:
        tag = _INLINE_TAG.fullmatch(node.content) if node.type == "html_inline" else None
        name, is_hidden = (tag[2].lower(), open_parts[-1][1] or _hides(tag[3])) if tag else ("", False)
        if not tag or name == "br":
            open_parts[-1][2].append("\n" if tag else _read_inline_part(node))
        elif name in _EMPTY or not (name in _MEANT or tag[1] or is_hidden):
            continue
        elif not tag[1]:
            open_parts.append((name, is_hidden, []))
        elif open_parts[-1][0] == name:
            _, was_hidden, letters = open_parts.pop()
            open_parts[-1][2].append("" if was_hidden else _render(name, "".join(letters)))
    # What is opened and not closed is as it stands.
    return "".join(letter for _, _, letters in open_parts for letter in letters)


def _hides(attributes: str) -> bool:
    """Say whether the attributes of a tag hide what it holds."""
    stated = _STYLE.search(attributes)
    style = read_declarations(stated[2]) if stated else {}
    is_illegible = UNSEEN in (find_size(style), find_visibility(style))
    return bool(_HIDDEN.search(attributes)) or is_illegible or is_hiding(style)


def _render(tag: str, letters: str) -> str:
    match tag:
        case "sup" | "sub":
            moved = letters.translate(_RAISED if tag == "sup" else _LOWERED)
            if not any(char.isascii() and char.isalnum() for char in moved):
                return moved
            # No number goes on in what is raised behind it.
            is_number = any(map(str.isdigit, letters))
            return f"{'^' if tag == 'sup' else '_'}({letters})" if is_number else letters
        case "q":
            return f"“{letters}”"
        case _:
            return ""


def _read_inline_part(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "text_special" | "code_inline":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline" | "s":
            return ""
        case _:
            return _read_run(node.children)
