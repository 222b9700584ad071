"""Whom the register proposes to look up with a company, and who is chosen: a part of the screenings' viewset."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import changes_record
from crm.core.api.etags import digest, expect

from ...models import Screening
from ..policies.requests import may_change_request
from ..selectors.parties import key_of, proposed
from ..services.moves import locked
from ..services.parties import choose_parties
from .row_serializers import ChosenPartiesSerializer, ProposedPartiesSerializer


class ProposedPartyActions:
    """`get_object` is the viewset's."""

    @extend_schema(responses=ProposedPartiesSerializer)
    @action(detail=True, methods=["get"], url_path="proposed-parties")
    def proposed_parties(self, request: Request, pk: str) -> Response:
        """Parent, subsidiaries and people of the company, as the register has them now."""
        return _answer(self.get_object())  # type: ignore[attr-defined]

    proposed_parties.answers_etag = True

    @extend_schema(request=ChosenPartiesSerializer, responses=ProposedPartiesSerializer)
    @proposed_parties.mapping.put
    def set_parties(self, request: Request, pk: str) -> Response:
        """Exactly these of the proposed ones are looked up; who was added by hand stays."""
        screening = self.get_object()  # type: ignore[attr-defined]
        may_change_request(request.user, access(request.user), screening).require_person()
        told = ChosenPartiesSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        with transaction.atomic():
            locked(screening.pk)
            expect(request, digest(sorted(_chosen(screening))))
            choose_parties(by=request.user, screening_id=screening.pk, keys=told.validated_data["keys"])
        return _answer(screening)

    changes_record(set_parties)


def _chosen(screening: Screening) -> set[str]:
    return {key for party in screening.parties.all() if (key := key_of(party))}


def _answer(screening: Screening) -> Response:
    chosen = _chosen(screening)
    rows = [
        {
            "key": each.key,
            "role": each.role,
            "kind": each.kind,
            "name": each.name,
            "advised": each.advised,
            "chosen": each.key in chosen,
        }
        for each in proposed(screening.company)
    ]
    told: dict[str, Any] = {"proposed": rows}
    return Response(ProposedPartiesSerializer(told).data, headers={"ETag": digest(sorted(chosen))})
