"""The text of an API key, and what is kept of it."""

import hashlib
import secrets

PREFIX = "cnc_"


def new_key() -> str:
    """256 random bits, with a beginning by which leaked keys are found."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """Keys are random enough for a plain hash."""
    return hashlib.sha256(key.encode()).hexdigest()
