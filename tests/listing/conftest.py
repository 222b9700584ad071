import pytest
from django.test import Client


@pytest.fixture
def browser(client: Client, focal_point) -> Client:
    client.force_login(focal_point)
    return client


@pytest.fixture
def as_person(cast):
    """A browser of anybody in the cast."""

    def sign_in(key: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, key))
        return client

    return sign_in
