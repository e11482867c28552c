"""The cache that all machines share. Nothing depends on it: while it is away, there is simply nothing in it."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

REST = 5  # seconds for which a server that did not answer is left alone

logger = logging.getLogger(__name__)


class _ForgivingClient(RedisCacheClient):
    """Answers as if the cache were empty, and keeps nothing, while the server does not answer."""

    _away_until = 0.0  # for all threads

    def _try(self, method: Callable, *args, otherwise: Any, **kwargs) -> Any:
        if time.monotonic() < _ForgivingClient._away_until:
            return otherwise
        try:
            return method(*args, **kwargs)
        except RedisError as error:
            _ForgivingClient._away_until = time.monotonic() + REST
            logger.warning("The shared cache does not answer (%s).", type(error).__name__)
            return otherwise

    def get(self, key, default):
        return self._try(super().get, key, default, otherwise=default)

    def get_many(self, keys):
        return self._try(super().get_many, keys, otherwise={})

    def add(self, *args):
        return self._try(super().add, *args, otherwise=True)

    def set(self, *args):
        return self._try(super().set, *args, otherwise=None)

    def set_many(self, *args):
        return self._try(super().set_many, *args, otherwise=None)

    def touch(self, *args):
        return self._try(super().touch, *args, otherwise=False)

    def delete(self, key):
        return self._try(super().delete, key, otherwise=False)

    def delete_many(self, keys):
        return self._try(super().delete_many, keys, otherwise=None)

    def has_key(self, key):
        return self._try(super().has_key, key, otherwise=False)

    def incr(self, key, delta):
        return self._try(super().incr, key, delta, otherwise=delta)

    def clear(self):
        return self._try(super().clear, otherwise=False)


class ForgivingRedis(RedisCache):
    def __init__(self, server, params) -> None:
        super().__init__(server, params)
        self._class = _ForgivingClient
