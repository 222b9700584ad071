"""What the settings of due diligence are set to; the names are the columns'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ...enums import Effect


@dataclass(frozen=True)
class CriterionData:
    kind: str
    text_en: str
    text_fr: str
    text_es: str
    source: str
    reason: str
    effective_from: date
    tracks: Sequence[str]
    guidance_en: str = ""
    guidance_fr: str = ""
    guidance_es: str = ""
    excluded_above: Decimal | None = None
    very_high_from: Decimal | None = None
    high_above: Decimal | None = None
    yes_effect: str = Effect.NONE
    no_effect: str = Effect.NONE
    unknown_effect: str = Effect.NONE
    options: Sequence[Mapping[str, Any]] = ()
    look_back_years: int | None = None
    mandatory: bool = True
    retired: bool = False


@dataclass(frozen=True)
class SectorData:
    name_en: str
    name_fr: str
    name_es: str
    isic: Sequence[str]
    source: str
    reason: str
    effective_from: date
    retired: bool = False


@dataclass(frozen=True)
class ThemeData:
    name_en: str
    name_fr: str
    name_es: str
    source: str
    retired: bool = False


@dataclass(frozen=True)
class RuleData:
    """For one rating; `steps` are (role, whose), the last one decides."""

    rating: str
    working_days: int
    validity_months: int
    review_months: int | None
    steps: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class MatrixData:
    effective_from: date
    reason: str
    source: str
    quorum: int
    list_max_age_days: int
    individual_from_usd: Decimal
    research_working_days: int
    tie_rejects: bool = True
    rules: Sequence[RuleData] = field(default=())
