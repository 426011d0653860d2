"""The built-in sample articles: where their files lie, and which articles came from them."""

from pathlib import Path

from corpus.article import Source

_FOLDER = Path(__file__).parent / "samples"


def is_sample(source: Source) -> bool:
    """Say whether an article was read from a built-in sample, also one of another installation."""
    folder = (source.path or "").replace("\\", "/").rpartition("/")[0]
    return folder.endswith(f"/{_FOLDER.parent.name}/{_FOLDER.name}")
