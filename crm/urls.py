"""Every door. Each app's own table of contents is its urls.py."""

from django.contrib import admin
from django.urls import include, path

from crm.core.views import health

# What machines ask for stands first: each address is held against the lines above its own.
urlpatterns = [
    path("api/", include("crm.api_urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("crm.core.urls")),
    path("", include("crm.workspace.urls")),
    path("admin/", admin.site.urls),
    path("", include("crm.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("crm.contactlog.urls")),
    path("jobs/", include("crm.jobs.urls")),
    path("imports/", include("crm.imports.urls")),
    path("", include("crm.rates.urls")),
    path("", include("crm.companies.urls")),
    path("due-diligence/", include("duediligence.urls")),
    path("", include("partnerships.urls")),
    path("", include("donations.urls")),
    path("notifications/", include("crm.notifications.urls")),
    path("lists/", include("crm.listing.urls")),
]

handler500 = "crm.core.views.broken.broken"
