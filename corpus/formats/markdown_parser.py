"""Parsing Markdown into a tree, in time that grows with its length; the library alone tries each bracket many times."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin


def parse_markdown(body: str, write_line: Callable[[SyntaxTreeNode], str]) -> SyntaxTreeNode:
    """Return the blocks of CommonMark with tables, strikethrough and footnotes.

    `write_line` makes a text of what stands in one line of text, which is all that is kept of it: the parts of all
    lines together take much memory.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    helping = SimpleNamespace(**{**vars(helpers), "parseLinkLabel": LabelFinder().find_end})
    parser.helpers = helping  # type: ignore[assignment]

    def write_lines(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                parts: list[Token] = []
                parser.inline.parse(token.content, parser, state.env, parts)
                token.children = [Token("text", "", 0, content=write_line(SyntaxTreeNode(parts)))]

    parser.core.ruler.at("inline", write_lines)
    return SyntaxTreeNode(parser.parse(body))


class _Label(NamedTuple):
    """Where a label ends, -1 if nowhere; `nests` says whether a link stands in it."""

    end: int
    nests: bool = False


_NO_LABEL = _Label(-1)


class LabelFinder:
    """Finds where the labels of links end; what is learned of the brackets on the way is kept."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[StateInline, dict[int, _Label]] = WeakKeyDictionary()

    def find_end(self, state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 - its name
        """Return the offset of the bracket that closes the one at `start`, -1 if none does; see parseLinkLabel.

        With `disableNested` no link may stand between them.
        """
        known = self._known.setdefault(state, {})
        if start not in known:
            before = state.pos
            _pair(state, start, known)
            state.pos = before
        label = known[start]
        return -1 if disableNested and label.nests else label.end


def _pair(state: StateInline, start: int, known: dict[int, _Label]) -> None:
    """Pair the bracket at `start`, and those behind it, until it is closed or the text ends."""
    waiting, link = [start], -1
    state.pos = start + 1
    while waiting and state.pos < state.posMax:
        at = state.pos
        mark = state.src[at]
        if mark == "]":
            begin = waiting.pop()
            known[begin] = _Label(at, link > begin)
        state.md.inline.skipToken(state)
        if mark != "[":
            continue
        if state.pos > at + 1:
            link = at
        elif at not in known:
            waiting.append(at)
        elif known[at].end < 0:
            break  # what is open around a bracket that stays open stays open, too
        else:
            link = at if known[at].nests else link
            state.pos = known[at].end + 1
    known.update(dict.fromkeys(waiting, _NO_LABEL))
