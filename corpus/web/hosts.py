"""Hosts: at which numbers a name stands, and which of these are public."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

from corpus.errors import AddressRefused, FetchFailed

# A host and a port become the numbers at which the host stands.
Resolve = Callable[[str, int], Sequence[str]]
# Says whether a number may be connected to.
MayReach = Callable[[str], bool]

# What Python counts among the public ones: relays, and numbers at which the next router answers, whoever's it is.
_NEAREST = (IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24"))
# All that the world's registries give out, and what of it wraps an IPv4 number by ways that nobody uses any more.
_GIVEN_OUT, _TUNNELS = IPv6Network("2000::/3"), (IPv6Network("2001::/23"), IPv6Network("2002::/16"))
# How networks that have only IPv6 write an IPv4 number (RFC 6052): it stands in the last 32 bits.
_TRANSLATED = IPv6Network("64:ff9b::/96")


def resolve_host(host: str, port: int) -> list[str]:
    """Return the numbers at which a host stands; raise FetchFailed if there are none."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"there is no host {host}, or no connection: check the address, then try again") from error
    return list(dict.fromkeys(str(place[0]) for *_, place in places))


def is_public(number: str) -> bool:
    """Say whether an IP address is one of the public internet: not of this machine, its network or a special use."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if not isinstance(address, IPv4Address) and address in _TRANSLATED:
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NEAREST)
    return address in _GIVEN_OUT and not any(address in tunnel for tunnel in _TUNNELS)


def find_reachable(host: str, port: int, resolve: Resolve, may_reach: MayReach) -> Sequence[str]:
    """Return the numbers of a host; raise AddressRefused if any of them may not be reached, however it is spelled."""
    numbers = resolve(host, port)
    if not numbers or not all(map(may_reach, numbers)):
        raise AddressRefused(f"{host} stands on this machine or in a private network, where nothing is fetched")
    return numbers
