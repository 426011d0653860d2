"""Elements that print text: variables and terms, numbers, dates and labels."""

import re

from citeproc import model
from citeproc.source import LiteralDate, VariableError

from qa.cite import marked_text as marks
from qa.cite.casing import recase
from qa.cite.csl.cites import Cite, Untyped, name_variable
from qa.cite.nesting import nest_marks

# The form that a form of a term falls back to (CSL, "Terms").
_LONGER = {"verb-short": "verb", "symbol": "short", "verb": None, "short": None}
_RANGE = re.compile(r"\d\w*\s*[-–]\s*\w*\d")


class Terms:
    """Terms that fall back to a longer form."""

    def get_term(self: Untyped, name: str, form: str | None = None, **options: Untyped) -> Untyped:
        root = self.get_root()
        sought = (root, name, form, options.get("zero_padded", False))
        known: dict[Untyped, Untyped] = root.style.found_terms if isinstance(root, model.Locale) else root.found_terms
        if sought not in known:
            known[sought] = _find_term(*sought)
        return known[sought]


def _find_term(root: Untyped, name: str, form: str | None, zero_padded: bool) -> Untyped:
    """Return a term in the first form that any locale has, of the first locale that has it."""
    forms = [form]
    while forms[-1] is not None:
        forms.append(_LONGER.get(forms[-1]))
    for tried in forms:
        for locale in [root] if isinstance(root, model.Locale) else root.locales:
            try:
                return locale.get_term(name, tried, zero_padded=zero_padded)
            except IndexError:
                continue
    return None


class TextCase:
    """The case of a text; only a title that is known to be English gets capitals."""

    def case(self: Untyped, text: object, language: str | None = None) -> str:
        case = self.get("text-case")
        if case is None or (case == "title" and language != "en"):
            return str(text)
        return recase(str(text), case)


class Periods:
    """The full stops of a text, which a style may leave out."""

    def strip_periods(self: Untyped, text: object) -> str:
        return str(text).replace(".", "") if self.get("strip-periods") == "true" else str(text)


class NumberRange:
    """Numbers and their ranges; a hyphen without a number on either side is part of a name."""

    def _process(self: Untyped, value: object, name: str) -> str:
        if not _RANGE.search(str(value)):
            return ", ".join(self.format_number(part.strip()) for part in str(value).split(","))
        return str(super()._process(value, name))  # type: ignore[misc]


class Text(Terms, TextCase, Periods, NumberRange, model.Text):
    """Text of a variable, a macro, a term or the style itself."""

    def process(self, item: Cite, context: Untyped = None, **_: Untyped) -> tuple[Untyped, str | None]:
        context = self if context is None else context
        language = item.reference.get("language", "")[:2].lower() or None
        if name := self.get("variable"):
            return self._take(item, name), language
        if name := self.get("macro"):
            return self.get_root().macros[name].render(item, context), language
        if self.get("term"):
            return self._term(item), language
        return self.get("value"), language

    def _take(self, item: Cite, name: str) -> str | None:
        short = f"{name}-short"
        name = short if self.get("form") == "short" and name_variable(short) in item.reference else name
        try:
            value = item.take(name)
        except VariableError:
            return None
        if name in ("page", "page-first", "number-of-pages"):
            value = self._process(value, name)
        elif name == "locator":
            value = str(value) if item.locator.label == "section" else str(value).replace("-", "–")
        before, after = marks.LINK if name == "URL" else marks.FIELD
        return f"{before}{value}{self._find_drawing_mark() if str(value).endswith('”') else ''}{after}"

    def quote(self, text: Untyped) -> str:
        if self.get("quotes") != "true":
            return str(text)
        draws = self._find_drawing_mark()
        outer, inner = (
            (str(self.get_single_term(f"open-{kind}")), f"{self.get_single_term(f'close-{kind}')}{draws}")
            for kind in ("quote", "inner-quote")
        )
        return f"{outer[0]}{nest_marks(str(text), inner, outer)}{outer[1]}"

    def _find_drawing_mark(self) -> str:
        """Return the mark behind a quotation mark that stops move into, if the locale wants that."""
        return marks.DRAWS_IN if self.get_locale_option("punctuation-in-quote").lower() == "true" else ""


class Number(Terms, TextCase, NumberRange, Periods, model.Number):
    """A number or a range of them."""

    def process(self, item: Cite, context: Untyped = None, **_: Untyped) -> Untyped:
        name = self.get("variable")
        return self._process(item.take("page" if name == "page-first" else name), name)


class DateElement(model.Date):
    """A date, of the style or of a locale."""

    def process(
        self,
        item: Cite,
        variable: str | None = None,
        show_parts: Untyped = None,
        context: Untyped = None,
        **kw: Untyped,
    ) -> Untyped:
        name = variable or self.get("variable")
        # A date in words has no parts, so it is printed once.
        if not self.is_locale_date() and isinstance(item.take(name), LiteralDate):
            item.spent.add(name)
        return super().process(item, variable, show_parts, context, **kw)

    def render_single_date(self, date: Untyped, show_parts: Untyped = None, context: Untyped = None) -> Untyped:
        parts = self.parts(date, show_parts, None if context is self else context)
        own = self.get("delimiter") is not None or not self.is_locale_date()
        return (self if own else context).join(parts) if parts else None


class DatePart(Terms, TextCase, Periods, model.Date_Part):
    """A year, a month or a day."""

    def render(self, date: Untyped, context: Untyped = None) -> Untyped:
        kept = dict(self.attrib)
        try:
            return super().render(date, context)
        finally:
            self.attrib.clear()
            self.attrib.update(kept)


class Label(Terms, TextCase, Periods, model.Label):
    """The word beside a number."""

    def process(
        self, item: Cite, variable: str | None = None, plural: Untyped = None, context: Untyped = None, **kw: Untyped
    ) -> Untyped:
        if self.get("variable") == "locator" and not item.has_locator:
            raise VariableError
        return super().process(item, variable, plural, context, **kw)


class EtAl(Terms, model.Et_Al):
    """The term for the names left out."""
