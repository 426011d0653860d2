"""Plays a network in a namespace of its own, tries every way inside, and prints what came of it as JSON.

    unshare --map-root-user --net python tests/corpus/web/inside_network.py

One host of this network is public, the others are what stands inside: this machine, its neighbours, a cloud's services.
All of them answer, so that only the guard of `corpus.web` keeps anybody from them.
"""

import json
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from itertools import count, cycle

from corpus.errors import CorpusError
from corpus.web.fetcher import Fetcher
from corpus.web.hosts import is_public, resolve_host

PORT = 8080
PUBLIC = "9.9.9.9"
# Loopback, neighbours, the services of clouds, carriers' networks, tests of networks, examples and multicast.
INSIDE_4 = (
    *("127.0.0.1", "127.0.0.2", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("198.18.0.1", "192.0.0.9", "192.0.2.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "240.0.0.1"),
)
INSIDE_6 = (
    *(
        "::1",
        "::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:a00:1::",
    ),
    *("::ffff:10.0.0.1", "::ffff:7f00:2", "64:ff9b::a00:1", "::10.0.0.1"),
)
# Hosts that answer on either side; multicast and broadcast have none.
_HOSTS = [PUBLIC, *(number for number in INSIDE_4 if number not in ("0.0.0.0", "224.0.0.1", "240.0.0.1"))]
_HOSTS_6 = ["2620:fe::fe", "fc00::1", "fd12:3456::1", "fec0::1", "2001:db8::1", "2001::1", "2002:a00:1::"]
_SPELLED = ("127.0.0.2", "10.0.0.1", "192.168.1.1", "169.254.169.254")
_STATUSES = (301, 302, 303, 307, 308)


def spell(number):
    """Yield how an IPv4 number can be written in an address, so that a browser or the system still finds it."""
    whole, parts = int(IPv4Address(number)), [int(part) for part in number.split(".")]
    yield from (str(whole), hex(whole), f"0{whole:o}", f"{whole:#X}")
    yield ".".join(f"0{part:o}" for part in parts)
    yield ".".join(f"{part:#04x}" for part in parts)
    yield f"{parts[0]}.{whole & 0xFFFFFF}"
    yield f"{parts[0]}.{parts[1]}.{whole & 0xFFFF}"
    yield f"{parts[0]:#x}.{parts[1]}.0{parts[2]:o}.{parts[3]}"
    yield f"00000{parts[0]:o}.{'.'.join(map(str, parts[1:]))}"
    yield f"{number}."
    yield number.replace(".", "。")
    yield number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    yield "".join(f"%{ord(letter):02x}" for letter in number)
    yield from (f"[::ffff:{number}]", f"[::FFFF:{whole >> 16:x}:{whole & 0xFFFF:x}]", f"[0:0:0:0:0:ffff:{number}]")
    yield from (f"[::{number}]", f"[64:ff9b::{number}]", f"[2002:{whole >> 16:x}:{whole & 0xFFFF:x}::]")


def list_addresses():
    """Return the addresses that lead inside, and those of other schemes, with credentials and of no host at all."""
    hosts = [
        *INSIDE_4,
        *(f"[{number}]" for number in INSIDE_6),
        *(host for number in _SPELLED for host in spell(number)),
    ]
    hosts += ["localhost", "LOCALHOST.", "[fe80::1%25lo]", "[fe80::1%lo]"]
    others = [
        *("file:///etc/passwd", "ftp://{0}/x", "gopher://{0}:{1}/x", "dict://{0}:{1}/x", "javascript:alert(1)"),
        *("data:text/html,x", "jar:http://{0}:{1}/x", "ws://{0}:{1}/x", "unix:/run/x.sock", "HTTP+UNIX://%2frun/x"),
        *("http://reader:word@{0}:{1}/x", "http://herald.example:{1}@{0}:{1}/x", "http://{0}:{1}\\@herald.example/x"),
        *("http://herald.example\t@{0}:{1}/x", "http://{0}:22/x", "http://[{0}]:{1}/x", "http://{0}:{1}0000/x"),
        *("http://{0}:{1}#@herald.example/", "http:///{0}:{1}/x", "http://", "http:{0}:{1}/x", "http://%5b::1%5d:{1}/"),
    ]
    return [f"http://{host}:{PORT}/x" for host in hosts] + [other.format("10.0.0.1", PORT) for other in others]


class Network:
    """The hosts; `reached` are the numbers of those within at which somebody asked."""

    def __init__(self):
        network = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                number = self.connection.getsockname()[0].removeprefix("::ffff:")
                if number != PUBLIC:
                    network.reached.append(number)
                target = network.rules if self.path == "/robots.txt" else network.target
                leads = number == PUBLIC and target is not None and self.path in ("/door", "/robots.txt")
                self.send_response(next(network.statuses) if leads else 200)
                if leads:
                    self.send_header("Location", target.encode().decode("latin-1"))
                    self.send_header("Refresh", f"0; url=http://10.0.0.1:{PORT}/x")
                body = b"" if leads else f'<meta http-equiv="refresh" content="0; http://10.0.0.1:{PORT}/x">'.encode()
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6
            daemon_threads = True

        self.reached, self.target, self.rules, self.statuses = [], None, None, cycle(_STATUSES)
        server = Server(("::", PORT), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()


def fetch(address, answers=(), may_reach=is_public):
    """Fetch an address, names leading one after the other to `answers`, or else to the public host."""
    turns = count()

    def resolve(host, port):
        if not host.endswith(".example"):
            return resolve_host(host, port)
        return answers[min(next(turns), len(answers) - 1)] if answers else [PUBLIC]

    try:
        Fetcher(resolve, may_reach, lambda _: None, seconds=5).fetch(address)
    except CorpusError:
        return


def list_tricks():
    """Yield what leads inside: an address, where doors and rules lead, and what its name means each time."""
    for address in list_addresses():
        yield address, None, None, ()
        yield f"http://herald.example:{PORT}/door", address, None, ()
        yield f"http://herald.example:{PORT}/page", None, address, ()
    for number in (*INSIDE_4, *INSIDE_6):
        for answers in ([[number]], [[PUBLIC, number]], [[PUBLIC], [number]], [[PUBLIC], [PUBLIC, number]]):
            yield f"http://rebound.example:{PORT}/page", None, None, answers


def main():
    """Set up the network, try all tricks, and print what was reached, with and without the guard."""
    for command in (
        *("link set lo up", *(f"address add {number}/32 dev lo" for number in _HOSTS if not number.startswith("127."))),
        *(f"-6 address add {number}/128 dev lo nodad" for number in _HOSTS_6),
    ):
        subprocess.run(["ip", *command.split()], check=True)
    network = Network()
    through, tried = [], 0
    for address, network.target, network.rules, answers in list_tricks():
        fetch(address, answers)
        tried += 1
        if network.reached:
            through.append((address, network.target, network.rules, answers, network.reached[:]))
            network.reached.clear()
    network.target = network.rules = None
    for address in list_addresses():
        fetch(address, may_reach=lambda _: True)
    sys.stdout.write(json.dumps({"tried": tried, "through": through, "unguarded": sorted(set(network.reached))}))


if __name__ == "__main__":
    sys.exit(main())
