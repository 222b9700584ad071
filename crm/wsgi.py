import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")


def freeze() -> None:
    """What the start has made stays for good: without this, the collector walks through all of it now and then, which
    takes a tenth of a second out of somebody's request, and writes into pages that workers share."""
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
freeze()
