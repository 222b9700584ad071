from django.db import models

from crm.companies.models import Company
from duediligence.clearances.gate import Protected, gate
from duediligence.enums import Purpose
from duediligence.models import Clearance


class Engagement(models.Model):
    company = models.ForeignKey(Company, models.PROTECT)
    clearance = models.ForeignKey(Clearance, models.PROTECT, null=True)
    relied_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    stage = models.CharField(max_length=10, default="idea")

    class Meta:
        triggers = [
            gate(
                Protected(
                    table="stand_in_engagement",
                    purpose=Purpose.PARTNERSHIP,
                    running="{row}.stage = 'active'",
                    amount="{row}.amount",
                )
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
