from .around import DocumentViewSet, InterestViewSet, MaturityViewSet, ThemeViewSet
from .contacts import ContactViewSet
from .merges import MergeViewSet
from .views import CompanyViewSet

routes = [
    ("companies", CompanyViewSet, "company"),
    ("contacts", ContactViewSet, "contact"),
    ("themes", ThemeViewSet, "theme"),
    ("interests", InterestViewSet, "interest"),
    ("maturity-assessments", MaturityViewSet, "maturity-assessment"),
    ("documents", DocumentViewSet, "document"),
    ("merges", MergeViewSet, "merge"),
]
