from .affiliation import Affiliation
from .company import Company, CompanyName, Registration, Tag
from .contact import ConsentRecord, Contact
from .document import Document
from .interest import Interest
from .maturity import MaturityAssessment
from .merge import Merge
from .pair import CompanyPair, CompanyToCompare, ContactPair, ContactToCompare
from .search_name import COMPANY_NAMES, PERSON_NAMES, CompanySearchName, ContactSearchName, NameIndex
from .theme import Theme

__all__ = [
    "COMPANY_NAMES",
    "PERSON_NAMES",
    "Affiliation",
    "Company",
    "CompanyName",
    "CompanyPair",
    "CompanySearchName",
    "CompanyToCompare",
    "ConsentRecord",
    "Contact",
    "ContactPair",
    "ContactSearchName",
    "ContactToCompare",
    "Document",
    "Interest",
    "MaturityAssessment",
    "Merge",
    "NameIndex",
    "Registration",
    "Tag",
    "Theme",
]
