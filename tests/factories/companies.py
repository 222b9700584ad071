import factory

from crm.companies.models import Affiliation, Company, Contact, Theme
from crm.core.text import fold


class CompanyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Company

    legal_name = factory.Sequence(lambda n: f"Company {n:04} Ltd")
    sort_name = factory.LazyAttribute(lambda o: fold(o.legal_name))
    country = "SN"


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Contact {n:04}")
    sort_name = factory.LazyAttribute(lambda o: fold(o.name))


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    contact = factory.SubFactory(ContactFactory)
    company = factory.SubFactory(CompanyFactory)
    title = "Head of sustainability"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ["code"]

    code = "ethical-recruitment"
    name_en = "Ethical recruitment"
    name_fr = "Recrutement éthique"
    name_es = "Contratación ética"
