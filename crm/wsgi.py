import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")

application = get_wsgi_application()
# What the start has made stays for good: without this, the collector walks through all of it now and then, which takes
# a tenth of a second out of somebody's request.
gc.collect()
gc.freeze()
