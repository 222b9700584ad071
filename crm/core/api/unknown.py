"""Addresses below /api/ that lead nowhere: JSON, too."""

from typing import Any

from django.http import HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView


class KeepingRedirect(HttpResponsePermanentRedirect):
    """Repeated with the same method and body, which 301 would lose."""

    status_code = 308


@extend_schema(exclude=True)
class Unknown(APIView):
    """Where only the slash at the end is missing, the way there; else 404, to strangers as to staff."""

    authentication_classes = ()
    permission_classes = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.path.endswith("/") and resolve(f"{request.path}/").func is not resolve(request.path).func:
            query = request.META.get("QUERY_STRING", "")
            return KeepingRedirect(f"{request.path}/" + (f"?{query}" if query else ""))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(_("There is nothing at this address. All addresses are listed at /api/docs/."))
