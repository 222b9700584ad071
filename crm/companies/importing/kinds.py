"""The kinds of files that this app takes."""

from crm.imports.registries import import_kinds

from .company_kind import COMPANIES
from .contact_kind import CONTACTS

import_kinds.add(COMPANIES.key, COMPANIES, order=10)
import_kinds.add(CONTACTS.key, CONTACTS, order=20)
