"""The page of typed questions is what the samples answer."""

from docs.typed_questions import PAGE, render_page
from qa import Assistant


def test_the_page_is_what_its_command_makes(furnished, share, monkeypatch):
    share(monkeypatch)
    assert PAGE.read_text(encoding="utf-8") == render_page(Assistant.open(furnished / "library"))
