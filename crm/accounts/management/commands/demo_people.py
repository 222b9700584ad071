import json
from functools import cache
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.management.base import BaseCommand

from crm.core import clock

from ...demo import DOMAIN, PASSWORD
from ...models import RoleAssignment


@cache
def unchanged(kept: str) -> bool:
    """The demo's people share one hash, which is slow to check by design: once is enough."""
    return check_password(PASSWORD, kept)


class Command(BaseCommand):
    help = "Print the people of the demo organisation as JSON: email, password, name, role, office."

    def handle(self, *args: Any, **options: Any) -> None:
        held = (
            RoleAssignment.objects.current(on=clock.today())
            .filter(user__is_active=True, user__email__endswith=f"@{DOMAIN}")
            .select_related("user", "office")
            .order_by("role", "pk")
        )
        people = [
            {
                "email": each.user.email,
                "password": PASSWORD,
                "name": each.user.name,
                "role": each.role,
                "office": each.office.code,
            }
            for each in held
            # Somebody who has changed the password since is no longer one of the demo's.
            if unchanged(each.user.password)
        ]
        self.stdout.write(json.dumps(people, ensure_ascii=False))
