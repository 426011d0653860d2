from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from corpus.formats.markdown_parser import parse_markdown


def show(node):
    """Return the words of a line, and the links and pictures in it."""
    if node.type in ("text", "text_special", "code_inline", "html_inline"):
        return node.content
    inside = "".join(map(show, node.children))
    named = node.attrs.get("href") or node.attrs.get("src") if not node.is_root else None
    return f"<{node.type} {named}>{inside}</>" if named is not None else inside


def read_lines(body):
    lines = []
    parse_markdown(body, lambda node: lines.append(show(node)) or "")
    return lines


@given(st.text("[]()!a*`<\\ \n", max_size=60))
def test_labels_end_where_the_library_ends_them(text):
    body = f"[a]: b\n\n{text}"
    usual = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    assert read_lines(body) == [show(SyntaxTreeNode(token.children)) for token in usual if token.type == "inline"]


def test_a_link_in_a_label_is_the_link():
    assert read_lines("[a [b](c) d](e)") == ["[a <link c>b</> d](e)"]
    assert read_lines("[![a [b]](c)](d)") == ["<link d><image c>a [b]</></>"]
