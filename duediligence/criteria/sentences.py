"""Findings in the reader's language."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from crm.companies import isic
from crm.core import locale

from .rating import AGENCY, Finding


def say(finding: Finding) -> str:
    """One sentence: what was found, and the limit that it passes."""
    return _SENTENCES[finding.code](finding.params)


def say_source(source: str) -> str:
    """In the reader's language, as far as a new installation knows it; what headquarters wrote stays as it is."""
    if source.lower() == AGENCY.lower():
        return _("Agency setting")
    return "; ".join(str(_OWN_WORDS.get(clause.lower(), clause)) for clause in source.split("; "))


def _read(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "en")[:2]) or texts["en"]


def _number(text: str) -> str:
    return number_format(Decimal(text))


def _asked(params: dict[str, Any], **more: str) -> dict[str, str]:
    return {"question": _read(params["question"]), **more}


def _share(params: dict[str, Any]) -> dict[str, str]:
    return _asked(params, share=_number(params["share"]), limit=_number(params["limit"]))


def _state_owned(params: dict[str, Any]) -> str:
    if params["share"] is None:
        return _("A state under sanctions owns a share of it that cannot be determined.")
    return _("A state under sanctions owns %(share)s per cent of it: more than %(limit)s per cent.") % {
        "share": _number(params["share"]),
        "limit": _number(params["limit"]),
    }


_SENTENCES = {
    "share_excluded": lambda p: _("%(question)s %(share)s per cent: above %(limit)s per cent excludes.") % _share(p),
    "share_very_high": lambda p: _("%(question)s %(share)s per cent: very high from %(limit)s per cent.") % _share(p),
    "share_high": lambda p: _("%(question)s %(share)s per cent: high above %(limit)s per cent.") % _share(p),
    "not_determinable": lambda p: _("%(question)s It cannot be determined.") % _asked(p),
    "answered_yes": lambda p: _("%(question)s The answer is yes.") % _asked(p),
    "answered_no": lambda p: _("%(question)s The answer is no.") % _asked(p),
    "answered_choice": lambda p: _("%(question)s The answer is “%(choice)s”.") % _asked(p, choice=_read(p["choice"])),
    "unanswered": lambda p: _("%(question)s This has not been answered yet.") % _asked(p),
    "hit_un": lambda p: (
        ngettext(
            "%(hits)s hit on a list of the United Nations is confirmed.",
            "%(hits)s hits on lists of the United Nations are confirmed.",
            p["hits"],
        )
        % p
    ),
    "hit_other": lambda p: (
        ngettext("%(hits)s hit on another list is confirmed.", "%(hits)s hits on other lists are confirmed.", p["hits"])
        % p
    ),
    "controversy": lambda p: (
        _("A controversy of severity %(severity)s on %(on)s, within the last three years.")
        % {"severity": p["severity"], "on": locale.day(date.fromisoformat(p["on"]), locale.current())}
    ),
    "state_owned": _state_owned,
    "sector": lambda p: (
        _("High-risk sector: %(sector)s (%(isic)s %(title)s).")
        % {"sector": _read(p["sector"]), "isic": p["isic"], "title": isic.title(p["isic"])}
    ),
}

# Clauses of sources, by what the files of a new installation say (criteria/data).
_OWN_WORDS = {
    "who": gettext_lazy("WHO"),
    "unhcr": gettext_lazy("UNHCR"),
    "undp private-sector guideline": gettext_lazy("UNDP private-sector guideline"),
    "united nations security council": gettext_lazy("United Nations Security Council"),
    "united nations global compact": gettext_lazy("United Nations Global Compact"),
    "iom vendor rules": gettext_lazy("IOM vendor rules"),
    "usaid asia ctip, learning brief 2 (2019)": gettext_lazy("USAID Asia CTIP, learning brief 2 (2019)"),
    "usaid asia ctip, learning brief 2 (2019), section 5": gettext_lazy(
        "USAID Asia CTIP, learning brief 2 (2019), section 5"
    ),
    "iom, evaluation of its private-sector partnership strategy (2018), footnote 36": gettext_lazy(
        "IOM, evaluation of its private-sector partnership strategy (2018), footnote 36"
    ),
    "iom, evaluation of its private-sector partnership strategy (2018), section 4.2.2": gettext_lazy(
        "IOM, evaluation of its private-sector partnership strategy (2018), section 4.2.2"
    ),
    AGENCY.lower(): gettext_lazy("agency setting"),
    "effect: agency setting": gettext_lazy("effect: agency setting"),
    "thresholds: agency setting": gettext_lazy("thresholds: agency setting"),
    "lower threshold: agency setting": gettext_lazy("lower threshold: agency setting"),
    "years looked back: agency setting": gettext_lazy("years looked back: agency setting"),
    "for individuals: agency setting": gettext_lazy("for individuals: agency setting"),
    "days, months, quorum and amount: agency setting": gettext_lazy("days, months, quorum and amount: agency setting"),
}
