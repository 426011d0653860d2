"""Elements that print on a condition: groups and choices."""

import re
from collections.abc import Callable, Iterable, Iterator

from citeproc import model
from citeproc.source import VariableError

from qa.cite.csl.cites import Cite, Untyped, name_variable

_NUMERIC = re.compile(r"[\w.]*\d[\w.]*(?:\s*[-–,&]\s*[\w.]*\d[\w.]*)*")
# How the tests of a condition are joined; all must hold where it does not say. No more of them are made than decide.
_MATCHES: dict[str, Callable[[Iterable[bool]], bool]] = {
    "any": any,
    "none": lambda tests: not any(tests),
    "nand": lambda tests: not all(tests),
}


class Group(model.Group):
    """A group, which prints if one of its variables is not empty."""

    def process(self, item: Cite, context: Untyped = None, **options: Untyped) -> Untyped:
        called, filled, output = item.called, item.filled, []
        for child in self:
            extra = {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            try:
                output.append(child.render(item, context=context, **extra, **options))
            except VariableError:
                continue
        shown = [text for text in output if text]
        if not shown or (item.called > called and item.filled == filled):
            raise VariableError
        return self.join(shown)


class _Conditions:
    """Conditions of a choice, joined by `match`."""

    def render(self: Untyped, item: Cite, context: Untyped = None, delimiter: str = "", **options: Untyped) -> Untyped:
        if not _MATCHES.get(self.get("match"), all)(self._test(item)):
            raise model.ConditionFailed
        return self.render_children(item, context=context, delimiter=delimiter, **options)

    def _test(self: Untyped, item: Cite) -> Iterator[bool]:
        reference = item.reference
        for name in self.get("type", "").split():
            yield name == reference.type
        for name in self.get("variable", "").split():
            yield item.has_locator if name == "locator" else name_variable(name) in reference
        for name in self.get("is-numeric", "").split():
            value = (
                item.locator.identifier
                if name == "locator" and item.locator
                else reference.get(name_variable(name), "")
            )
            yield bool(_NUMERIC.fullmatch(str(value)))
        for _ in self.get("is-uncertain-date", "").split():
            yield False
        for name in self.get("locator", "").split():
            yield item.has_locator and name == item.locator.label
        for name in self.get("position", "").split():
            yield name == ("subsequent" if item.later else "first")
        if self.get("disambiguate"):
            yield False


class If(_Conditions, model.If):
    """The first condition of a choice."""


class ElseIf(_Conditions, model.Else_If):
    """A later condition of a choice."""
