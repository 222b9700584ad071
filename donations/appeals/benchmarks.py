"""What others spend to raise money, as the source tells it (domain.md section 6 [001]): shown beside our own ratio."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Benchmark:
    agency: str
    percent: int


SOURCE = _(
    "Compared for the evaluation of the private sector strategy, 2018: overall for UNICEF and UNHCR, "
    "for individual giving at WFP."
)
AGENCIES = (Benchmark("UNICEF", 35), Benchmark("UNHCR", 32), Benchmark("WFP", 35))
