"""What a program does beyond its own folders, as strace sees it: names looked up, connections, and files changed.

Python's audit hooks would see less: the libraries in C++ make system calls of their own, and so do child processes.
"""

import ipaddress
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# Those with a question mark are not on every processor.
_SENDING = ("connect", "sendto", "sendmsg", "sendmmsg")
_OPENING = ("?open", "openat", "?openat2", "?creat")
_CHANGING = (
    "?mkdir", "mkdirat", "?mknod", "mknodat", "?rename", "?renameat", "renameat2", "?link", "linkat", "?symlink",
    "symlinkat", "truncate", "?unlink", "unlinkat", "?rmdir",
)  # fmt: skip
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\w+)", re.DOTALL)
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
# strace is told to write all letters as \x2f, and shows the folder that a path is relative to in angle brackets.
_PATH = re.compile(r'(?:<((?:\\x\w\w)+)>, )?"((?:\\x\w\w)*)"')
_TEXT = re.compile(r'"((?:\\x\w\w)+)"')
_ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"((?:\\x\w\w)+)"')
_DNS = 53
# A question's name in a DNS message begins behind its head.
_HEAD = 12


class NoStrace(Exception):
    """Raised where there is no strace; the message says how to get it."""


@dataclass
class Observed:
    """What a program did while it was watched; complete when it has ended."""

    lookups: set[str] = field(default_factory=set)
    connections: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @property
    def is_nothing(self) -> bool:
        """Whether it kept to itself."""
        return not (self.lookups or self.connections or self.files)


def observe(
    command: Sequence[str], folders: Iterable[Path], environment: Mapping[str, str], cwd: Path, sent: str = ""
) -> tuple[subprocess.CompletedProcess[str], Observed]:
    """Run a command to its end; `folders` are those whose files may change, `sent` is its standard input."""
    with observing(command, folders, environment, cwd) as (process, observed):
        out, err = process.communicate(sent)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err), observed


@contextmanager
def observing(
    command: Sequence[str], folders: Iterable[Path], environment: Mapping[str, str], cwd: Path
) -> Iterator[tuple[subprocess.Popen[str], Observed]]:
    """Give a running command, and what will have been seen of it when the block has ended and it with it."""
    strace = shutil.which("strace")
    if strace is None:
        raise NoStrace("strace is missing: install it (`apt-get install strace`)")
    traces = cwd / "traces"
    shutil.rmtree(traces, ignore_errors=True)
    traces.mkdir()
    calls = ",".join((*_SENDING, *_OPENING, *_CHANGING))
    # A file for each thread, so that no call is interrupted by another; and only these calls are slowed down.
    options = [
        "-ff",
        "--seccomp-bpf",
        "-qq",
        "-yy",
        "-xx",
        "-s",
        "4096",
        "-o",
        str(traces / "of"),
        "-e",
        f"trace={calls}",
    ]
    observed = Observed()
    with subprocess.Popen(
        [strace, *options, *command],
        env=dict(environment), cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        yield process, observed
    allowed = [str(folder) for folder in folders]
    for trace in traces.iterdir():
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
            if called := _CALL.match(line):
                _note(observed, *called.groups(), cwd, allowed)
    shutil.rmtree(traces)


def _note(observed: Observed, call: str, told: str, result: str, cwd: Path, allowed: Sequence[str]) -> None:
    """Add one call; one that was refused counts as an attempt to connect, but changed no file."""
    if call in _SENDING:
        _note_sent(observed, told)
    elif not result.startswith("-") and (call not in _opening() or call == "creat" or _WRITES.search(told)):
        paths = [os.path.normpath(cwd / _plain(folder) / _plain(name)) for folder, name in _PATH.findall(told)]
        # The other path of a link is what it leads to; both of a renamed file change.
        changed = paths if call.startswith("rename") else paths[-1:]
        observed.files.update(path for path in changed if not _is_allowed(path, allowed))


def _note_sent(observed: Observed, told: str) -> None:
    addresses = [(ipaddress.ip_address(_plain(host)), int(port)) for port, host in _ADDRESS.findall(told)]
    observed.connections.update(f"{host} port {port}" for host, port in addresses if not host.is_loopback)
    if f":{_DNS}]>" in told or any(port == _DNS for _, port in addresses):
        observed.lookups.update(name for text in _TEXT.findall(told) if (name := _asked(_bytes(text))))


def _asked(message: bytes) -> str:
    """Return the name that a DNS message asks for."""
    labels, rest = [], message[_HEAD:]
    while rest and rest[0]:
        labels.append(rest[1 : 1 + rest[0]].decode("ascii", "replace"))
        rest = rest[1 + rest[0] :]
    return ".".join(labels)


def _is_allowed(path: str, allowed: Sequence[str]) -> bool:
    # A folder's parents are made with it. Python keeps what it compiled beside the source, as pip does at installation.
    within = any(path == folder or path.startswith(f"{folder}/") or folder.startswith(f"{path}/") for folder in allowed)
    # And semaphores are in memory, and gone at once.
    return within or "/__pycache__" in path or path.startswith(("/dev/null", "/dev/tty", "/dev/shm/sem."))


def _opening() -> set[str]:
    return {name.lstrip("?") for name in _OPENING}


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _plain(escaped: str) -> str:
    return os.fsdecode(_bytes(escaped))
