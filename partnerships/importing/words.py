"""How people call kinds, types and the like, beside what Concord itself calls them in its languages."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop as _

from crm.core.text import fold
from crm.imports.dates import LANGUAGES
from crm.imports.registries import Option, Unclear, words
from crm.imports.wording import Said, Value, readings

from ..enums import (
    AgreementKind,
    ClosingCause,
    ContributionKind,
    Disclosure,
    EngagementKind,
    EngagementType,
    Modality,
    RenewalMode,
    Stage,
)

_ALIASES: dict[Any, dict[str, str]] = {
    EngagementKind: {
        "partnership": "long term partnership, partnerships, partenariat a long terme, alianza, asociacion",
        "collaboration": (
            "collab, one off collaboration, one off, one off engagement, event, collaboration ponctuelle, "
            "colaboracion puntual"
        ),
    },
    EngagementType: {
        "advocacy": (
            "advocacy, awareness raising, awareness, knowledge building, advocacy and awareness raising, plaidoyer, "
            "sensibilisation, incidencia, sensibilizacion"
        ),
        "innovation": "innovation partnership, innovative partnership, partenariat d innovation",
        "resource_mobilisation": (
            "resource mobilization, fundraising, fundraising in kind, fund raising, mobilisation de ressources, "
            "collecte de fonds, movilizacion de recursos, recaudacion de fondos"
        ),
        "implementation": "programme implementation, program implementation, project implementation, execution",
    },
    Modality: {
        "philanthropy": "csr, philanthropy, philanthropic, rse, philanthropie, mecenat, filantropia",
        "shared_value": "creating shared value, csv, valeur partagee, valor compartido",
    },
    Disclosure: {
        "minimum": "minimum, minimum only",
        "internal": "confidential, not public, confidentiel, confidencial",
    },
    Stage: {
        "active": "ongoing, running, signed, current, en cours, en curso",
        "completed": "finished, ended, done, termine, acheve, finalizado",
        "terminated": "terminated early, cancelled, canceled, resilie, annule, rescindido, cancelado",
        "closed": "closed, dropped, abandoned, abandonne, abandonado",
        "due_diligence": "screening, due diligence under way",
        "negotiating": "negotiation, in negotiation, legal clearance, negociation, negociacion",
    },
    AgreementKind: {
        "memorandum": "mou, memorandum, letter of intent, loi, protocole d accord, memorando",
        "donor": "donation agreement, grant agreement, accord de don, convention de don, acuerdo de donacion",
        "service": "service contract, services agreement, contrat de services, contrato de servicios",
        "pro_bono": "pro bono, probono",
        "other": "other, autre, otro",
    },
    RenewalMode: {"automatic": "auto, automatically, tacit, tacite, tacita", "none": "no, non, not renewed"},
    ContributionKind: {"cash": "money, funds, financial, especes, efectivo, en efectivo", "in_kind": "goods, services"},
    ClosingCause: {"other": "other, autre, otro"},
}

_BY_NAME: dict[str, Any] = {choices.__name__: choices for choices in _ALIASES}


@lru_cache(maxsize=16)
def _known(choices: Any) -> Mapping[str, str]:
    """Folded word -> value: the value itself, its labels in all our languages, the aliases."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                found |= {fold(str(label)): value, fold(value): value}
    for value, aliases in _ALIASES[choices].items():
        found |= {alias: value for alias in words(aliases) if alias not in found}
    return found


def reader(choices: Any) -> Callable[[str, Any], str]:
    """A cell into one of the choices; what is none of them is asked."""

    def read(text: str, _hints: Any) -> str:
        if value := _known(choices).get(fold(text)):
            return value
        detail = Said(_("“%(text)s” is none of the choices."), {"text": text})
        raise Unclear("unknown_choice", detail, options(choices))

    return read


def options(choices: Any, values: Iterable[str] = ()) -> list[Option]:
    """All of them, or these."""
    return [Option(str(value), word(choices, value)) for value in values or choices.values]


def word(choices: Any, value: str) -> Value:
    """What a choice is called, in the reader's language."""
    return Value("engagement_choice", [choices.__name__, str(value)])


readings.add("engagement_choice", lambda pair: str(_BY_NAME[pair[0]](pair[1]).label))
