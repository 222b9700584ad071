from .affiliation import Affiliation
from .company import Company, CompanyName, Registration, Tag
from .contact import ConsentRecord, Contact
from .document import Document
from .interest import Interest
from .maturity import MaturityAssessment
from .theme import Theme

__all__ = [
    "Affiliation",
    "Company",
    "CompanyName",
    "ConsentRecord",
    "Contact",
    "Document",
    "Interest",
    "MaturityAssessment",
    "Registration",
    "Tag",
    "Theme",
]
