import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_was_slowed_down():
    """Rate limits count in the cache, which outlives a test."""
    cache.clear()
