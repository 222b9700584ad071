"""What is said of a row that may be a record of the register, kept so that each reader has it in their language."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.imports.registries import Asked
from crm.imports.wording import Remark, Said, Value, readings

from .. import pair_words
from .lookup import Known

readings.add("alike", pair_words.short)


def described(company: Known) -> Said:
    place: Remark = Value("country", company.country) if company.country else Said(_("country unknown"))
    return Said("%(company)s (%(place)s)", {"company": company.legal_name, "place": place})


def proposal(company: Known) -> str:
    """How an import remembers whom it proposed: the key; of a row above, which has none yet, the name."""
    return f"#{company.pk}" if company.pk else company.legal_name


def proposed_id(proposal: str) -> int | None:
    sign, number = proposal[:1], proposal[1:]
    return int(number) if sign == "#" and number.isdigit() else None


def readable(field: str, value: Any) -> Remark:
    return Value("country", str(value)) if field == "country" else str(value)


def perhaps(company: Known, reasons: Sequence[Any] = ()) -> list[Remark]:
    """Which company it may be, and in what it is like the row where it has another name."""
    if company.pk is None:
        said = Said(_("Perhaps %(company)s, which stands above it in this file."), {"company": described(company)})
    else:
        said = Said(_("Perhaps %(company)s, which is in the register already."), {"company": described(company)})
    return [said, Said("(%(why)s)", {"why": Value("alike", list(reasons))})] if reasons else [said]


def asked_before(asked: Asked | None) -> list[Remark]:
    """That an earlier import left this row out, and nobody has answered since."""
    if asked is None or asked.on is None:
        return []
    values = {"day": Value("day", asked.on.isoformat()), "person": asked.by_name}
    message = _("An import by %(person)s on %(day)s asked the same about this row. Your answer here settles it.")
    return [Said(message, values)]
