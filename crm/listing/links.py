"""Addresses of records, hundreds on a page: the resolver is asked once for each kind."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_script_prefix, reverse


def links_to(url_name: str) -> Callable[[int], str]:
    """For an address with the record's id as its only part that varies: `links_to("app:detail")(7)`."""

    def link(pk: int) -> str:
        before, after = _around(url_name, get_script_prefix())
        return f"{before}{pk}{after}"

    return link


@lru_cache(maxsize=128)
def _around(url_name: str, _prefix: str) -> tuple[str, str]:
    before, _zero, after = reverse(url_name, args=[0]).rpartition("0")
    return before, after
