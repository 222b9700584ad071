"""What is known of the lists, and whether a screening's look-ups hold."""

from .checks import confirmed_standings, may_approve, may_submit_checks
from .freshness import ListFreshness, freshness, known_days

__all__ = ["ListFreshness", "confirmed_standings", "freshness", "known_days", "may_approve", "may_submit_checks"]
