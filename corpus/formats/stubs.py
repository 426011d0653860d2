"""Stubs: pages that show the beginning of an article and keep the rest for subscribers, and say so."""

import re

# Characters: a page that has more holds the article, whoever else must pay for it.
_LITTLE = 2_000
# Characters at the end among which an invitation stands that closes a stub.
_END = 400
_PAYING = r"(?:subscribers?|members?|subscription|membership|customers)"
_PROMPT = re.compile(
    r"\b(?:subscribe|sign (?:in|up)|log ?in|register|become an? \w{1,20}|upgrade|create an? (?:free )?account)\b"
    r"[^.!?\n]{0,60}\b(?:to|and) (?:continue|keep|read|unlock|access|get (?:full |unlimited )?access|finish|view)\b"
    r"|\bto (?:continue|keep) reading\b[^\n]{0,80}\b(?:subscribe|sign|log ?in|register|subscription|account)"
    rf"|\b(?:only|exclusively|exclusive|reserved|available) (?:available )?(?:for|to) (?:\w{{1,20}} )?{_PAYING}\b"
    rf"|\b(?:for|to) (?:\w{{1,20}} )?{_PAYING} only\b|\b{_PAYING}[- ]only (?:article|story|content|post)"
    r"|\balready an? (?:\w{1,20} )?(?:subscriber|member)\b"
    r"|\b(?:the rest of|the full) (?:this|the) (?:article|story|post|text) is (?:for|behind)"
    r"|\bunlock (?:this|the full|the rest of (?:this|the)) (?:article|story|post)",
    re.IGNORECASE,
)


def is_stub(text: str, *, is_free: bool) -> bool:
    """Say whether a text is only the beginning of its article; `is_free` is what the page says of who may read it."""
    return (not is_free and len(text) < _LITTLE) or _PROMPT.search(text, max(0, len(text) - _END)) is not None
