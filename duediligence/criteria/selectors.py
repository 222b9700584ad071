"""What counts on a day: the questions asked, the matrix, the high-risk sectors, the themes."""

from collections.abc import Iterable
from datetime import date

from ..enums import CriterionGroup
from ..models import AuthorityVersion, ControversyTheme, CriterionVersion, HighRiskSector

_GROUPS = list(CriterionGroup)


def questions(track: str, on: date) -> list[CriterionVersion]:
    """What is asked on this track, as it reads on that day, group by group; each with its criterion."""
    return in_order(CriterionVersion.objects.in_effect(on=on).filter(tracks__contains=[track]))


def in_order(versions: Iterable[CriterionVersion]) -> list[CriterionVersion]:
    """As the pages show them: the groups in their own order, then the criteria's."""
    return sorted(
        versions,
        key=lambda v: (_GROUPS.index(CriterionGroup(v.criterion.group)), v.criterion.order, v.criterion.code),
    )


def authority(on: date) -> AuthorityVersion:
    """The matrix that counts on that day, with its rules and their steps. Raises AuthorityVersion.DoesNotExist."""
    return AuthorityVersion.objects.in_effect(on=on).prefetch_related("rules__steps").get()


def high_risk_sectors(on: date) -> list[HighRiskSector]:
    return list(HighRiskSector.objects.in_effect(on=on))


def high_risk_sector(isic: str, on: date) -> HighRiskSector | None:
    """The sector that makes this ISIC code ("C20", or the section "B") one of high risk."""
    return matching(isic, high_risk_sectors(on))


def matching(isic: str, sectors: Iterable[HighRiskSector]) -> HighRiskSector | None:
    """Of these sectors the first that names the code, or the section in which it lies."""
    return next((sector for sector in sectors if isic and {isic, isic[:1]} & set(sector.isic)), None)


def themes() -> list[ControversyTheme]:
    """What a controversy can be filed under from now on, in the reader's alphabet."""
    return sorted(ControversyTheme.objects.filter(retired=False), key=str)
