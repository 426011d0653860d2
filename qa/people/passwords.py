"""Passwords: what can be one, and their digests, which are slow to make on purpose."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus import normalise
from qa.errors import UserRefused

SHORTEST = 12
# Characters: a longer one is no password, and takes time.
LONGEST = 200
# Argon2id with what RFC 9106 recommends where memory is short: 64 MiB, three passes.
_HASHER = PasswordHasher()


def digest_password(password: str) -> str:
    """Return what is kept of a password, with its salt; raise UserRefused if it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserRefused(f"a password has {SHORTEST} to {LONGEST} characters: choose another, such as four words")
    return _HASHER.hash(normalise(password))


def is_password(kept: str | None, offered: str) -> bool:
    """Return whether a password is the one that was kept; None, of nobody, takes as long as any other."""
    if len(offered) > LONGEST:
        return False
    try:
        return _HASHER.verify(kept or _digest_nothing(), normalise(offered)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _digest_nothing() -> str:
    return _HASHER.hash("")
