"""Whose roles count for scoring. Pure."""

from collections.abc import Collection

from crm.accounts.selectors import Access
from crm.contactlog.rights import WORKING, works


def reviews(held: Access, reviewers: Collection[int]) -> bool:
    """Whoever works at headquarters, and the people whom the call names (`reviewers`)."""
    if held.user.pk in reviewers:
        return works(held)
    # Headquarters stand at the root of the tree.
    return any(role.role in WORKING and role.office_path.count("/") == 2 for role in held.held)
