"""The REST door: /api/v1/, its schema and its human page. Each app brings its routes in api/urls.py."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, include, path
from django.utils.module_loading import module_has_submodule
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from crm.core.api.unknown import Unknown


def _gather() -> tuple[SimpleRouter, list[URLPattern]]:
    """`routes` are (prefix, viewset, basename); `paths`, where an app has any, are plain ones and come first."""
    router = SimpleRouter()
    paths: list[URLPattern] = []
    for app in (c.name for c in apps.get_app_configs() if c.name.split(".")[0] in settings.FIRST_PARTY):
        package = import_module(app)
        if not module_has_submodule(package, "api"):
            continue
        api = import_module(f"{app}.api")
        if not module_has_submodule(api, "urls"):
            continue
        urls = import_module(f"{app}.api.urls")
        paths += getattr(urls, "paths", [])
        for prefix, viewset, basename in getattr(urls, "routes", []):
            router.register(prefix, viewset, basename)
    return router, paths


_router, _paths = _gather()

urlpatterns = [
    path("v1/", include(([*_paths, *_router.urls], "api"))),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("<path:address>", Unknown.as_view(), name="api-unknown"),
]
