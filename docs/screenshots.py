"""Takes the pictures in docs/images of the page over the sample library, in a real Chromium.

python docs/screenshots.py
"""

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from corpus import Article, load
from qa import Assistant
from qa.cli.add_command import list_samples
from qa.web.app import create_server, listen

_IMAGES = Path(__file__).parent / "images"
_EARLIER = ("How loud was the eruption of Krakatoa?", "Who suspected the Broad Street pump?")
_QUESTION = "What did Zelensky accuse North Korea of?"
_OF_SEVERAL = "How many people died?"
_DRAFT = (
    "Lovell and his crew never landed. The commander, as *Apollo 13 and the lifeboat called Aquarius* has it, “was Jim "
    "Lovell, who had already flown around the Moon on Apollo 8.” The tower in Paris was luckier: “after that the city "
    "was free to take it down.”\n\n> “Its commander was Jim Lovell, who had already flown around the Moon on Apollo 8.”"
    "\n> — *The Paper Lighthouse*\n\nIn Soho “Within three days 127 of those who lived in or near Broad Street were "
    "dead. At the brewery in Broad Street nobody died.” Or “the whole of the town that stood up to sing that night”!"
)
_DESKTOP, _PHONE = (1280, 800), (390, 844)


def main() -> None:
    """Serve a library of the samples, and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(Path(folder) / "library", create=True)
        for path in list_samples():
            list(assistant.library.add(loaded for loaded in load(path) if isinstance(loaded, Article)))
        ready = threading.Event()
        listening = listen("127.0.0.1", 0)
        server = create_server(assistant, listening, lambda _: ready.set(), token=None)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        ready.wait(60)
        _take_all("http://{}:{}".format(*listening.getsockname()[:2]))
        server.should_exit = True
        thread.join(30)


def _take_all(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = _opened(browser, address)
        for question in _EARLIER:
            _ask(page, question)
            page.locator(".pq-conversations-new").click()
            page.locator(".pq-welcome").wait_for()
        page.locator(".pq-label").wait_for()
        page.screenshot(path=_IMAGES / "welcome.png")
        _ask(page, _QUESTION)
        talk = page.url
        for name, size, scheme, look in (
            ("ask", _DESKTOP, "light", None),
            ("ask-dark", _DESKTOP, "dark", None),
            ("ask-phone", _PHONE, "light", None),
            ("sources-phone", _PHONE, "dark", _open_sheet),
            ("reader", _DESKTOP, "light", _open_reader),
            ("reader-phone", _PHONE, "light", _open_reader),
            ("library", _DESKTOP, "light", _open_library),
            ("basket", _DESKTOP, "light", _open_basket),
            ("check", _DESKTOP, "light", _check_draft),
            ("check-phone", _PHONE, "dark", _check_draft),
        ):
            _take(browser, talk, name, size, scheme, look)
        browser.close()


def _take(
    browser: Browser, talk: str, name: str, size: tuple[int, int], scheme: str, look: Callable[[Page], None] | None
) -> None:
    page = _opened(browser, talk, size, scheme)
    page.locator("#ask-chat .pq-chip").first.wait_for()
    if look:
        look(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)  # what moves has come to rest
    page.screenshot(path=_IMAGES / f"{name}.png")
    page.close()


def _opened(browser: Browser, address: str, size: tuple[int, int] = _DESKTOP, scheme: str = "light") -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-US",
        device_scale_factor=1.5,
        has_touch=size == _PHONE,  # there what can be done with a quote is always shown
    )
    page.goto(address)
    page.locator(".pq-conversations").wait_for(state="attached")
    return page


def _ask(page: Page, question: str) -> None:
    page.fill("#ask-question textarea", question)
    page.keyboard.press("Enter")
    page.locator("#ask-chat .pq-acts .pq-up").first.wait_for()


def _open_sheet(page: Page) -> None:
    page.locator("#ask-chat .pq-chip").first.click()


def _open_reader(page: Page) -> None:
    if page.locator(".pq-see").first.is_visible():
        page.locator(".pq-see a").first.click()
    page.locator("#sources .pq-open").first.click()
    page.locator(".pq-reader").wait_for()


def _open_library(page: Page) -> None:
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").first.wait_for()


def _open_basket(page: Page) -> None:
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    _ask(page, _OF_SEVERAL)
    for keep in page.locator("#sources .pq-quote-keep").all()[:3]:
        keep.click()
    page.locator("#sources [data-choose=style]").select_option("chicago-notes")
    page.get_by_role("tab", name="Basket").click()
    page.get_by_label("Note on quote 1").fill("Before the paragraph on later estimates.")
    page.locator("#pq-toast:not(.pq-shown)").wait_for(state="attached")


def _check_draft(page: Page) -> None:
    page.get_by_role("tab", name="Check").click()
    page.fill("#check-draft textarea", _DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-draft mark").first.wait_for()
    page.wait_for_timeout(1_000)  # the page goes to the report by itself


if __name__ == "__main__":
    main()
