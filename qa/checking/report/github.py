"""A report as workflow commands of GitHub Actions, which shows them as annotations beside the draft's lines.

Their form and escapes are those of GitHub's manual, "Workflow commands for GitHub Actions".
"""

from collections.abc import Iterator

from corpus import Span
from qa.checking.report.report import GOOD, CheckedQuotation, Report, UncheckedReason
from qa.checking.report.unquoted import Unquoted, find_unquoted
from qa.checking.report.wording import VERDICTS, explain_verdict, list_sources, list_warnings

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def list_annotations(report: Report, file: str | None, *, has_lines: bool = True) -> Iterator[str]:
    """Yield a workflow command for each fault and warning: an error for what makes the check fail.

    `file` is the draft's path from the root of its repository, None if it is no file. A draft of another format than
    text has no lines.
    """
    place = _Place(report.draft, file, has_lines)
    for checked in report.quotations:
        name, unquoted = VERDICTS[checked.verdict][1], find_unquoted(checked, report.draft)
        if checked.verdict not in GOOD:
            yield place.command("error", checked.span, f"{name} quotation", _explain(checked, report.draft, unquoted))
        for warning in list_warnings(checked, report.draft, unquoted):
            yield place.command("warning", checked.span, f"{name} quotation", warning)
    for unchecked in report.unchecked:
        if unchecked.why is UncheckedReason.TIME:
            yield place.command("error", unchecked.span, "Not checked", "not reached in time: check the draft in parts")


class _Place:
    """Writes commands with their places in one draft."""

    def __init__(self, draft: str, file: str | None, has_lines: bool) -> None:
        self._draft = draft
        self._file = file
        self._has_lines = has_lines
        # Spans come in order, but for those that were not checked: lines are counted from the last one on.
        self._at, self._line = 0, 1

    def command(self, level: str, span: Span, title: str, message: str) -> str:
        """Return a workflow command; lines and columns count from 1, columns in code points."""
        fields = {"file": self._file} if self._file else {}
        if self._has_lines:
            line, column = self._locate(span.start)
            fields |= {"line": str(line), "col": str(column)}
        fields["title"] = title
        listed = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in fields.items())
        return f"::{level} {listed}::{message.translate(_DATA)}"

    def _locate(self, at: int) -> tuple[int, int]:
        if at < self._at:
            self._at, self._line = 0, 1
        self._line += self._draft.count("\n", self._at, at)
        self._at = at
        return self._line, at - self._draft.rfind("\n", 0, at)


def _explain(checked: CheckedQuotation, draft: str, unquoted: Unquoted) -> str:
    """Return why a quotation is not right, with the articles' words, on a line each."""
    quoted = f"“{' '.join(draft[slice(*checked.span)].split())}”"
    return "\n".join([quoted, *explain_verdict(checked, draft, unquoted), *list_sources(checked)])
