"""A table behind the gate, while partnerships and donations are not there yet; only in the tests' database."""

from django.apps import AppConfig


class StandInConfig(AppConfig):
    name = "tests.stand_in"
    label = "stand_in"

    def ready(self) -> None:
        from crm.companies.registries import MergeReference, refer

        from .models import Engagement

        refer(MergeReference("Engagements of the tests", Engagement, "company"), order=900)
