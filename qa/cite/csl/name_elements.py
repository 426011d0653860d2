"""Elements that print names, and their substitutes where there are none."""

import re
from collections.abc import Iterator, Mapping

from citeproc import model
from citeproc.source import Name, VariableError

from qa.cite import marked_text as marks
from qa.cite.csl.cites import Cite, Untyped, name_variable
from qa.cite.csl.text_elements import Terms, TextCase
from qa.english.names import FAMILY_PARTICLES

# Scripts that write the family name first, without a space behind it.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Names(model.Names):
    """Names of one or several roles, with their labels."""

    def process(
        self, item: Cite, names_context: Untyped = None, context: Untyped = None, **options: Untyped
    ) -> Untyped:
        context = self if context is None else context
        names_context = self if names_context is None else names_context
        shown = [self._render_role(item, role, names_context, context, options) for role in self._take_roles(item)]
        if not shown:
            substitute = self.substitute()
            if substitute is None:
                raise VariableError
            return substitute.render(item, context=context, **options)
        if all(isinstance(count, int) for count in shown):
            return str(sum(shown)) if sum(shown) else None
        return self.join([str(text) for text in shown], self.get_parent_delimiter(context))

    def _take_roles(self, item: Cite) -> Iterator[str]:
        for role in self.get("variable").split():
            try:
                item.take(role)
            except VariableError:
                continue
            yield name_variable(role)

    def _render_role(
        self, item: Cite, role: str, names_context: Untyped, context: Untyped, options: Mapping[str, Untyped]
    ) -> Untyped:
        text = names_context.name.render(item, role, context=context, **options)
        label = names_context.label
        if label is None or isinstance(text, int):
            return text
        label_text = label.render(item, role, len(item.reference[role]) > 1, **options) or ""
        leads = label is names_context.getchildren()[0]
        return f"{label_text}{text}" if leads else f"{text}{label_text}"

    def markup(self, text: Untyped) -> Untyped:
        return self.wrap(self.format(str(text))) if text else None

    def render(self, item: Cite, *args: Untyped, **options: Untyped) -> Untyped:
        text = self.markup(self.process(item, *args, **options))
        if item.names is None and text:
            item.names = marks.strip_marks(text)
            if item.names == item.previous_names and (mark := _find_substitute_mark(self, options.get("context"))):
                return mark
        return text


def _find_substitute_mark(names: Untyped, context: Untyped) -> str | None:
    """Return the mark that a bibliography prints in place of the authors of the entry before."""
    parent = (names if context is None else context).xpath_search("./ancestor::cs:bibliography[1]")
    return parent[0].get("subsequent-author-substitute") if parent else None


class NameElement(Terms, model.Name):
    """How each name is written."""

    def process(
        self, item: Cite, variable: str, context: Untyped = None, sort_options: Untyped = None, **kw: Untyped
    ) -> Untyped:
        given = self.get_option_of("initialize", context) != "false"
        names = [_prepare(name, keep_given=not given) for name in item.reference[variable]]
        if item.reference.with_given and self.get_option("form", context, sort_options) == "short":
            names[0] = self._add_given(names[0], context)
        shown = item.reference.copy()
        shown[variable] = names
        seen = Cite(shown, item.number, locator=item.locator)
        return super().process(seen, variable, context=context, sort_options=sort_options, **kw)

    def _add_given(self, name: Untyped, context: Untyped) -> Untyped:
        """Return a name whose short form has the given names, as initials if the style has those."""
        given, mark = name.get("given"), self.get_option("initialize-with", context)
        if not given:
            return name
        shown = self.initialize(given, mark, context) if mark is not None else str(given)
        return Name(
            **{
                **name,
                "given": given,
                "family": name["family"],
                "non-dropping-particle": " ".join(part for part in (shown, name.get("non-dropping-particle")) if part),
            }
        )

    def get_option_of(self, name: str, context: Untyped) -> str | None:
        """Return an option that citeproc does not know, of this element or of one around it."""
        holder = (self if context is None else context).xpath_search(
            "./ancestor::*[self::cs:citation or self::cs:bibliography][1]"
        )
        inherited = [element.get(name) for element in [*holder, self.get_root()]]
        return self.get(name) or next((value for value in inherited if value), None)

    def initialize(self, given: Untyped, mark: str, context: Untyped) -> str:
        if isinstance(given, _WholeGivenName) or not re.search(r"[^\W\d_]", given) or given.lower() == given.upper():
            return str(given)
        with_hyphen = self.get_option("initialize-with-hyphen", context)
        parts = str(given).split("-") if with_hyphen else [str(given).replace("-", " ")]
        text = "-".join(_abbreviate(part, mark) for part in parts)
        return text.strip() if mark.strip() else text


def _abbreviate(given: str, mark: str) -> str:
    """Return given names as initials, small ones too, each with the mark behind it; particles among them stay whole."""
    shown = ""
    for word in given.replace(".", " ").split():
        whole = word in FAMILY_PARTICLES or not word[0].isalpha()
        shown += f" {word} " if whole else f"{word[0]}{mark}"
    return " ".join(shown.split())


class _WholeGivenName(str):
    """A given name that does not become initials."""

    __slots__ = ()


def _prepare(name: Untyped, *, keep_given: bool) -> Untyped:
    """Return a name for printing: family first if its script has it so, given names whole if `keep_given`."""
    if "literal" in name:
        return name
    family, given = name.get("family", ""), name.get("given", "")
    if _FAMILY_FIRST.search(family) and given:
        return Name(literal=f"{family}{given}")
    return Name(**{**name, "given": _WholeGivenName(given)}) if given and keep_given else name


class NamePart(TextCase, model.Name_Part):
    """How a part of a name is written."""

    def format_part(self, given: Untyped, family: Untyped) -> tuple[Untyped, Untyped]:
        part = given if self.get("name") == "given" else family
        return super().format_part(given, family) if part else (given, family)


class Substitute(model.Substitute):
    """A substitute for a missing name; its variables are not printed again."""

    def render(self, item: Cite, context: Untyped = None, **options: Untyped) -> Untyped:
        for child in self:
            options_of = dict(options)
            if isinstance(child, model.Names) and child.name is None:
                options_of["names_context"] = self.getparent()
            outer, item.tracked = item.tracked, []
            try:
                text = child.render(item, context=context, **options_of)
            except VariableError:
                text = None
            used, item.tracked = item.tracked, outer
            if text:
                item.spent.update(used)
                if outer is not None:
                    outer.extend(used)
                return text
        raise VariableError
