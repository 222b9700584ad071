"""A committee's ballot over REST: who may vote and who has, and how only after the close."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.enums import Role, Seat
from crm.core import clock
from crm.core.api.fields import IdField, ident

from ...enums import VoteChoice
from ...models import RouteStep, Vote
from ..ballot import Ballot, Elector
from ..selectors.routes import committees_vote

SEATS = [*Seat.choices, ("", "")]


class MemberPart(serializers.Serializer):
    """`vote` and `reason` are null before the close; a declared interest stands instead of a vote."""

    member = IdField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    seat = serializers.CharField(allow_blank=True)
    chair = serializers.BooleanField()
    deputies = serializers.ListField(child=IdField())
    has_voted = serializers.BooleanField()
    interest = serializers.CharField(allow_blank=True)
    vote = serializers.ChoiceField(choices=VoteChoice.choices, allow_null=True)
    reason = serializers.CharField(allow_null=True)
    cast_by = IdField(allow_null=True)


class TallyPart(serializers.Serializer):
    approve = serializers.IntegerField()
    reject = serializers.IntegerField()
    abstain = serializers.IntegerField()


class BallotSerializer(serializers.Serializer):
    """The committee's ballot of this round, also where it recommended and others decide.

    `tally` and `carried` are null before the close.
    """

    order = serializers.IntegerField()
    closed = serializers.BooleanField()
    quorum = serializers.IntegerField(help_text="Standing seats that must have voted.")
    quorate = serializers.BooleanField()
    tie_rejects = serializers.BooleanField()
    members = MemberPart(many=True)
    tally = TallyPart(allow_null=True)
    carried = serializers.BooleanField(allow_null=True)


class BallotActions:
    """`get_object` is the viewset's."""

    @extend_schema(responses=BallotSerializer)
    @action(detail=True, methods=["get"])
    def ballot(self, request: Request, pk: str) -> Response:
        """Who may vote and who has. Members vote or declare an interest at `vote/`, the chair closes at `decide/`."""
        found = committees_vote(self.get_object(), on=clock.today())  # type: ignore[attr-defined]
        if found is None:
            raise NotFound(_("The committee is not asked here."))
        return Response(BallotSerializer(_told(*found)).data)


def _told(step: RouteStep, ballot: Ballot) -> dict[str, Any]:
    closed = step.is_done
    return {
        "order": step.order,
        "closed": closed,
        "quorum": ballot.quorum,
        "quorate": ballot.quorate,
        "tie_rejects": ballot.tie_rejects,
        "members": [_closed(vote) for vote in ballot.votes] if closed else [_open(e, ballot) for e in ballot.electors],
        "tally": {choice: ballot.count(choice) for choice in VoteChoice.values} if closed else None,
        "carried": ballot.carried if closed else None,
    }


def _open(elector: Elector, ballot: Ballot) -> dict[str, Any]:
    """Blind: that somebody has voted, and no more of it."""
    cast = ballot.cast.get(elector.member.pk)
    chair = ballot.chair
    return {
        "member": ident(elector.member.pk),
        "name": elector.member.name,
        "role": elector.role,
        "seat": elector.seat,
        "chair": chair is not None and chair.member.pk == elector.member.pk,
        "deputies": [ident(each.pk) for each in elector.deputies],
        "has_voted": cast is not None and not cast.interest,
        "interest": cast.interest if cast else "",
        "vote": None,
        "reason": None,
        "cast_by": None,
    }


def _closed(vote: Vote) -> dict[str, Any]:
    """Who voted, also where they are out of office since."""
    return {
        "member": ident(vote.member_id),
        "name": vote.member.name,
        "role": vote.role,
        "seat": vote.seat,
        "chair": False,
        "deputies": [],
        "has_voted": not vote.interest,
        "interest": vote.interest,
        "vote": vote.vote or None,
        "reason": vote.reason or None,
        "cast_by": ident(vote.cast_by_id),
    }
