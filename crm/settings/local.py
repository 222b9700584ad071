"""The first command, on a laptop: embedded servers, mail into files, plain http on loopback."""

from .base import *  # noqa: F403
from .base import BASE_DIR, STORAGES, env

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-a-laptop-the-launcher-makes-its-own")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(env.path("CONCORD_DATA", BASE_DIR / ".data") / "mail")
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "crm.core.static_files.QuickStaticFilesStorage"}}
# Maps and readable twins of a library's minified scripts are not worth the time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "txt", "png", "jpg", "gif", "webp", "woff", "woff2", "gz", "br")
