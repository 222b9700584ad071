"""A cache that never takes the site down with it."""

import logging
from typing import Any

import redis
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

log = logging.getLogger(__name__)


def _forgiving(name: str, fallback: Any) -> Any:
    original = getattr(RedisCache, name)

    def call(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(self, *args, **kwargs)
        except redis.RedisError:
            log.warning("cache_unreachable", extra={"operation": name})
            return fallback(*args, **kwargs)

    return call


class _KeptClients(RedisCacheClient):
    """Django makes a new client of redis-py for each call, which takes as long as the call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[bool, redis.Redis] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> redis.Redis:
        if len(self._servers) > 1:  # type: ignore[attr-defined]  # then the server is drawn by lot
            return super().get_client(key, write=write)
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]


class ForgivingRedisCache(RedisCache):
    """Redis, or as if empty while Redis is away: the site works on, only slower."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._class = _KeptClients

    add = _forgiving("add", lambda *a, **k: True)
    get = _forgiving("get", lambda key, default=None, *a, **k: default)
    set = _forgiving("set", lambda *a, **k: None)
    touch = _forgiving("touch", lambda *a, **k: False)
    delete = _forgiving("delete", lambda *a, **k: False)
    get_many = _forgiving("get_many", lambda *a, **k: {})
    has_key = _forgiving("has_key", lambda *a, **k: False)
    incr = _forgiving("incr", lambda key, delta=1, *a, **k: delta)
    set_many = _forgiving("set_many", lambda *a, **k: [])
    delete_many = _forgiving("delete_many", lambda *a, **k: None)

    def count(self, key: str, *, seconds: int) -> int:
        """Add one to a counter that lives so long, in one round trip; 1 while Redis is away."""
        name = self.make_and_validate_key(key)
        try:
            pipe = self._cache.get_client(name, write=True).pipeline(transaction=False)
            pipe.incr(name)
            pipe.expire(name, seconds)
            return int(pipe.execute()[0])
        except redis.RedisError:
            log.warning("cache_unreachable", extra={"operation": "count"})
            return 1


def count_in(cache: BaseCache, key: str, *, seconds: int) -> int:
    """The same for any cache."""
    if isinstance(cache, ForgivingRedisCache):
        return cache.count(key, seconds=seconds)
    cache.add(key, 0, seconds)
    return int(cache.incr(key))
