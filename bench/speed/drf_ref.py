"""The reference: the smallest careful Django REST application on the same rows; no permissions, no trail."""

import csv
import os
from collections.abc import Iterator
from typing import Any

import dj_database_url
import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {**dj_database_url.parse(os.environ["REFERENCE_URL"]), "CONN_MAX_AGE": 300, "ATOMIC_REQUESTS": True}
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import StreamingHttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, pagination, serializers  # noqa: E402
from rest_framework.response import Response  # noqa: E402


class Row(models.Model):
    class Meta:
        abstract = True
        app_label = "bench"
        managed = False


class Country(Row):
    name = models.TextField()

    class Meta(Row.Meta):
        db_table = "country"


class Company(Row):
    name = models.TextField()
    country = models.ForeignKey(Country, models.CASCADE)
    website = models.TextField()
    address = models.TextField()
    town = models.TextField()
    description = models.TextField()
    created_at = models.DateTimeField()

    class Meta(Row.Meta):
        db_table = "company"


class Contact(Row):
    company = models.ForeignKey(Company, models.CASCADE, related_name="contacts")
    first_name = models.TextField()
    last_name = models.TextField()
    email = models.TextField()
    job_title = models.TextField()

    class Meta(Row.Meta):
        db_table = "contact"


class Interaction(Row):
    company = models.ForeignKey(Company, models.CASCADE, related_name="interactions")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    author = models.TextField(default="bench")
    kind = models.TextField(default="meeting")
    subject = models.TextField()
    notes = models.TextField()
    date = models.DateTimeField(auto_now_add=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Row.Meta):
        db_table = "interaction"


class CompanySerializer(serializers.ModelSerializer):
    country_name = serializers.CharField(source="country.name", read_only=True)

    class Meta:
        model = Company
        fields = "__all__"


class ContactSerializer(serializers.ModelSerializer):
    class Meta:
        model = Contact
        fields = "__all__"


class InteractionSerializer(serializers.ModelSerializer):
    contact_name = serializers.CharField(source="contact.last_name", read_only=True)

    class Meta:
        model = Interaction
        fields = "__all__"


class Pages(pagination.LimitOffsetPagination):
    default_limit = 50


class Companies(generics.ListAPIView):
    serializer_class = CompanySerializer
    pagination_class = Pages

    def get_queryset(self) -> Any:
        found = Company.objects.select_related("country").filter(country_id=self.request.GET["country"])
        return found.order_by("name", "id")


class CompanyPage(generics.GenericAPIView):
    def get(self, request: Any) -> Response:
        company = Company.objects.select_related("country").get(pk=request.GET["id"])
        answer = dict(CompanySerializer(company).data)
        answer["contacts"] = ContactSerializer(company.contacts.order_by("id")[:50], many=True).data
        last = company.interactions.select_related("contact").order_by("-date")[:20]
        answer["interactions"] = InteractionSerializer(last, many=True).data
        return Response(answer)


class Log(generics.CreateAPIView):
    serializer_class = InteractionSerializer
    queryset = Interaction.objects.all()


class _Echo:
    def write(self, value: str) -> str:
        return value


def export(request: Any) -> StreamingHttpResponse:
    rows = Company.objects.order_by("name").values_list(
        "id", "name", "country__name", "website", "address", "town", "description", "created_at"
    )
    if "country" in request.GET:
        rows = rows.filter(country_id=request.GET["country"])
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        for row in rows.iterator(5000):
            yield writer.writerow(row)

    return StreamingHttpResponse(lines(), content_type="text/csv")


def hello(_request: Any) -> StreamingHttpResponse:
    return StreamingHttpResponse([b"ok"])


urlpatterns = [
    path("companies", Companies.as_view()),
    path("company", CompanyPage.as_view()),
    path("interaction", Log.as_view()),
    path("export", export),
    path("", hello),
]
connection.close()
app = WSGIHandler()
