from datetime import date

import factory

from crm.accounts.enums import OfficeKind, Role
from crm.accounts.models import Office, RoleAssignment, User


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office
        skip_postgeneration_save = True
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"CO{n:03}")
    name = factory.LazyAttribute(lambda o: f"Office {o.code}")
    kind = OfficeKind.COUNTRY
    country = "SN"
    time_zone = "UTC"

    @factory.post_generation
    def place(self, create, extracted, **kwargs):
        above = self.parent.path if self.parent else "/"
        self.path = f"{above}{self.pk}/"
        type(self).objects.filter(pk=self.pk).update(path=self.path)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@concord.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    language = "en"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password=kwargs.pop("password", "correct horse battery"), **kwargs)


class RoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.STAFF
    starts_on = date(2020, 1, 1)
