"""Rules of a site: what its robots.txt lets a program fetch, and how fast."""

import re
from functools import cached_property

from protego import Protego

# The name by which sites know this program.
NAME = "Pullquote"
_AGENT = re.compile(r"\s*user[ -]?agent\s*:?(?P<name>.*)", re.IGNORECASE)


class SiteRules:
    """What a robots.txt says to this program."""

    def __init__(self, text: str):
        self._file = Protego.parse("\n".join(map(_fold_agent, text.splitlines())))

    def may_fetch(self, address: str) -> bool:
        """Say whether an address of the site may be fetched."""
        return self._file.can_fetch(address, NAME)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the sitemaps that the site names."""
        return tuple(self._file.sitemaps)

    @cached_property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for."""
        return self._file.crawl_delay(NAME) or 0.0


def _fold_agent(line: str) -> str:
    """Name all other programs by one name: rules are kept for each, and a file may name thousands of them."""
    named = _AGENT.fullmatch(line)
    if not named or "*" in named["name"] or NAME.lower() in named["name"].lower():
        return line
    return "User-agent: others"
