"""Django's admin: a window for administrators, through which nothing is changed."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class ConcordAdminSite(AdminSite):
    site_header = _("Concord: tables, to read")
    site_title = _("Concord")
    index_title = _("Tables")

    def has_permission(self, request: HttpRequest) -> bool:
        """The administrator role and nothing else: `is_staff` asks for it."""
        return request.user.is_active and request.user.is_staff

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """By the one sign-in of the site, with its second factor and its slow-down."""
        if request.user.is_authenticated:
            raise PermissionDenied(_("Only administrators look into the tables."))
        return redirect_to_login(request.GET.get("next", request.path))
