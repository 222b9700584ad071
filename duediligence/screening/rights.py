"""Segregation of duties, in one place (domain.md section 2): whoever asked for a screening or researched it never
decides it and never votes on it, also not as a deputy, and nobody does so in their name."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, F, Func

from ..models import Answer, Controversy, Evidence, Hit, Screening

_EARLIER = Func(
    F("earlier"),
    template="(jsonb_path_query(%(expressions)s, '$[*].handlers[*]'))::bigint",
    output_field=BigIntegerField(),
)


def party_ids(screening: Screening) -> frozenset[int]:
    """Everybody who asked for it, researched it, submitted it or said a word about a hit."""
    people = (screening.requested_by_id, screening.researcher_id, screening.submitted_by_id, *_authors(screening))
    return frozenset(pk for pk in people if pk is not None)


def is_party_to(screening: Screening, *people: int | None) -> bool:
    """Whether one of these people is; a deputy is asked about together with whom they stand in for."""
    return not party_ids(screening).isdisjoint({pk for pk in people if pk is not None})


def _authors(screening: Screening) -> Iterable[int | None]:
    """One query for all who left something on the desk."""
    answers = Answer.objects.filter(screening=screening).order_by().values_list("answered_by")
    evidence = Evidence.objects.filter(screening=screening).order_by().values_list("captured_by")
    controversies = Controversy.objects.filter(screening=screening).order_by().values_list("noted_by")
    hits = Hit.objects.filter(party__screening=screening, carried_from=None).order_by()
    # What was said of a hit before it was opened again.
    earlier = Hit.objects.filter(party__screening=screening).order_by().values_list(_EARLIER)
    rows = answers.union(
        evidence, controversies, hits.values_list("first_by"), hits.values_list("resolved_by"), earlier
    )
    return [pk for (pk,) in rows]
