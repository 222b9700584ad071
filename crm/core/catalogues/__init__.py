"""Catalogues of translations: what the sources say, what locale/ holds, what is wrong between them. No GNU gettext."""
