"""The first command, on a laptop: embedded servers, mail into files, plain http on loopback."""

from .base import *  # noqa: F403
from .base import BASE_DIR, env

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-a-laptop-the-launcher-makes-its-own")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(env.path("CONCORD_DATA", BASE_DIR / ".data") / "mail")
