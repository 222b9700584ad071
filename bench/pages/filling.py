"""Fills the small organisation with as many partnerships as the big one has, for the board."""

from crm.wsgi import application  # noqa: F401  (sets Django up)

# Only now are the models there.
from django.db import transaction  # isort: skip
from django.db.models import Min  # isort: skip

from crm.accounts.models import Office, User  # isort: skip
from crm.companies.models import Company  # isort: skip
from crm.core import clock  # isort: skip
from partnerships.demo import big  # isort: skip
from partnerships.models import Engagement  # isort: skip

# The small organisation has some 400 companies.
SPREAD, COLLABORATIONS = 300, 200


def main() -> None:
    if Engagement.objects.partnerships().count() >= big.PARTNERSHIPS:
        return
    big.SPREAD, big.COLLABORATIONS = SPREAD, COLLABORATIONS
    offices = Office.objects.filter(kind="country").values_list("pk", flat=True)
    first = Company.objects.aggregate(first=Min("pk"))["first"]
    with transaction.atomic():
        big.build(
            by_id=User.objects.earliest("pk").pk,
            first_company=first,
            offices=list(offices),
            today=clock.today().isoformat(),
        )


if __name__ == "__main__":
    main()
