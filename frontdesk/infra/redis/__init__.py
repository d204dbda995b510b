"""Redis: quick, shared and forgetful. Everything here may vanish; PostgreSQL is the truth."""

from frontdesk.infra.redis.lane import Lane
from frontdesk.infra.redis.link import RedisLink
from frontdesk.infra.redis.subscriber import Subscriber

__all__ = ["Lane", "RedisLink", "Subscriber"]
