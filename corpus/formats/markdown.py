"""Markdown, with or without YAML front matter, as the plain text that a person reads."""

import re
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import Block, Extract, join_lines, lay_out, make_title
from corpus.formats.fields import read_source
from corpus.normal import normalise

_UNCLOSED = re.compile(r"\s*---[ \t]*\n(?:title|authors?|publisher|published|date|url|id|language):")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_markdown(data: bytes, stem: str) -> Extract:
    """Read a Markdown file; `stem` is its name without the suffix.

    Raises UnreadableSource if the file is empty, not text, or its front matter is broken.
    """
    matter, body = split_front_matter(normalise(decode(data)))
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body))
    blocks = list(_read_blocks(root))
    text, headings = lay_out(blocks)
    if not text:
        raise UnreadableSource("the file is empty")
    levels = [block for block in blocks if block.level and block.text.strip()]
    heading = min(levels, key=lambda block: block.level != 1, default=Block(""))
    title, article_id = _read_scalar(matter.get("title")), _read_scalar(matter.get("id"))
    source, remarks = read_source(matter)
    return Extract(
        title=title or join_lines(heading.text) or make_title(stem, text),
        text=text,
        source=source,
        headings=headings,
        id=article_id or None,
        remarks=remarks,
    )


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the fields of the YAML block that opens `text`, as they are written, and the rest of `text`."""
    opening = _FRONT_MATTER.match(text)
    if not opening:
        if _UNCLOSED.match(text):
            raise UnreadableSource("the front matter does not end; close it with a line of ---")
        return {}, text
    try:
        # The base loader leaves values as they are written: an id 007, a language no, a date that does not exist.
        fields = yaml.load(opening[1], Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + text.count("\n", 0, opening.start(1)) if error.problem_mark else 1
        raise UnreadableSource(f"the front matter is broken at line {line} ({error.problem}); correct it") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableSource("the front matter is not YAML; correct it or take it out") from error
    if isinstance(fields, dict):
        return fields, text[opening.end() :]
    # Prose between two thematic breaks is no front matter; an empty block is.
    return {}, text if fields else text[opening.end() :]


def _read_scalar(value: object) -> str:
    return join_lines(value) if isinstance(value, str) and value.strip() not in {"~", "null"} else ""


def _read_blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for child in node.children:
        match child.type:
            case "heading":
                yield Block(_read_inline(child), int(child.tag[1]))
            case "bullet_list" | "ordered_list":
                yield Block("\n".join(_read_items(child)))
            case "blockquote":
                yield from _read_blocks(child)
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
    return "".join(_read_inline_part(child) for child in node.children).strip()


def _read_inline_part(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if re.match(r"<br\b", node.content, re.IGNORECASE) else ""
        case _:
            return "".join(_read_inline_part(child) for child in node.children)
