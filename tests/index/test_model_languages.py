"""Whether a model knows several languages."""

import pytest

from index.model_languages import is_multilingual


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ("---\nlanguage: en\n---\n# A", False),
        ("---\nlanguage:\n- en\n---\n", False),
        ("---\nlanguage: multilingual\n---\n", True),
        ("---\ntags: [x]\nlanguage:\n  - en\n  - de\n---\ntext\n---\n", True),
        ("---\nlanguage: [de]\n---\n", True),
    ],
)
@pytest.mark.parametrize("vocabulary", [30_522, 250_002])
def test_its_card_says_so(tmp_path, card, expected, vocabulary):
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    assert is_multilingual(tmp_path, vocabulary) is expected


@pytest.mark.parametrize(
    "card",
    [None, b"", b"# No metadata", b"---\nlicense: mit\n---\n", b"---\nlanguage:\n---\n",
     b"---\nlanguage: {a: b}\n---\n",
     b"---\n- en\n---\n", b"---\n{\n---\n", b"---\nlanguage: de\n", b"\xff---\nlanguage: de\n---\n",
     b"---\n" + b"[" * 5_000 + b"\n---\n", b"---\nlanguage: [[de]]\n---\n"],
)  # fmt: skip
def test_without_a_card_its_vocabulary_tells(tmp_path, card):
    if card is not None:
        (tmp_path / "README.md").write_bytes(card)
    assert not is_multilingual(tmp_path, 50_368)
    assert is_multilingual(tmp_path, 119_547)
