"""How the lines of a desk read and are written over REST. A line stays with its screening."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.accounts.models import User
from crm.companies import isic
from crm.core import countries
from crm.core.api.fields import IdField

from ...criteria.selectors import themes
from ...enums import EntryKind, PartyRole, RiskKind, Severity
from ...models import ControversyTheme

LONGEST = 20_000
ROLES = [(r.value, r.label) for r in PartyRole if r not in (PartyRole.COMPANY, PartyRole.INDIVIDUAL)]
KINDS = [(k.value, k.label) for k in (EntryKind.PERSON, EntryKind.ORGANISATION)]


class RowSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    screening = IdField(source="screening_id")

    def validate_screening(self, pk: int) -> int:
        if self.instance is not None and self.instance.screening_id != pk:
            raise serializers.ValidationError(_("A line stays with its screening."), code="fixed")
        return pk


class PersonField(IdField):
    """Somebody who may sign in; reads as an identifier."""

    default_error_messages = {"unknown": _("There is no such person.")}

    def to_internal_value(self, data: Any) -> User:
        found = User.objects.active().filter(pk=super().to_internal_value(data)).first()
        return found or self.fail("unknown")

    def to_representation(self, value: User) -> str:
        return str(value.pk)


class RiskSerializer(RowSerializer):
    kind = serializers.ChoiceField(choices=RiskKind.choices)
    text = serializers.CharField(max_length=LONGEST)
    likelihood = serializers.IntegerField(min_value=1, max_value=5)
    impact = serializers.IntegerField(min_value=1, max_value=5)
    weight = serializers.IntegerField(read_only=True, help_text="Likelihood times impact.")
    mitigation = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    owner = PersonField(required=False, allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)


def _share(**options: Any) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False, allow_null=True, **options
    )


class ActivitySerializer(RowSerializer):
    activity = serializers.CharField(max_length=200)
    isic = serializers.CharField(max_length=3, required=False, allow_blank=True, help_text="Section or division.")
    share_percent = _share(help_text="Null where it cannot be determined.")
    year = serializers.IntegerField(min_value=1990, max_value=2100, required=False, allow_null=True)
    source = serializers.CharField(max_length=250, required=False, allow_blank=True)

    def validate_isic(self, code: str) -> str:
        if code and code not in dict(isic.choices()):
            raise serializers.ValidationError(_("There is no such section or division of ISIC."), code="invalid_choice")
        return code


class ThemeCodeField(serializers.SlugRelatedField):
    """By its code. One that is retired can be read, and not be chosen."""

    default_error_messages = {"does_not_exist": _("No theme that can be chosen has the code “{value}”.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="code", **options)

    def get_queryset(self) -> Any:
        return ControversyTheme.objects.filter(pk__in=[each.pk for each in themes()])


class ControversySerializer(RowSerializer):
    theme = ThemeCodeField(queryset=ControversyTheme.objects.all(), help_text="Its code: human-rights, for instance.")
    severity = serializers.ChoiceField(choices=Severity.choices)
    happened_on = serializers.DateField()
    text = serializers.CharField(max_length=LONGEST)
    company_answer = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    source = serializers.CharField(max_length=500)
    noted_by = IdField(source="noted_by_id", read_only=True)


class PartySerializer(RowSerializer):
    role = serializers.ChoiceField(choices=PartyRole.choices, required=False)
    kind = serializers.ChoiceField(choices=KINDS, required=False)
    name = serializers.CharField(max_length=250)
    other_names = serializers.ListField(child=serializers.CharField(max_length=250), required=False, max_length=50)
    company = IdField(source="company_id", read_only=True, allow_null=True)
    contact = IdField(source="contact_id", read_only=True, allow_null=True)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    birth_date = serializers.RegexField(
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        required=False,
        allow_blank=True,
        help_text=_("1960, 1960-05 or 1960-05-17: it tells namesakes apart."),
        error_messages={"invalid": _("Write it as 1960, 1960-05 or 1960-05-17.")},
    )
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    share_percent = _share()
    source = serializers.CharField(max_length=250, required=False, allow_blank=True)

    def validate_role(self, role: str) -> str:
        if role not in dict(ROLES):
            raise serializers.ValidationError(_("The company itself is always looked up."), code="invalid_choice")
        return role

    def validate_country(self, code: str) -> str:
        if code and code.upper() not in dict(countries.choices()):
            sentence = _("Use two letters for each country, as ISO 3166 does: KE, SN.")
            raise serializers.ValidationError(sentence, code="invalid_choice")
        return code.upper()


class ProposedPartyPart(serializers.Serializer):
    """Somebody of the register; `advised` ones are looked up unless somebody takes them out."""

    key = serializers.CharField()
    role = serializers.ChoiceField(choices=PartyRole.choices)
    kind = serializers.ChoiceField(choices=KINDS)
    name = serializers.CharField()
    advised = serializers.BooleanField()
    chosen = serializers.BooleanField()


class ProposedPartiesSerializer(serializers.Serializer):
    """Of those that the register proposes for a screening, who is looked up."""

    proposed = ProposedPartyPart(many=True)


class ChosenPartiesSerializer(serializers.Serializer):
    keys = serializers.ListField(child=serializers.CharField(max_length=40), max_length=200)
