"""Gives a test run its own PostgreSQL and Redis, before pytest-django reads the settings (hence `-p`)."""

import atexit
import os
from collections.abc import Iterator

import pytest

from . import browser, throwaway
from .errors import Refusal


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """A wrapper, so that it comes before pytest-django's hook of this name."""
    if not os.environ.get("CONCORD_TEST_SERVERS"):  # pytest-xdist's workers inherit ours
        os.environ.update(_servers())
        os.environ["CONCORD_TEST_SERVERS"] = "running"
    return (yield)


def _servers() -> dict[str, str]:
    """Our own servers; or those that the environment names for tests, never those of the application."""
    given = os.environ.get("CONCORD_TEST_DATABASE_URL")
    if given:
        return {
            "DATABASE_URL": given,
            "DATABASE_OWNER_URL": os.environ.get("CONCORD_TEST_DATABASE_OWNER_URL", given),
            "REDIS_URL": os.environ.get("CONCORD_TEST_REDIS_URL", "redis://localhost:6379/15"),
            "CONCORD_DB_ROLE": "owner",
        }
    try:
        stack = throwaway.start()
    except Refusal as refusal:
        raise pytest.UsageError(str(refusal)) from refusal
    # Not a hook of pytest's: those are left out when a conftest or the settings cannot be read.
    atexit.register(stack.stop)
    return {**stack.environment, "CONCORD_DB_ROLE": "owner"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests find a Chromium in CONCORD_CHROMIUM; without one they are left out, but in CI that fails."""
    driven = [item for item in items if item.get_closest_marker("browser")]
    if not driven:
        return
    found = browser.find()
    if found:
        os.environ["CONCORD_CHROMIUM"] = str(found)
        return
    reason = f"No browser starts: install {' and '.join(browser.PACKAGES)}, or name one in CONCORD_CHROMIUM."
    if os.environ.get("CI"):
        raise pytest.UsageError(reason)
    for item in driven:
        item.add_marker(pytest.mark.skip(reason=reason))
