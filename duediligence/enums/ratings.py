"""Risk, from low to excluded."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Rating(models.TextChoices):
    """In rising order."""

    LOW = "low", pgettext_lazy("rating", "Low")
    MEDIUM = "medium", pgettext_lazy("rating", "Medium")
    HIGH = "high", pgettext_lazy("rating", "High")
    VERY_HIGH = "very_high", pgettext_lazy("rating", "Very high")
    EXCLUDED = "excluded", pgettext_lazy("rating", "Excluded")

    @property
    def level(self) -> int:
        return list(Rating).index(self)

    @property
    def tone(self) -> str:
        """Of its badge: told by colour, by shape and by the word."""
        return self.value.replace("_", "-")


# Nobody approves the last one (domain.md section 5).
DECIDABLE = tuple(rating for rating in Rating if rating != Rating.EXCLUDED)
