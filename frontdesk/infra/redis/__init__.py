"""Redis: quick, shared and forgetful. Everything here may vanish; PostgreSQL is the truth."""

from frontdesk.infra.redis.link import DedicatedConnection, RedisLink, Subscriber

__all__ = ["DedicatedConnection", "RedisLink", "Subscriber"]
