"""What a row says, as the register would have it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crm.companies.importing.lookup import Known
from crm.imports.registries import Values

from ..engagements.services.data import CollaborationData, CompanyPart, PartnershipData
from ..enums import ContributionKind, Disclosure, EngagementKind, RenewalMode
from ..funding.services.data import ContributionData, InstalmentData

# What only a partnership has, as the constraint `engagement_parts` says it; and what only a collaboration has.
OF_PARTNERSHIPS = (
    "stage",
    "airline",
    "expected_usd",
    "agreement_kind",
    "signed_on",
    "renewal",
    "cause",
    "end_reason",
)
OF_COLLABORATIONS = ("event",)
_AGREED = ("agreement_kind", "signed_on", "renewal")


@dataclass
class Draft:
    """`companies` are those that are new to it; the first one leads a partnership."""

    kind: str
    title: str
    office_id: int
    companies: list[Known]
    values: Values
    theme_ids: tuple[int, ...] = ()
    stage: str = ""
    # The company that gives, where the row names an amount.
    giver: Known | None = None
    currency: str = ""
    going_ahead: str = ""

    @property
    def is_partnership(self) -> bool:
        return self.kind == EngagementKind.PARTNERSHIP

    @property
    def starts_on(self) -> date | None:
        return self.values.get("starts_on")

    @property
    def label(self) -> str:
        names = [company.legal_name for company in self.companies]
        more = f" (+{len(names) - 1})" if len(names) > 1 else ""
        return f"{self.title}: {names[0]}{more}" if names and names[0] != self.title else f"{self.title}{more}"

    def company_ids(self) -> list[int]:
        return [company.pk for company in self.companies if company.pk]


def title_of(values: Values) -> str:
    """Without a title it is called after its event, else after the company, in the file's own words: so the same file
    is the same again, whoever imports it in whichever language."""
    return str(values.get("title") or values.get("event") or values["company"][0])[:200]


def partnership_data(draft: Draft) -> PartnershipData:
    said = draft.values
    return PartnershipData(
        **_common(draft),
        companies=[CompanyPart(pk, lead=at == 0) for at, pk in enumerate(draft.company_ids())],
        starts_on=said.get("starts_on"),
        airline=said.get("airline", False),
        expected_usd=said.get("expected_usd"),
    )


def collaboration_data(draft: Draft) -> CollaborationData:
    said = draft.values
    return CollaborationData(
        **_common(draft),
        company_ids=tuple(draft.company_ids()),
        starts_on=said["starts_on"],
        event=said.get("event", "")[:200],
    )


def _common(draft: Draft) -> dict[str, Any]:
    said = draft.values
    return {
        "title": draft.title,
        "type": said["type"],
        "lead_office_id": draft.office_id,
        "modality": said.get("modality", ""),
        "description": said.get("description", ""),
        "office_ids": tuple(pk for pk in said.get("offices", ()) if pk != draft.office_id),
        "countries": said.get("countries", ()),
        "theme_ids": draft.theme_ids,
        "sdgs": said.get("sdgs", ()),
        "ends_on": said.get("ends_on"),
        "disclosure": said.get("disclosure", Disclosure.INTERNAL),
    }


def has_agreement(values: Values) -> bool:
    return any(values.get(name) for name in _AGREED)


def agreement_changes(draft: Draft) -> dict[str, Any]:
    """Since when it was negotiated the file does not say. It runs as long as the partnership."""
    said = draft.values
    return {
        "kind": said["agreement_kind"],
        "signed_on": said.get("signed_on"),
        "renewal": said.get("renewal", RenewalMode.NONE),
        "negotiated_since": None,
        "starts_on": said.get("starts_on"),
        "ends_on": said.get("ends_on"),
    }


def amounts_of(values: Values) -> tuple[Decimal, Decimal]:
    """What was pledged and what was received; without a pledge, as much as was received was pledged."""
    pledged, received = (values[name].figure if values.get(name) else Decimal(0) for name in ("pledged", "received"))
    return pledged or received, received


def pledged_on(values: Values) -> date | None:
    return values.get("pledged_on") or values.get("signed_on") or values.get("starts_on")


def contribution_data(draft: Draft) -> tuple[ContributionData, Sequence[InstalmentData]] | None:
    """None where nothing is given."""
    pledged, received = amounts_of(draft.values)
    day = pledged_on(draft.values)
    if not pledged or day is None or draft.giver is None:
        return None
    came = InstalmentData(received_on=draft.values.get("received_on") or day, received_amount=received)
    data = ContributionData(
        amount=pledged,
        currency=draft.currency,
        pledged_on=day,
        kind=draft.values.get("contribution_kind", ContributionKind.CASH),
        company_id=draft.giver.pk,
    )
    return data, [came] if received else []
