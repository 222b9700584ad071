"""Production: everything from the environment; a missing value stops the start with its name."""

from .base import *  # noqa: F403
from .base import env

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
PUBLIC_URL = env.str("PUBLIC_URL")
env.str("DATABASE_URL")
env.str("REDIS_URL")
