"""Malformed requests against the running program: none may be its own fault, fill its log or make others wait.

    python benchmarks/malformed.py [--requests 4000] [--described 20] [--seed 1] [--kept FILE]

The program runs as anybody would start it, over a library of the samples. Requests are made from a seed
(malformed_requests.py). Then schemathesis holds the program against the API's own description, with so many requests
for each operation, right ones and wrong ones. Meanwhile somebody opens the page and asks; the baseline, in the same
run, is the same without the requests. With --kept, what was answered with a fault is written there, what the
description says otherwise, and the program's log.
"""

import argparse
import contextlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from malformed_requests import Request, requests
from rich.console import Console
from rich.progress import track

_AT_ONCE = 4
# Seconds after which a request counts as unanswered: the status 599.
_PATIENCE = 20
# Times that page and question are measured alone, which is the baseline.
_ALONE = 10
# What is well formed may still not be possible: a style that there is not, an article that is gone. And what is not may
# be too large to be looked at.
_CHECKS = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "400", "404"]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429"]
"""
_ALWAYS = "Who suspected the Broad Street pump?"


@dataclass
class _Served:
    """The program, started: where it is, and what it wrote into its log."""

    host: str
    token: str
    log: Path
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def client(self) -> httpx.Client:
        """A program that was told the token."""
        return httpx.Client(
            base_url=f"http://{self.host}", headers={"Authorization": f"Bearer {self.token}"}, timeout=120
        )

    def note(self, status: int, what: str) -> None:
        """Count an answer, and keep the request if the program took it for its own fault."""
        self.statuses[status] += 1
        if status >= 500:
            self.faults.append(f"{status} {what}")


def main() -> None:
    """Print every figure; the exit status is 1 if one of them is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=4_000)
    parser.add_argument("--described", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as served:
        _open_page(served)
        waits = _Waits(served)
        with waits.watched():
            _send_made(served, chosen.requests, chosen.seed)
            made = served.statuses.total()
            described, differences = _check_description(served, chosen.described, Path(folder))
        log = served.log.read_text(encoding="utf-8", errors="replace").splitlines()
    tracebacks = sum(line.startswith("Traceback") for line in log)
    faults = sum(count for status, count in served.statuses.items() if status >= 500)
    print(f"requests           {made:8,} made, {described:,} from the API's description")
    for status, count in sorted(served.statuses.items()):
        print(f"  {status or 'closed':<16} {count:8,}")
    print(f"answered 5xx       {faults:8,}")
    print(f"description        {'is right' if described and not differences else 'is WRONG: see --kept'}")
    print(f"log                {tracebacks:8,} tracebacks, {len(log):,} lines")
    for name, times in waits.times.items():
        alone, beside = statistics.median(waits.alone[name]), statistics.median(times)
        print(f"{name:<18} {max(times):8.2f} s at most, {beside:.2f} s median of {len(times)}; alone {alone:.2f} s")
    if chosen.kept:
        chosen.kept.write_text("\n".join([*served.faults, *differences, *log]), encoding="utf-8")
    slowest = max(map(max, waits.times.values()))
    sys.exit(1 if faults or tracebacks or differences or not described or slowest > 2 else 0)


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[_Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from qa.cli.main import main; main()", "serve", "--samples", "--port", str(port)]
    log = folder / "log"
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [*command, "--library", str(folder / "library")], stdout=subprocess.PIPE, stderr=written, text=True
        ) as server,
    ):
        assert server.stdout is not None
        try:
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
            token = parse_qs(urlsplit(address).query).get("token", ["none"])[0]
            yield _Served(f"127.0.0.1:{port}", token, log)
        finally:
            server.terminate()


class _Waits:
    """How long somebody waits who opens the page and asks, again and again: first alone, then beside all else."""

    def __init__(self, served: _Served):
        self._served = served
        self.alone: dict[str, list[float]] = {"GET /": [], "POST /api/ask": []}
        self.times: dict[str, list[float]] = {"GET /": [], "POST /api/ask": []}
        with served.client as client:
            for _ in range(_ALONE):
                self._measure(client, self.alone)

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Open the page and ask, twice a second, until all else is done."""
        done = threading.Event()
        thread = threading.Thread(target=self._watch, args=(done,))
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _watch(self, done: threading.Event) -> None:
        with self._served.client as client:
            while not done.wait(0.5):
                self._measure(client, self.times)

    def _measure(self, client: httpx.Client, times: dict[str, list[float]]) -> None:
        for name in times:
            method, path = name.split()
            sent = {"question": _ALWAYS} if method == "POST" else None
            began = time.perf_counter()
            client.request(method, path, json=sent).raise_for_status()
            times[name].append(time.perf_counter() - began)


def _open_page(served: _Served) -> None:
    """Do whatever the page does by itself, which takes long the first time, such as finding questions to suggest."""
    with served.client as client:
        for event in client.get("/config").json()["dependencies"]:
            if not event["queue"]:
                data = [None] * len(event["inputs"])
                sent = {"data": data, "fn_index": event["id"], "session_hash": "opened", "event_data": {}}
                client.post("/gradio_api/run/predict", json=sent)


def _send_made(served: _Served, count: int, seed: int) -> None:
    with served.client as client:
        config = client.get("/config").raise_for_status().json()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        sending = pool.map(lambda request: _send(served, request), requests(config, seed, count))
        list(track(sending, "made", count, console=Console(stderr=True)))


def _send(served: _Served, request: Request) -> None:
    """Send a request over a connection of its own, and note how it is answered."""
    host, _, port = served.host.partition(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=_PATIENCE) as connection:
        try:
            connection.sendall(request.wire(served.host, served.token))
            if request.whole is not None:
                connection.shutdown(socket.SHUT_WR)
            while b"\r\n" not in answer and (part := connection.recv(4_096)):
                answer += part
        except TimeoutError:
            answer = b"HTTP/1.1 599 unanswered"
        except ConnectionError:
            pass  # it was refused before all of it was sent
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    what = f"{request.method} {request.target[:200]} {request.headers!r:.200} {request.body[:300]!r}"
    served.note(int(found[1]) if found else 0, what)


def _check_description(served: _Served, each: int, folder: Path) -> tuple[int, list[str]]:
    """Hold every operation of the API's description against what it says; return the cases and what was told of them.

    Schemathesis sends what the description allows and what it does not, also in a row, and looks at status, headers,
    kind and form of each answer.
    """
    settings = folder / "schemathesis.toml"
    settings.write_text(_CHECKS, encoding="utf-8")
    told = subprocess.run(
        [
            sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()",
            "--config-file", str(settings), "--no-color",
            "run", f"http://{served.host}/api/openapi.json", "--header", f"Authorization: Bearer {served.token}",
            "--request-timeout", str(_PATIENCE),
            "--max-examples", str(each), "--seed", "1", "--continue-on-failure", "--no-shrink",
        ],
        cwd=folder, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    lines = [*told.stdout.splitlines(), *told.stderr.splitlines()]
    counted = next((found for line in reversed(lines) if (found := re.search(r"(\d+) generated", line))), None)
    return int(counted[1]) if counted else 0, lines if told.returncode else []


if __name__ == "__main__":
    main()
