from typing import Any

from django.db import models


class ListLoadQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ListLoadQuerySet":
        """What was loaded when is no secret among the staff."""
        return self


class ListEntryQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ListEntryQuerySet":
        """The lists are public."""
        return self

    def listed(self) -> "ListEntryQuerySet":
        """Still on the list, and the list still looked up."""
        return self.filter(closed_load=None, watchlist__retired=False)


class HitQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "HitQuerySet":
        """A decision is to be understood by the whole organisation (domain.md section 1, P5)."""
        return self

    def listed(self) -> "HitQuerySet":
        """Whose entry still stands on its list, and the list is still looked up."""
        return self.filter(entry__closed_load=None, entry__watchlist__retired=False)

    def open(self) -> "HitQuerySet":
        """What somebody has to look at; who left the list needs no answer any more."""
        return self.listed().filter(state="open")
