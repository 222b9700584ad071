"""What is spared at every request, and must not be missed."""

import pytest
from rest_framework import serializers

from crm.core.api.asked import AskedSerializer
from crm.core.cache import ForgivingRedisCache


class _Entry(AskedSerializer):
    id = serializers.IntegerField(read_only=True)
    subject = serializers.CharField()
    notes = serializers.CharField(required=False)
    kind = serializers.CharField(default="call")
    add_people = serializers.BooleanField(required=False)


def test_a_field_that_must_be_named_is_missed() -> None:
    serializer = _Entry(data={"notes": "x"})
    assert not serializer.is_valid()
    assert serializer.errors["subject"][0].code == "required"


def test_defaults_count_and_what_is_not_named_is_left_out() -> None:
    serializer = _Entry(data={"subject": "s", "id": 7, "unknown": 1})
    serializer.is_valid(raise_exception=True)
    assert serializer.validated_data == {"subject": "s", "kind": "call"}


def test_a_partial_change_needs_no_other_field() -> None:
    serializer = _Entry(data={"notes": "n"}, partial=True)
    serializer.is_valid(raise_exception=True)
    assert serializer.validated_data == {"notes": "n"}


def test_the_document_still_knows_all_fields() -> None:
    assert set(_Entry().fields) == {"id", "subject", "notes", "kind", "add_people"}


@pytest.mark.django_db
def test_every_answer_bears_the_policy(client) -> None:
    for path in ("/accounts/login/", "/api/v1/companies/", "/nowhere/"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy


def test_the_cache_keeps_its_client() -> None:
    """A client connects only when it is first used."""
    cache = ForgivingRedisCache("redis://localhost:1/0", {})
    first = cache._cache.get_client("a", write=True)
    assert cache._cache.get_client("b", write=True) is first
