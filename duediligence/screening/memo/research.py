"""What the desk collected, as it goes into a memo. Of confidential evidence only that it is there, and its hash."""

from typing import Any

from ...criteria.rating import propose
from ...criteria.sentences import say
from ...models import Hit, ListCheck, Screening
from ...watchlists.selectors import known_days
from ..selectors.facts import facts_of


def answers(s: Screening) -> list[dict[str, Any]]:
    rows = s.answers.select_related("version__criterion", "answered_by").order_by(
        "version__criterion__group", "version__criterion__order", "version__criterion__code"
    )
    return [
        {
            "criterion": row.version.criterion.code,
            "version": row.version.number,
            "group": row.version.criterion.get_group_display(),
            "question": row.version.text_en,
            "value": row.value,
            "note": row.note,
            "by": row.answered_by.name,
            "at": row.answered_at,
            "source": row.version.source,
        }
        for row in rows
    ]


def findings(s: Screening) -> list[dict[str, Any]]:
    return [
        {"finding": say(finding), "effect": finding.effect, "source": finding.source}
        for finding in propose(facts_of(s)).findings
    ]


def activities(s: Screening) -> list[dict[str, Any]]:
    return [
        {
            "activity": row.activity,
            "isic": row.isic,
            "share_percent": row.share_percent,
            "year": row.year,
            "source": row.source,
        }
        for row in s.activities.all()
    ]


def controversies(s: Screening) -> list[dict[str, Any]]:
    return [
        {
            "theme": row.theme.name_en,
            "severity": row.severity,
            "happened_on": row.happened_on,
            "text": row.text,
            "company_answer": row.company_answer,
            "source": row.source,
        }
        for row in s.controversies.all()
    ]


def risks(s: Screening) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.get_kind_display(),
            "text": row.text,
            "likelihood": row.likelihood,
            "impact": row.impact,
            "mitigation": row.mitigation,
            "owner": row.owner.name if row.owner else "",
            "due_on": row.due_on,
        }
        for row in s.risks.select_related("owner")
    ]


def evidence(s: Screening) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "kind": row.get_kind_display(),
            "title": "" if row.confidential else row.title,
            "url": "" if row.confidential else row.url,
            "sha256": row.sha256,
            "query": "" if row.confidential else row.query,
            "place": "" if row.confidential else row.place,
            "results": row.results,
            "reliability": row.get_reliability_display(),
            "confidential": row.confidential,
            "captured_by": row.captured_by.name,
            "captured_at": row.captured_at,
        }
        for number, row in enumerate(s.evidence.counted().select_related("captured_by"), 1)
    ]


def parties(s: Screening) -> list[dict[str, Any]]:
    return [
        {
            "role": row.get_role_display(),
            "kind": row.get_kind_display(),
            "name": row.name,
            "other_names": list(row.other_names),
            "country": str(row.country),
            "birth_date": row.birth_date,
            "number": row.number,
            "share_percent": row.share_percent,
        }
        for row in s.parties.all()
    ]


def checks(s: Screening) -> list[dict[str, Any]]:
    """Each look-up with the list's date and hash: a clear result is a record, too.

    A list may be old and still complete, where its publisher had nothing newer: the day up to which that is known
    stands beside the date of the list that counts.
    """
    known = known_days()
    rows = ListCheck.objects.filter(party__screening=s).select_related("party", "load__watchlist")
    return [
        {
            "party": row.party.name,
            "list": row.load.watchlist.name,
            "list_date": row.load.list_date,
            "list_known_on": known.get(row.load_id),
            "list_sha256": row.load.sha256,
            "checked_at": row.checked_at,
            "hits": row.hits,
        }
        for row in rows.order_by("party", "load__watchlist__code", "pk")
    ]


def hits(s: Screening) -> list[dict[str, Any]]:
    rows = Hit.objects.filter(party__screening=s)
    rows = rows.select_related("party", "entry__watchlist", "resolved_by", "first_by")
    return [
        {
            "party": hit.party.name,
            "entry": hit.entry.name,
            "list": hit.entry.watchlist.name,
            "reference": hit.entry.reference or hit.entry.uid,
            "score": hit.score,
            "state": hit.get_state_display(),
            "reason": hit.reason,
            "resolved_by": hit.resolved_by.name if hit.resolved_by else "",
            "resolved_at": hit.resolved_at,
            "proposed_by": hit.first_by.name if hit.first_by else "",
        }
        for hit in rows.order_by("party_id", "-score", "pk")
    ]
