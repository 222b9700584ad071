"""The kinds of files that this app takes."""

from crm.imports.registries import import_kinds

from .company_kind import COMPANIES

import_kinds.add(COMPANIES.key, COMPANIES, order=10)
