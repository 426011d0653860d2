"""The page at 50,000 passages: from Enter to the first quote, twenty people at once, twelve tabs, and memory.

    python benchmarks/page.py [--passages 50000] [--library DIR] [--questions 2000]

The program runs as anybody would start it; a real Chromium asks on the page, and the many people speak the page's own
protocol. With --library the invented library (see invented.py) is made there once and kept. The baseline, in the same
run, is the same question sent to the API.
"""

import argparse
import json
import random
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
from invented import PASSAGES_AN_ARTICLE, articles, questions
from playwright.sync_api import Browser, Page, sync_playwright

from index import Library
from qa.folders import cache_folder

_ON_PAGE = 60
_PEOPLE, _EACH = 20, 5
_TABS = 12
# Questions of one conversation before the next begins.
_TALK = 8

# Called in the page: milliseconds from the key to the frame in which the first new quote is painted; null if none is.
_TO_FIRST_QUOTE = """() => new Promise((resolve) => {
  const answers = () => document.querySelectorAll("#ask-chat .pq-answer").length;
  const before = answers();
  let began;
  const observer = new MutationObserver(() => {
    if (answers() <= before) return;
    observer.disconnect();
    const answered = [...document.querySelectorAll("#ask-chat .pq-answer")].at(-1).querySelector(":scope > .pq-quote");
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(answered ? performance.now() - began : null)));
  });
  const box = document.querySelector("#ask-question textarea");
  box.addEventListener("keydown", () => (began = performance.now()), { once: true });
  observer.observe(document.querySelector("#ask-chat"), { subtree: true, childList: true });
})"""


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--questions", type=int, default=2_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.library or Path(temporary) / "library"
        _build(folder, chosen.passages)
        with _served(folder) as (address, process):
            asked = _real_questions(_ON_PAGE)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                _first_quote(browser, address, asked)
                _many_tabs(browser, address, asked[:_TABS])
                browser.close()
            _many_people(address, list(questions(_PEOPLE * _EACH)))
            _memory(address, process, list(questions(chosen.questions)))


def _real_questions(count: int) -> list[str]:
    """Return questions that people wrote about the samples, whose sentences the invented articles hold."""
    lines = (Path(__file__).parent / "subset" / "samples" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["question"] for row in map(json.loads, lines) if row["answerable"]][:count]


def _build(folder: Path, passages: int) -> None:
    library = Library.open(folder, cache_folder(), create=True)
    if not library.entries():
        for _ in library.add(articles(-(-passages // PASSAGES_AN_ARTICLE))):
            pass
    print(f"library            {library.state().passages:8,} passages")


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Without a token: the people here have no browser to keep it for them.
    command = [sys.executable, "-c", "from qa.cli.main import main; main()", "serve", "--no-token", "--port", str(port)]
    with subprocess.Popen([*command, "--library", str(folder)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        yield f"http://127.0.0.1:{port}", psutil.Process(server.pid)
        server.terminate()


# --- in the browser


def _first_quote(browser: Browser, address: str, asked: Sequence[str]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    _open(page, address)
    times, plain = [], []
    with httpx.Client(base_url=address) as client:
        for number, question in enumerate(asked):
            if number % _TALK == 0 and number:
                page.locator(".pq-conversations-new").click()
                page.locator(".pq-welcome").wait_for()
            times.append(_ask(page, question))
            plain.append(_milliseconds(lambda question=question: client.post("/api/ask", json={"question": question})))
    answered = sorted(found for found in times if found is not None)
    print(f"Enter to first quote painted, {len(answered)} answered of {len(asked)} questions")
    print(f"  median           {statistics.median(answered):8.0f} ms")
    print(f"  95th percentile  {_p95(answered):8.0f} ms")
    print(f"  baseline         {statistics.median(plain):8.0f} ms median of POST /api/ask")
    print(f"  ratio            {statistics.median(answered) / statistics.median(plain):8.2f}")
    page.close()


def _many_tabs(browser: Browser, address: str, asked: Sequence[str]) -> None:
    context = browser.new_context()
    pages = [context.new_page() for _ in asked]
    for page in pages:
        _open(page, address)
    for page, question in zip(pages, asked, strict=True):
        page.fill("#ask-question textarea", question)
        page.keyboard.press("Enter")
    for page in pages:
        page.locator("#ask-chat .pq-answer .pq-acts").first.wait_for()
    print(f"tabs               {len(pages):8} open in one browser, all answered")
    context.close()


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".pq-welcome").wait_for()


def _ask(page: Page, question: str) -> float | None:
    page.fill("#ask-question textarea", question)
    painted = page.evaluate_handle(f"() => ({{ promise: ({_TO_FIRST_QUOTE})() }})")
    page.keyboard.press("Enter")
    took: float | None = painted.evaluate("it => it.promise")
    # The box is emptied last.
    page.wait_for_function("!document.querySelector('#ask-question textarea').value")
    return took


# --- without a browser


@dataclass
class _Person:
    """Somebody who asks over the page's own protocol, in one conversation after the other."""

    client: httpx.Client
    function: int
    session: str
    conversation: str = ""
    asked: int = 0

    def ask(self, question: str) -> float:
        """Ask, and return the milliseconds until all of the answer is there; fails if there is none."""
        began = time.perf_counter()
        self.conversation = self.conversation if self.asked % _TALK else ""
        self.asked += 1
        data = [question, False, self.conversation, "", "", "", [], ""]
        event = {"data": data, "fn_index": self.function, "session_hash": self.session, "trigger_id": None}
        self.client.post("/gradio_api/queue/join", json=event).raise_for_status()
        shown = None
        with self.client.stream("GET", f"/gradio_api/queue/data?session_hash={self.session}") as lines:
            for line in lines.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    assert message["success"], message
                    shown = message["output"]["data"]
                    break
        assert shown is not None and "pq-answer" in json.dumps(shown[0]), shown
        self.conversation = shown[4]
        return (time.perf_counter() - began) * 1000


def _person(address: str) -> _Person:
    client = httpx.Client(base_url=address, timeout=60)
    config = client.get("/config").json()
    box = next(it["id"] for it in config["components"] if it["props"].get("elem_id") == "ask-question")
    function = next(it["id"] for it in config["dependencies"] if [box, "submit"] in it["targets"])
    return _Person(client, function, secrets.token_hex(5))


def _many_people(address: str, asked: Sequence[str]) -> None:
    people = [_person(address) for _ in range(_PEOPLE)]
    times: list[float] = []
    with ThreadPoolExecutor(_PEOPLE) as pool:
        for turn in range(_EACH):
            questions_ = asked[turn * _PEOPLE : (turn + 1) * _PEOPLE]
            times += pool.map(lambda person, question: person.ask(question), people, questions_)
    times.sort()
    print(f"{_PEOPLE} people at once, {_EACH} questions each, {len(times)} answered, no error")
    print(f"  median           {statistics.median(times):8.0f} ms")
    print(f"  95th percentile  {_p95(times):8.0f} ms")


def _memory(address: str, process: psutil.Process, asked: list[str]) -> None:
    person = _person(address)
    random.Random(9).shuffle(asked)
    print(f"memory over {len(asked):,} questions")
    for number, question in enumerate(asked, 1):
        person.ask(question)
        if number % max(1, len(asked) // 10) == 0:
            print(f"  after {number:6,}     {process.memory_info().rss / 1e6:8.0f} MB")


def _milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _p95(times: Sequence[float]) -> float:
    return times[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
