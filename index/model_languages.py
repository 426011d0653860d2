"""Whether an embedding model knows several languages: by its model card, else by its vocabulary."""

from pathlib import Path

import yaml

CARD = "README.md"
_ENGLISH = frozenset({"en", "eng", "english"})
# Pieces of words: models for English have 30,000 to 50,000, those for many languages 105,000 to 260,000.
_LARGE = 100_000
# Characters of a card in which its metadata stand.
_HEAD = 20_000


def is_multilingual(folder: Path, vocabulary: int) -> bool:
    """Say whether a model knows other languages than English.

    The card in its folder says so, where sentence-transformers and the hub have it, as `language`; `vocabulary`, the
    number of pieces that its tokenizer knows, tells where it does not.
    """
    languages = _read_languages(folder / CARD)
    return bool(languages - _ENGLISH) if languages else vocabulary >= _LARGE


def _read_languages(card: Path) -> frozenset[str]:
    """Return the languages that a card names in its metadata; none if it has no metadata that can be read."""
    try:
        with card.open(encoding="utf-8") as file:
            head = file.read(_HEAD)
        mark, metadata, _ = head.split("---\n", 2)
        read = yaml.load(metadata, Loader=yaml.BaseLoader) if not mark else None  # noqa: S506 - strings only
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return frozenset()
    named = read.get("language") if isinstance(read, dict) else None
    listed = named if isinstance(named, list) else [named]
    return frozenset(code.lower() for code in listed if isinstance(code, str) and code)
