"""Takes the pictures in docs/images of the page over the sample library, in a real Chromium.

python docs/screenshots.py
"""

import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from corpus import Article, load
from qa import Assistant
from qa.cli.adding import sample_folder
from qa.web.app import create_server, listen
from qa.web.settings import WebSettings

_IMAGES = Path(__file__).parent / "images"
_QUESTION = "What did Zelensky accuse North Korea of?"


def main() -> None:
    """Serve a library of the samples, and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(Path(folder) / "library", create=True)
        for path in sorted(sample_folder().glob("*.md")):
            list(assistant.library.add(loaded for loaded in load(path) if isinstance(loaded, Article)))
        ready = threading.Event()
        listening = listen("127.0.0.1", 0)
        server = create_server(assistant, listening, lambda _: ready.set(), WebSettings())
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        ready.wait(60)
        _take_all("http://{}:{}".format(*listening.getsockname()[:2]))
        server.should_exit = True
        thread.join(30)


def _take_all(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, width, height, scheme in (
            ("ask", 1280, 800, "light"),
            ("ask-dark", 1280, 800, "dark"),
            ("ask-phone", 390, 844, "light"),
        ):
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="en-US",
                device_scale_factor=1.5,
            )
            page.goto(address)
            _ask(page)
            page.screenshot(path=_IMAGES / f"{name}.png")
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US", device_scale_factor=1.5)
        page.goto(address)
        page.get_by_role("tab", name="Library").click()
        page.get_by_text("11 articles").wait_for()
        page.screenshot(path=_IMAGES / "library.png")
        browser.close()


def _ask(page: Page) -> None:
    page.locator("textarea").first.fill(_QUESTION)
    page.keyboard.press("Enter")
    page.locator(".pq-chip").first.wait_for()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
