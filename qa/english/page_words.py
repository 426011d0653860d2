"""Page words: what a web page, its parts and its buttons are called, and what is done with them.

A short line of such words and nothing else is a label. The words are those of the menus and buttons of some thirty
newspapers and broadcasters.
"""

import re

from qa.english.closed_classes import (
    ARTICLES,
    COORDINATORS,
    DEMONSTRATIVES,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
)
from qa.english.word_lists import split_words

# Places that a page sends its reader to.
PLATFORMS = split_words(
    """
    twitter facebook instagram tiktok threads bluesky mastodon linkedin whatsapp youtube x telegram reddit google
    spotify flipboard pinterest
    """
)
_PAGE = (PLATFORMS - {"x"}) | split_words(
    """
    account ad ads advertisement alerts app apply apps archive article articles audio blog bookmark caption
    captions clipboard close comment comments conditions content contents continue conversation cookie cookies copy
    correction coverage discussion download e-mail edition editor email emails embed enable enlarge enter episode
    error expand explore feed feedback follow following fullscreen gallery gift headlines hide homepage image
    images inbox install invalid join latest letters like likes link links list listen load log login logout
    mailing manage membership menu mute navigation newsletter newsletters next notifications open page pages
    password pause pdf permission photo photos pin play podcast podcasts policy popular post posts preferences
    previous print privacy profile read reading recommended refresh register related replay replies reply report
    reprints reuse rss save scroll search see settings share show sign sitemap skip slides slideshow sponsored
    stories story submit subscribe subscription tags tap terms toggle topics transcript trending tweet unmute
    unsubscribe updates upgrade url version video videos view views watch web website
    """
)
_BESIDE = (
    (ARTICLES | COORDINATORS | DEMONSTRATIVES | OBJECTS | POSSESSIVES | PREPOSITIONS | QUANTIFIERS)
    | split_words(
        """
        add again back be free full get give go here items jump later leave less me min mins minutes more must new
        news no now only return send thanks time today today's top try turn use what's you
        """
    )
)  # fmt: skip
_WORD = re.compile(r"[\w’'-]+")
_STOPPED = re.compile(r"[.!?]$")
# Words of a label, at most; and of one that has one page word only.
_MOST, _FEW = 10, 4


def is_page_label(line: str) -> bool:
    """Say whether a line, or what stands before its colon, is a label. With a stop it holds two page words at least."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(line.partition(":")[0])]
    own = [word for word in words if word in _PAGE]
    if len(words) > _MOST or len(own) + sum(word in _BESIDE or word.isdigit() for word in words) < len(words):
        return False
    return len(own) > 1 or (len(own) == 1 and len(words) <= _FEW and not _STOPPED.search(line))
